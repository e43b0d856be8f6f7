"use strict";
// Says to screen readers what was found when a part of the page changed.
document.addEventListener("htmx:after:swap", () => {
  const told = document.querySelector("#found [data-say]");
  if (told) window.onrecordSay?.(told.textContent);
});
