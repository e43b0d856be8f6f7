"use strict";
// Says to screen readers that the record is looked through, and what was found; sends the form with Ctrl+Enter.
(() => {
  document.addEventListener("htmx:before:request", () => window.onrecordSay?.("Looking through the record"));
  document.addEventListener("htmx:after:swap", () => {
    const told = document.querySelector("#history [data-say]");
    if (told) window.onrecordSay?.(told.textContent);
  });
  document.getElementById("text")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
  });
})();
