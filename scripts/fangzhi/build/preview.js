/* Waits for the preview's next version and then loads the page again. Only a page that is looked at waits, since a browser
   keeps few connections to one host. */
"use strict";

(function () {
  var since = document.currentScript.dataset.version;
  var waiting = null;

  function wait() {
    if (document.hidden || waiting) return;
    waiting = new AbortController();
    fetch("/_preview/next?since=" + since, { cache: "no-store", signal: waiting.signal })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (version) {
        waiting = null;
        if (version === since) wait();
        else location.reload();
      })
      .catch(function () {
        waiting = null;
        setTimeout(wait, 1000);
      });
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden && waiting) waiting.abort();
    else wait();
  });
  wait();
})();
