/* A page that was read opens again without a network. The network comes first, always: what is kept is only shown when
   there is none, so no reader is left on a stale page. Files of the theme are asked for with the version of the page. */
"use strict";

var KEPT = "fangzhi";

/* The search's lists are numbered by shape.js: with another shape, those that were kept would lead to other articles. */
function keep(request, answer) {
  return caches.open(KEPT).then(function (cache) {
    var folder = request.url.replace(/shape\.js.*$/, "");
    if (folder === request.url) return cache.put(request, answer);
    return cache.match(request).then(function (old) {
      return Promise.all([old ? old.text() : "", answer.clone().text()]).then(function (texts) {
        return (texts[0] === texts[1] ? Promise.resolve() : forget(cache, folder)).then(function () {
          return cache.put(request, answer);
        });
      });
    });
  });
}

function forget(cache, folder) {
  return cache.keys().then(function (kept) {
    return Promise.all(
      kept.map(function (request) {
        return request.url.indexOf(folder) === 0 && /\.js/.test(request.url) && cache.delete(request);
      })
    );
  });
}

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
          event.waitUntil(keep(request, copy));
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
