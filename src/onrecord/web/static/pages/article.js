"use strict";
// Links the words of an article with their cards: under the pointer, by click and by keys. Everything is there without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const wide = matchMedia("(min-width: 60rem)");
  let root, words, held = null, lit = null, waiting = null;

  function read() {
    root = document.querySelector(".reading");
    words = new Map();
    for (const span of all(".text [data-r]", root ?? document)) {
      for (const entry of span.dataset.r.split(" ")) {
        const number = entry.split(":")[0];
        if (!words.has(number)) words.set(number, []);
        words.get(number).push(span);
      }
    }
    lit = null;
  }
  const card = (number) => root?.querySelector(`.attribution[data-n="${number}"]`);
  const link = (number) => root?.querySelector(`a.n[data-n="${number}"]`);
  const parts = (number) => [card(number), link(number), ...(words.get(number) ?? [])].filter(Boolean);

  function light(number) {
    if (lit === number) return;
    if (lit !== null) for (const element of parts(lit)) element.classList.remove("on");
    if (number !== null) for (const element of parts(number)) element.classList.add("on");
    lit = number;
  }
  function show(element, block) {
    element?.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }
  function beside(number) {
    const side = root.querySelector(".side"), found = card(number);
    if (!found || side.scrollHeight <= side.clientHeight || !wide.matches) return;
    side.scrollTop += found.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
  }
  const innermost = (span) => span.dataset.r.split(" ").at(-1).split(":")[0];
  function owner(target) {
    const span = target.closest?.(".text [data-r]");
    return span ? innermost(span) : (target.closest?.(".attribution, .text a.n")?.dataset.n ?? null);
  }
  function hold(number, { focus = false, say = false } = {}) {
    held = number;
    light(number);
    const found = number && card(number);
    if (focus && found) {
      found.focus({ preventScroll: true });
      if (wide.matches) {
        beside(number);
        show(words.get(number)?.[0], "center");
      } else show(found, "center");
    }
    if (say && number) window.onrecordSay?.(`Attribution ${number}`);
  }
  function go(step) {
    const cards = all(".attribution", root);
    const at = cards.findIndex((c) => c.dataset.n === (held ?? document.activeElement?.closest(".attribution")?.dataset.n));
    const next = at < 0 ? (step > 0 ? cards[0] : cards.at(-1)) : cards[at + step];
    if (next) hold(next.dataset.n, { focus: true });
    else if (step > 0 && document.getElementById("further")) {
      waiting = cards.at(-1)?.dataset.n ?? null;
      document.getElementById("further").click();
    }
  }

  document.addEventListener("pointerover", (event) => {
    if (!root?.contains(event.target)) return light(held);
    const number = owner(event.target);
    light(number ?? held);
    if (number && event.pointerType === "mouse" && !event.target.closest(".side")) beside(number);
  });
  document.addEventListener("focusin", (event) => {
    if (root?.contains(event.target)) light(owner(event.target) ?? held);
  });
  document.addEventListener("click", (event) => {
    if (!root?.contains(event.target) || !event.target.closest) return;
    const mention = event.target.closest("q[data-at]");
    if (mention) return point(mention);
    if (event.target.closest("a.n, a.badge, a[data-to]")) {
      const number = event.target.closest("a[data-to]")?.dataset.to ?? owner(event.target);
      if (event.target.closest("a.n") && card(number)) {
        event.preventDefault();
        history.replaceState(history.state, "", `#${card(number).id}`);
        wide.matches ? beside(number) : show(card(number), "center");
      }
      return hold(number);
    }
    if (event.target.closest("a, button, summary, input, select, textarea, label, form") || String(getSelection())) return;
    const number = owner(event.target);
    hold(number);
    if (number === null) return;
    if (event.target.closest(".text")) wide.matches ? beside(number) : show(card(number), "center");
    else show(words.get(number)?.[0], "center");
  });

  // A mention of the chain that led to a speaker is shown where it stands.
  function place(offset) {
    let found = null;
    for (const span of all(".text [data-s]", root)) {
      if (Number(span.dataset.s) > offset) break;
      found = span;
    }
    if (!found?.firstChild) return null;
    const units = [...found.firstChild.data].slice(0, offset - Number(found.dataset.s)).join("").length;
    return [found.firstChild, Math.min(units, found.firstChild.length)];
  }
  function point(mention) {
    const ranges = [];
    for (const span of mention.dataset.at.split(",")) {
      const [from, to] = span.split("-").map(Number);
      const start = place(from), end = place(to - 1);
      if (!start || !end) continue;
      const range = new Range();
      range.setStart(...start);
      range.setEnd(end[0], Math.min(end[1] + 1, end[0].length));
      ranges.push(range);
    }
    if (!ranges.length) return;
    if (window.Highlight) CSS.highlights.set("mention", new Highlight(...ranges));
    show(ranges[0].startContainer.parentElement, "center");
    window.onrecordSay?.(`Shown in the text: ${mention.textContent}`);
  }
  function buttons(within) {
    for (const mention of all("q[data-at]", within)) {
      if (!mention.dataset.at) continue;
      mention.setAttribute("role", "button");
      mention.tabIndex = 0;
    }
  }

  const box = () => document.getElementById("keys-on");
  const keysOn = () => localStorage.getItem("onrecord-keys") !== "off";
  document.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") localStorage.setItem("onrecord-keys", event.target.checked ? "on" : "off");
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !root) return;
    const target = event.target;
    if (event.key === "Escape") {
      window.CSS?.highlights?.delete("mention");
      const open = target.closest?.("details.act[open], details.why[open]");
      if (open) {
        open.open = false;
        return hold(open.closest(".attribution").dataset.n, { focus: true });
      }
      if (target.closest?.(".attribution")) target.blur();
      return hold(null);
    }
    if (target.matches?.("q[role=button]") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      return point(target);
    }
    if (!keysOn() || target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    const onCard = target.matches?.(".attribution");
    const step = { j: 1, k: -1, ArrowRight: 1, ArrowLeft: -1, ...(onCard ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key];
    if (step && !event.shiftKey) {
      event.preventDefault();
      go(step);
    } else if (event.key === "n") {
      const cards = all(".attribution", root);
      const at = cards.findIndex((c) => c.dataset.n === held);
      const next = [...cards.slice(at + 1), ...cards.slice(0, at + 1)].find((c) => !c.dataset.verdict);
      if (next) hold(next.dataset.n, { focus: true });
      else if (document.getElementById("further")) {
        waiting = "n";
        document.getElementById("further").click();
      } else window.onrecordSay?.("All are reviewed");
    } else if (event.key === "t" && held) show(words.get(held)?.[0], "center");
    else if (event.key === "Enter" && onCard) {
      const act = target.querySelector("details.act") ?? target.querySelector("details.why");
      if (!act) return;
      event.preventDefault();
      act.open = true;
      (act.querySelector("button[value=confirmed], .why a") ?? act.querySelector("summary")).focus(); // never at once on what rejects
    }
  });

  function follow() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const number = target?.closest?.(".attribution, a.n")?.dataset.n;
    if (number && root?.contains(target)) {
      hold(number);
      if (target.matches("a.n")) beside(number);
      else if (wide.matches) words.get(number)?.[0]?.scrollIntoView({ block: "center", behavior: "auto" });
    }
  }
  function begin() {
    read();
    if (!root) return;
    buttons(root);
    if (box()) box().checked = keysOn();
  }
  addEventListener("hashchange", follow);
  addEventListener("load", () => setTimeout(follow, 50)); // browsers go to what the address names once more when all is loaded
  document.addEventListener("htmx:after:swap", (event) => {
    begin();
    const form = document.querySelector(".correcting form:not([data-begun])");
    if (form) {
      form.dataset.begun = "";
      form.querySelector("button, input:not([type=hidden])")?.focus();
    }
    const told = document.querySelector("[data-say]");
    if (told) {
      window.onrecordSay?.(told.dataset.say);
      delete told.dataset.say;
      if (told.dataset.focus !== "0") return hold(told.dataset.focus, { focus: true });
    }
    if (held && !card(held)) held = null;
    light(held);
    if (waiting === "n") {
      waiting = null;
      const next = root?.querySelector(".attribution:not([data-verdict])");
      if (next) hold(next.dataset.n, { focus: true });
    } else if (waiting !== null) {
      held = waiting;
      waiting = null;
      go(1);
    }
  });
  document.documentElement.classList.add("scripted");
  begin();
  follow();
})();
