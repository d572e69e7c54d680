/* What a page does with JavaScript: switching variants keeps the place on the page. Everything works without it. */
(function () {
  "use strict";
  var links = document.querySelectorAll(".fz-switch a");
  function follow() {
    links.forEach(function (link) {
      link.hash = location.hash;
    });
  }
  addEventListener("hashchange", follow);
  follow();
})();
