"use strict";
// What every page shares: the form token on htmx's requests, what is said to screen readers, and the keys / and ?.
(() => {
  const token = document.querySelector('meta[name="form-token"]')?.content ?? "";
  document.addEventListener("htmx:config:request", (event) => {
    event.detail.ctx.request.headers["X-Form-Token"] = token;
  });
  window.onrecordSay = (words) => {
    const live = document.getElementById("live");
    live.textContent = "";
    setTimeout(() => (live.textContent = words), 30);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector("main [type=search], #find")?.focus();
    } else if (event.key === "?") {
      location.assign("/help");
    }
  });
})();
