/* A table of figures: sorted by any column, filtered by a word. */
(function () {
  "use strict";
  var table = document.querySelector(".fz-figures");
  if (!table) return;
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var collator = new Intl.Collator(document.documentElement.lang);

  function key(row, column) {
    var cell = row.cells[column];
    return cell.dataset.value || cell.textContent.trim();
  }
  function compare(column) {
    return function (a, b) {
      var x = key(a, column);
      var y = key(b, column);
      var units = collator.compare(a.cells[column].dataset.unit || "", b.cells[column].dataset.unit || "");
      return units || (isNaN(x) || isNaN(y) ? collator.compare(x, y) : x - y);
    };
  }
  function sort(head, column) {
    var down = head.getAttribute("aria-sort") === "ascending";
    Array.prototype.forEach.call(head.parentNode.cells, function (cell) {
      cell.removeAttribute("aria-sort");
    });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort(compare(column));
    if (down) rows.reverse();
    body.append.apply(body, rows);
  }
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", function () {
      sort(head, column);
    });
  });

  var filter = document.querySelector(".fz-filter");
  if (!filter) return;
  filter.hidden = false;
  filter.querySelector("input").addEventListener("input", function (event) {
    var words = event.target.value.trim().toLowerCase().split(/\s+/);
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase();
      row.hidden = !words.every(function (word) {
        return text.indexOf(word) >= 0;
      });
    });
  });
})();
