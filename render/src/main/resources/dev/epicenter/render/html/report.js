// Filters the rows of "All failures", and opens the evidence for print. The page works without it.
(function () {
  'use strict';
  var filter = document.getElementById('filter');
  if (filter) {
    var query = document.getElementById('query');
    var loud = document.getElementById('loud');
    var matches = document.getElementById('matches');
    var rows = Array.prototype.slice.call(document.querySelectorAll('#rows > details'));
    var texts = null;
    var apply = function () {
      texts = texts || rows.map(function (row) { return row.textContent.toLowerCase(); });
      var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, i) {
        var match = !(loud.checked && row.classList.contains('weather'))
          && words.every(function (word) { return texts[i].indexOf(word) >= 0; });
        row.hidden = !match;
        shown += match ? 1 : 0;
      });
      matches.textContent = shown === rows.length ? '' : shown + ' of ' + rows.length;
    };
    var timer = 0;
    query.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(apply, 80); });
    loud.addEventListener('change', apply);
    filter.hidden = false;
  }
  var openTarget = function () {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var e = target; e; e = e.parentElement) {
      if (e.tagName === 'DETAILS') { e.open = true; e.hidden = false; }
    }
    if (target) { target.scrollIntoView(); }
  };
  window.addEventListener('hashchange', openTarget);
  openTarget();
  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = Array.prototype.filter.call(document.querySelectorAll('#incidents details'), function (d) { return !d.open; });
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener('afterprint', function () { opened.forEach(function (d) { d.open = false; }); });
})();
