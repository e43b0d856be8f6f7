"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const articles = all(".reading").map((root) => {
    const cards = new Map(all(".or-card", root).map((card) => [card.dataset.n, card]));
    const words = all("[data-r]", root).map((span) => ({ span, roles: span.dataset.r.split(" ").map((r) => r.split(":")) }));
    const links = new Map(all("a.or-n", root).map((link) => [link.dataset.n, link]));
    return { root, cards, words, links };
  });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function light(article, number) {
    for (const { cards, words, links } of articles) {
      const here = cards === article?.cards;
      for (const [n, card] of cards) card.classList.toggle("or-on", here && n === number);
      for (const [n, link] of links) link.classList.toggle("or-on", here && n === number);
      for (const { span, roles } of words) span.classList.toggle("or-on", here && roles.some(([n]) => n === number));
    }
  }
  function reveal(element, block = "nearest") {
    element?.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }
  function innermost(article, span) {
    const live = article.words.find((w) => w.span === span).roles.filter(([n]) => !article.cards.get(n)?.hidden);
    return live.at(-1)?.[0];
  }

  for (const article of articles) {
    let kept = null;
    const side = article.root.querySelector(".side");
    const apart = () => side.scrollHeight > side.clientHeight; // the cards scroll by themselves
    article.root.addEventListener("pointerover", (event) => {
      const span = event.target.closest("[data-r]");
      const owner = span ? innermost(article, span) : event.target.closest(".or-card, a.or-n")?.dataset.n;
      light(article, owner ?? kept);
      if (owner && !event.target.closest(".side") && apart()) {
        const card = article.cards.get(owner);
        side.scrollTop += card.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
      }
    });
    article.root.addEventListener("pointerleave", () => light(article, kept));
    article.root.addEventListener("focusin", (event) => {
      const owner = event.target.closest(".or-card, a.or-n")?.dataset.n;
      if (owner) light(article, owner);
    });
    article.root.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection())) return;
      const span = event.target.closest("[data-r]");
      const card = event.target.closest(".or-card");
      kept = (span ? innermost(article, span) : card?.dataset.n) ?? null;
      light(article, kept);
      if (kept === null) return;
      if (span) reveal(article.cards.get(kept));
      else reveal(article.words.find((w) => w.roles.some(([n, role]) => n === kept && role !== "cue"))?.span, "center");
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") light(article, (kept = null));
    });
  }

  function follow() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const number = target?.closest?.(".or-card, a.or-n")?.dataset.n;
    if (number) light(articles.find(({ root }) => root.contains(target)), number);
  }
  addEventListener("hashchange", follow);
  follow();

  const form = document.querySelector(".filter");
  const count = form.querySelector(".count");
  function filter() {
    const least = Number(form.elements.confidence.value);
    const kinds = new Set(all("[name=kind]:checked", form).map((box) => box.value));
    form.querySelector("output").value = least.toFixed(2);
    let shown = 0;
    let total = 0;
    for (const { cards, words, links } of articles) {
      for (const [n, card] of cards) {
        card.hidden = Number(card.dataset.confidence) < least || !kinds.has(card.dataset.kind);
        if (links.has(n)) links.get(n).hidden = card.hidden;
        shown += card.hidden ? 0 : 1;
        total += 1;
      }
      for (const { span, roles } of words) {
        const live = roles.filter(([n]) => !cards.get(n)?.hidden).map(([, role]) => role);
        const depth = live.filter((role) => role === "content").length;
        for (const role of ["source", "cue", "content"]) span.classList.toggle(`or-${role}`, live.includes(role));
        span.classList.toggle("or-d1", depth === 1);
        span.classList.toggle("or-d2", depth > 1);
      }
    }
    count.textContent = `${shown} of ${total}`;
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
