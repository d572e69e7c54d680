/* On an article: share without a third party, print with a code of the address, report an error at a paragraph. */
(function () {
  "use strict";

  var stamp = new URL(document.currentScript.src).search;

  var share = document.querySelector(".fz-share");
  if (share && (navigator.share || navigator.clipboard)) {
    share.hidden = false;
    share.addEventListener("click", function () {
      if (navigator.share) {
        navigator.share({ title: document.title, url: location.href }).catch(function () {});
        return;
      }
      navigator.clipboard.writeText(location.href).then(function () {
        share.textContent = share.dataset.copied;
      });
    });
  }

  var print = document.querySelector(".fz-print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () {
      window.print();
    });
  }

  /* The address in a code, drawn when the page is printed. */
  var place = document.querySelector(".fz-qr");
  function draw() {
    if (!place || place.firstChild || !window.qrcode) return;
    var code = window.qrcode(0, "M");
    code.addData(place.dataset.url);
    code.make();
    place.innerHTML = code.createSvgTag({ cellSize: 1, margin: 0, scalable: true });
  }
  addEventListener("beforeprint", draw);
  matchMedia("print").addEventListener("change", draw);
  function fetchCode() {
    var script = document.createElement("script");
    script.src = place.dataset.script + stamp;
    document.head.append(script);
  }
  if (place) (window.requestIdleCallback || setTimeout)(fetchCode, { timeout: 5000 });

  /* The report names the paragraph: that of the selected words, else that of the address. */
  var report = document.querySelector(".fz-error");
  if (report) {
    var where = report.href;
    var selected = "";
    document.addEventListener("selectionchange", function () {
      var node = getSelection().isCollapsed ? null : getSelection().anchorNode;
      var element = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
      var part = element && element.closest(".fz-text [id]");
      if (part) selected = "#" + part.id;
    });
    var name = function () {
      var place = selected || (/^#[ps]\d+$/.test(location.hash) ? location.hash : "");
      report.href = where + encodeURIComponent(place);
    };
    report.addEventListener("focus", name);
    report.addEventListener("pointerdown", name);
    report.addEventListener("click", name);
  }
})();
