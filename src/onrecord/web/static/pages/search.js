"use strict";
// After a part of the search was put in: the form says what the address asks, and screen readers hear how much was found.
(() => {
  document.addEventListener("htmx:after:swap", () => {
    const results = document.getElementById("results");
    if (!results) return;
    const heading = document.getElementById("found");
    if (heading) window.onrecordSay?.(heading.textContent.trim());
    if (results.querySelector(".problem")) return;
    const asked = new URL(results.dataset.path, location.href).searchParams;
    for (const field of document.querySelectorAll(".ask [name]")) {
      field.removeAttribute("aria-invalid");
      if (field !== document.activeElement) field.value = asked.get(field.name) ?? "";
    }
    if (document.activeElement === document.body) heading?.focus({ preventScroll: true });
  });
})();
