/* Wakes the search when the reader goes to its box; only then the engine is loaded. */
(() => {
  "use strict";

  const here = document.currentScript.src, form = document.querySelector("form[data-search-box]");

  const load = (name) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.onload = done;
    script.onerror = fail;
    script.src = new URL(name + new URL(here).search, here);
    document.head.append(script);
  });

  const wake = () => load("search.js").then(() => load("search-page.js")).catch(() => {});
  if (document.querySelector("[data-search-page]")) wake();
  else form?.addEventListener("focusin", wake, { once: true });
})();
