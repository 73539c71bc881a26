// Wires the page: links into the data open the drawer, links into the page open what hides them, texts can be copied.

const LINK_BY_ANCHOR = new Map(raw.links.anchor.map((anchor, link) => [text(anchor), link]).filter(([anchor]) => anchor));

/** Opens what a fragment names in the drawer; false where the data does not know it. */
const openInDrawer = id => {
  const [, kind, number] = /^([fst])(\d+)$/.exec(id) ?? [];
  if (kind === 'f' && number < failureCount) {
    showFailure(Number(number));
  } else if (kind === 's' && number < raw.series.type.length) {
    showSeries(Number(number));
  } else if (kind === 't' && number < taskCount) {
    showTask(Number(number));
  } else if (LINK_BY_ANCHOR.has(id)) {
    showLink(LINK_BY_ANCHOR.get(id));
  } else {
    return false;
  }
  return true;
};

const fragment = () => decodeURIComponent(location.hash.slice(1));

/** Opens the details around the element that the address names, and goes there. */
const openTarget = () => {
  const target = fragment() ? byId(fragment()) : null;
  for (let e = target; e; e = e.parentElement) {
    if (e.tagName === 'DETAILS') {
      e.open = true;
    }
    e.hidden = false;
  }
  target?.scrollIntoView();
};

/** Copies by the browser's clipboard, or by a selection where a page from a file may not use that. */
const copyText = async words => {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const field = el('textarea', {class: 'skip'});
    field.value = words;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
};

const copyFrom = async button => {
  const label = button.textContent;
  const done = await copyText(button.dataset.copy === 'summary' ? summaryInMarkdown() : button.dataset.copy);
  const said = done ? 'Copied' : 'Not allowed here';
  announce(said);
  button.textContent = said;
  setTimeout(() => { button.textContent = label; }, 1500);
};

document.addEventListener('click', event => {
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    copyFrom(copy);
    return;
  }
  const anchor = event.target.closest('a[href^="#"]');
  if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const id = decodeURIComponent(anchor.getAttribute('href').slice(1));
    if (openInDrawer(id)) {
      event.preventDefault();
      history.replaceState(null, '', `#${id}`);
    }
  }
});

document.querySelectorAll('.copy').forEach(button => { button.hidden = false; });

explorer.start();
startTimeline();
startHeatMap();
startIcicle();
startTopology();
startFindings();

window.addEventListener('hashchange', openTarget);
openTarget();
openInDrawer(fragment());

// On paper everything that explains the incidents is open.
let opened = [];
window.addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('#paths details:not([open])')];
  opened.forEach(details => { details.open = true; });
});
window.addEventListener('afterprint', () => opened.forEach(details => { details.open = false; }));
