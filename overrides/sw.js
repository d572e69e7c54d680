/* A page that was read opens again without a network. The network comes first, always: what is kept is only shown when
   there is none, so no reader is left on a stale page. Files of the theme are asked for with the version of the page. */
"use strict";

var KEPT = "fangzhi";

addEventListener("install", function () {
  skipWaiting();
});

addEventListener("activate", function (event) {
  event.waitUntil(clients.claim());
});

addEventListener("fetch", function (event) {
  var request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(
    fetch(request)
      .then(function (answer) {
        if (answer.ok && answer.type === "basic") {
          var copy = answer.clone();
          event.waitUntil(
            caches.open(KEPT).then(function (cache) {
              return cache.put(request, copy);
            })
          );
        }
        return answer;
      })
      .catch(function (failure) {
        return caches.match(request).then(function (kept) {
          if (kept) return kept;
          throw failure;
        });
      })
  );
});
