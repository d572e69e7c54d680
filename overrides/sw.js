/* A page that was read opens again without a network. The network comes first, always: what is kept is only shown when
   there is none, so no reader is left on a stale page. Files of the theme are asked for with the version of the page.
   When a report is taken back, everything kept is dropped: its title may stand in any list. */
"use strict";

var KEPT = "fangzhi";
var WITHDRAWN = new URL("data/withdrawn.json", registration.scope).href;
var THEME = new URL("assets/", registration.scope).href;

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

function clear(cache) {
  return cache.keys().then(function (requests) {
    var held = requests.filter(function (request) {
      return request.url.indexOf(THEME) !== 0;
    });
    return Promise.all(held.map(function (request) {
      return cache.delete(request);
    }));
  });
}

function dropWithdrawn() {
  return Promise.all([caches.open(KEPT), fetch(WITHDRAWN, { cache: "no-cache" })]).then(function (both) {
    var cache = both[0], answer = both[1];
    if (!answer.ok) return undefined;
    return Promise.all([cache.match(WITHDRAWN), answer.clone().text()]).then(function (lists) {
      return lists[0] && lists[0].text().then(function (known) {
        return known === lists[1] ? undefined : clear(cache);
      });
    }).then(function () {
      return cache.put(WITHDRAWN, answer);
    });
  });
}

addEventListener("fetch", function (event) {
  var request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(
    fetch(request)
      .then(function (answer) {
        if (answer.ok && answer.type === "basic") {
          var copy = answer.clone();
          event.waitUntil(
            (request.mode === "navigate" ? dropWithdrawn() : Promise.resolve())
              .catch(function () {})
              .then(function () {
                return keep(request, copy);
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
