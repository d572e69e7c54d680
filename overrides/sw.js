/* A page that was read opens again without a network. The network comes first, always: what is kept is only shown when
   there is none, and a host's leave to keep a page for a while is not taken, so no reader is left on a stale page.
   Files of the theme are asked for with the version of the page.
   When a report is taken back, everything kept is dropped: its title may stand in any list. What was on its way then may
   hold it as well, so nothing is kept that was asked for before a change was noticed. */
"use strict";

var KEPT = "fangzhi";
var WITHDRAWN = new URL("data/withdrawn.json", registration.scope).href;
var THEME = new URL("assets/", registration.scope).href;

var changes = 0; /* how often all or part of what was kept has been dropped */
var leaving = false; /* an archive that wants no more reading offline has sent the worker away */
var turn = Promise.resolve();

/* What is done to the cache is done in turn, or an answer could be put there after what should have dropped it. */
function inTurn(work) {
  if (leaving) return turn;
  turn = turn
    .then(function () {
      return caches.open(KEPT);
    })
    .then(work)
    .catch(function () {});
  return turn;
}

function isTheme(request) {
  return request.url.indexOf(THEME) === 0;
}

function drop(cache, chosen) {
  changes++;
  return cache.keys().then(function (requests) {
    return Promise.all(
      requests.filter(chosen).map(function (request) {
        return cache.delete(request);
      })
    );
  });
}

/* Ask what has been taken back, and drop what was kept where that is not what was known, or nothing was. */
function heed() {
  return fetch(WITHDRAWN, { cache: "no-cache" })
    .then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject();
    })
    .then(function (list) {
      return inTurn(function (cache) {
        return said(cache, WITHDRAWN).then(function (known) {
          if (known === list) return undefined;
          return drop(cache, function (request) {
            return !isTheme(request);
          }).then(function () {
            return cache.put(WITHDRAWN, new Response(list));
          });
        });
      });
    })
    .catch(function () {});
}

function said(cache, request) {
  return cache.match(request).then(function (kept) {
    return kept && kept.text();
  });
}

/* The search's lists are numbered by shape.js: with another shape, those that were kept would lead to other articles. */
function numbered(cache, request, answer) {
  var folder = request.url.replace(/shape\.js.*$/, "");
  if (folder === request.url) return Promise.resolve();
  return Promise.all([said(cache, request), answer.clone().text()]).then(function (texts) {
    return (
      texts[0] !== undefined &&
      texts[0] !== texts[1] &&
      drop(cache, function (kept) {
        return kept.url.indexOf(folder) === 0 && /\.js/.test(kept.url);
      })
    );
  });
}

/* Where a host lets scripts be kept, a browser would take the search's lists from its memory, and ask nobody. */
function unkept(answer) {
  var headers = new Headers(answer.headers);
  headers.set("Cache-Control", "no-cache");
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers: headers });
}

function keep(request, answer, since) {
  return inTurn(function (cache) {
    if (request.url === WITHDRAWN || (since !== changes && !isTheme(request))) return undefined;
    return numbered(cache, request, answer).then(function () {
      return cache.put(request, answer);
    });
  });
}

addEventListener("install", function (event) {
  event.waitUntil(heed());
  skipWaiting();
});

addEventListener("activate", function (event) {
  event.waitUntil(clients.claim());
});

/* The worker lives on until the page is closed that sends it away, so it is told: what was still on its way would
   else be kept after all was dropped, and no one would come to drop it. */
addEventListener("message", function (event) {
  if (event.data !== "leave") return;
  leaving = true;
  turn = turn.then(function () {
    return caches.delete(KEPT);
  });
  event.waitUntil(turn);
});

addEventListener("fetch", function (event) {
  var request = event.request, since = changes;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(
    (isTheme(request) ? fetch(request) : fetch(request, { cache: "no-cache" }))
      .then(function (answer) {
        if (!answer.ok || answer.type !== "basic") return answer;
        var shown = request.destination === "script" && !isTheme(request) ? unkept(answer) : answer;
        var copy = shown.clone();
        event.waitUntil(
          (request.mode === "navigate" ? heed() : Promise.resolve()).then(function () {
            return keep(request, copy, since);
          })
        );
        return shown;
      })
      .catch(function (failure) {
        return caches.match(request).then(function (kept) {
          if (kept) return kept;
          throw failure;
        });
      })
  );
});
