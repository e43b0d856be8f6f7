"use strict";
// Takes selected words of the article as offsets into its text, in code points: what JavaScript counts are UTF-16 units.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const points = (units) => [...units].length;
  const endOf = (span) => (span.dataset.e ? Number(span.dataset.e) : Number(span.dataset.s) + points(span.textContent));
  let last = null;

  // The offset of a boundary point of a selection, or null outside of the text.
  function offset(node, at, isEnd) {
    const text = document.querySelector(".reading .text");
    if (!text?.contains(node)) return null;
    if (node.nodeType === Node.TEXT_NODE) {
      const span = node.parentElement.closest("[data-s]");
      if (span) {
        const pieces = isEnd && at === 0 ? all("[data-s]", text) : [];
        const before = pieces[pieces.indexOf(span) - 1];
        if (before) return endOf(before); // what ends before the first character ends with the words before
        if (span.dataset.e) return Number(isEnd && at > 0 ? span.dataset.e : span.dataset.s);
        return Number(span.dataset.s) + points(node.data.slice(0, at));
      }
    }
    const range = new Range();
    range.setStart(node, at);
    range.collapse(true);
    let before = null;
    for (const span of all("[data-s]", text)) {
      const place = range.comparePoint(span, 0);
      if (place >= 0) {
        if (!isEnd || before === null) return Number(span.dataset.s);
        break;
      }
      before = span;
    }
    return before === null ? null : endOf(before);
  }
  function words(start, end) {
    let out = "";
    words.paragraph = null;
    for (const span of all(".reading .text [data-s]")) {
      const from = Number(span.dataset.s);
      if (from >= end) break;
      const to = endOf(span);
      if (to <= start) continue;
      if (out && span.closest("p") !== words.paragraph) out += " ";
      words.paragraph = span.closest("p");
      out += span.dataset.e ? span.textContent : [...span.textContent].slice(Math.max(0, start - from), end - from).join("");
    }
    return out;
  }
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    let start = offset(range.startContainer, range.startOffset, false);
    let end = offset(range.endContainer, range.endOffset, true);
    if (start === null || end === null || start >= end) return;
    const inside = words(start, end);
    start += points(inside) - points(inside.trimStart());
    end -= points(inside) - points(inside.trimEnd());
    if (start < end) last = [start, end];
  });

  function fill(field, spans) {
    const joined = [];
    for (const [s, e] of spans.sort((a, b) => a[0] - b[0])) {
      if (joined.length && s <= joined.at(-1)[1]) joined.at(-1)[1] = Math.max(e, joined.at(-1)[1]);
      else joined.push([s, e]);
    }
    field.querySelector("input").value = joined.map((s) => s.join("-")).join(", ");
    show(field);
  }
  const spansOf = (field) => [...field.querySelector("input").value.matchAll(/(\d+)\s*-\s*(\d+)/g)].map((m) => [Number(m[1]), Number(m[2])]);
  function show(field) {
    const told = spansOf(field).map(([s, e]) => words(s, e)).filter(Boolean).join(" … ");
    field.querySelector("[data-words]").textContent = told || "none";
    field.querySelector("[data-words]").classList.toggle("muted", !told);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-take], [data-more], [data-none]");
    const cancel = event.target.closest?.("[data-cancel]");
    if (cancel?.closest(".correcting")) {
      event.preventDefault();
      const owner = cancel.closest(".attribution");
      cancel.closest(".correcting").replaceChildren();
      (owner ?? document.querySelector("[hx-target='#adding']"))?.focus();
      return;
    }
    if (!button) return;
    const field = button.closest(".taking");
    if (button.matches("[data-none]")) return fill(field, []);
    if (!last) return window.onrecordSay?.("Select words in the text first");
    fill(field, button.matches("[data-more]") ? [...spansOf(field), [...last]] : [[...last]]);
    window.onrecordSay?.(`${field.dataset.field}: ${field.querySelector("[data-words]").textContent}`);
  });
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.(".taking");
    if (field) show(field);
    const picks = event.target.closest?.("[data-picks]");
    const radio = picks?.closest("form")?.querySelector(`input[name=who][value=${picks.dataset.picks}]`);
    if (radio) radio.checked = true;
  });
})();
