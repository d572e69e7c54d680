/* What every page does with JavaScript. Everything works without it. */
(function () {
  "use strict";

  /* Switching variants keeps the place on the page: the paragraph that is read, or was read until the reader went up to
     the switch, else the hash. */
  var links = Array.prototype.slice.call(document.querySelectorAll(".fz-switch a"));
  var text = document.querySelector(".fz-text");
  function follow() {
    links.forEach(function (link) {
      link.hash = location.hash;
      link.search = location.search;
    });
  }
  function seen(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 24 && box.top < innerHeight;
  }
  var UNTIL = 20000; /* milliseconds to go up and choose */
  var read = { hash: "", at: -UNTIL };
  var timer;
  function note() {
    if (!text || text.getBoundingClientRect().top > innerHeight / 3) return;
    var target = document.getElementById(location.hash.slice(1));
    var first = target && seen(target) ? target : Array.prototype.filter.call(text.querySelectorAll("[id]"), seen)[0];
    if (first) read = { hash: "#" + first.id, at: performance.now() };
  }
  function choose(event) {
    note();
    event.currentTarget.hash = performance.now() - read.at < UNTIL ? read.hash : location.hash;
  }
  addEventListener(
    "scroll",
    function () {
      clearTimeout(timer);
      timer = setTimeout(note, 250);
    },
    { passive: true }
  );
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  document.addEventListener("fangzhi:state", follow);
  follow();

  /* The last choice of a variant is remembered and offered, never forced. */
  var KEY = "fangzhi.lang";
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch (refused) {
      return null;
    }
  }
  function remember(lang) {
    try {
      localStorage.setItem(KEY, lang);
    } catch (refused) {
      /* private windows may refuse; then nothing is remembered */
    }
  }
  links.forEach(function (link) {
    link.addEventListener("click", choose);
    link.addEventListener("click", function () {
      remember(link.lang);
    });
  });
  var wanted = links.filter(function (link) {
    return link.lang === remembered() && !link.hasAttribute("aria-current");
  })[0];
  if (wanted) offer(wanted);

  function offer(link) {
    var bar = document.createElement("p");
    bar.className = "fz-offer";
    bar.lang = link.lang;
    var anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.dataset.offer;
    anchor.addEventListener("click", choose);
    var close = document.createElement("button");
    close.type = "button";
    close.lang = document.documentElement.lang;
    close.textContent = link.parentNode.dataset.close;
    close.addEventListener("click", function () {
      remember(document.documentElement.lang);
      bar.remove();
    });
    bar.append(anchor, " ", close);
    document.querySelector(".fz-header").append(bar);
  }

  /* Reading again without a network, where the archive asks for it. */
  if ("serviceWorker" in navigator && location.protocol !== "file:") {
    var worker = document.documentElement.dataset.worker;
    if (worker) navigator.serviceWorker.register(worker).catch(function () {});
    else {
      navigator.serviceWorker.getRegistration().then(function (one) {
        if (!one || !/\/sw\.js$/.test((one.active || {}).scriptURL)) return;
        one.active.postMessage("leave");
        one.unregister();
      });
      caches.delete("fangzhi");
    }
  }

  /* What is wider than the page can be scrolled by keyboard, where a browser does not see to that itself (Safari). */
  var WIDE = ".fz-text pre, .fz-scroll, .fz-document pre > code, .fz-document table";
  function reach() {
    var heads = Array.prototype.slice.call(document.querySelectorAll("h1, h2, h3, h4, h5, h6"));
    Array.prototype.forEach.call(document.querySelectorAll(WIDE), function (box) {
      if (box.scrollWidth <= box.clientWidth || box.hasAttribute("tabindex")) return;
      var above = heads.filter(function (head) {
        return head.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
      });
      box.tabIndex = 0;
      if (above.length) box.setAttribute("aria-label", above.pop().textContent.trim());
      if (box.tagName !== "TABLE") box.setAttribute("role", "group");
    });
  }
  reach();
  addEventListener("resize", reach);

  /* `/` goes to the search field. */
  addEventListener("keydown", function (event) {
    var typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    var field = document.querySelector("input[type=search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
  });
})();
