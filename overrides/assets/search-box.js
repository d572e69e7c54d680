/* Wakes the search when the reader goes to its box: "/" leads there, and only then the engine is loaded. */
(() => {
  "use strict";

  const here = document.currentScript.src, form = document.querySelector("form[data-search-box]");
  const input = (document.querySelector("[data-search-page]") ?? form)?.querySelector("input[type=search]");

  const load = (name) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.onload = done;
    script.onerror = fail;
    script.src = new URL(name, here);
    document.head.append(script);
  });

  const wake = () => load("search.js").then(() => load("search-page.js")).catch(() => {});
  if (document.querySelector("[data-search-page]")) wake();
  else form?.addEventListener("focusin", wake, { once: true });

  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (event.key !== "/" || busy || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input?.focus();
  });
})();
