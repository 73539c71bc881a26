// The explorer: a tree of which only the visible rows exist, so that ten thousand failures scroll like ten.

const explorer = (() => {
  const tool = byId('explorer-tool');
  if (!tool) {
    return {show: () => {}, start: () => {}};
  }
  const filter = {...NO_FILTER};
  const open = new Set();
  let view = 'tasks';
  let rows = [];
  let found = [];
  let current = 0;
  let linked = new Set();

  // Tools.
  const query = el('input', {id: 'query', type: 'search', placeholder: 'type, method, message, thread, fingerprint', autocomplete: 'off', spellcheck: 'false'});
  const types = [...new Set(seriesInOrder.map(series => simpleName(seriesType(series))))];
  const type = el('select', {id: 'type'}, el('option', {value: ''}, 'all types'), ...types.map(name => el('option', {value: name}, name)));
  const threads = [...new Set(raw.failures.thread)].sort((a, b) => threadPlace(a).localeCompare(threadPlace(b), 'en', {numeric: true}));
  const thread = el('select', {id: 'thread'}, el('option', {value: -1}, 'all threads'), ...threads.map(t => el('option', {value: t}, threadPlace(t))));
  const loud = el('input', {type: 'checkbox', id: 'loud'});
  const views = Object.entries(VIEWS).map(([name, {label}]) =>
    el('button', {type: 'button', class: 'plainButton', 'data-view': name, 'aria-pressed': 'false', click: () => { view = name; refresh(); }}, label));
  const chips = el('span', {class: 'chips'});
  const matches = el('output', {class: 'muted', for: 'query type thread loud'});

  // The list. Its height is that of all rows; only those in sight are there.
  const sheet = el('div', {class: 'sheet', role: 'none'});
  const list = el('div', {class: 'rows', role: 'tree', tabindex: 0, 'aria-label': 'Failures. The arrow keys move, open and close; Enter shows details.'}, sheet);
  const rowHeight = () => parseFloat(getComputedStyle(list).getPropertyValue('--row')) * parseFloat(getComputedStyle(document.documentElement).fontSize);

  const cell = (name, ...children) => el('span', {class: name}, ...children);
  const tag = (words, kind = '') => el('span', {class: `tag ${kind}`}, words);

  const parts = {
    failure: f => {
      const series = seriesOf(f);
      const from = (linksTo[f] ?? [])[0];
      return {
        title: [el('b', {}, simpleName(typeOf(f))), ' ', el('bdi', {class: 'muted'}, messageOf(f))],
        tags: [...failureTags(f), from === undefined ? null : tag(`⇠ ${text(raw.links.relation[from])} ${simpleName(typeOf(raw.links.from[from]))}`),
          linksFrom[f] ? tag(`⇢ ${linksFrom[f].length}`) : null],
        where: view === 'time' || view === 'fingerprints' ? threadPlace(raw.failures.thread[f]) : shortFrame(raw.series.site[series]),
        count: '', at: raw.failures.at[f], open: () => showFailure(f),
      };
    },
    series: (series, n) => ({
      title: [el('b', {}, simpleName(seriesType(series)))],
      tags: [raw.series.path[series] ? tag('on the path', 'root') : null, raw.series.background[series] ? tag('background') : null],
      where: shortFrame(raw.series.site[series]), count: isUnfiltered() ? raw.series.count[series].toLocaleString('en') : `${n.failures} of ${raw.series.count[series].toLocaleString('en')}`, at: raw.series.first[series],
      open: () => showSeries(series),
    }),
    task: (task, n) => {
      const mark = text(raw.tasks.mark[task]);
      return {
        title: [el('b', {}, taskTitle(task)), ' ', cell('muted', text(raw.tasks.outcome[task]))],
        tags: [mark ? tag(mark.replaceAll('-', ' '), 'bad') : null],
        where: threadPlace(raw.tasks.ranOn[task]), count: n.failures || '',
        at: Math.max(raw.tasks.submitted[task], raw.tasks.started[task]), open: () => showTask(task),
      };
    },
    thread: (t, n) => ({title: [el('b', {}, threadName(t))], tags: [], where: '', count: n.failures, at: raw.failures.at[n.children[0].id], open: null}),
    process: (p, n) => ({title: [el('b', {}, processName(p))], tags: [], where: '', count: n.failures, at: -1, open: null}),
  };

  const rowElement = index => {
    const {node: n, level, position, siblings} = rows[index];
    const part = parts[n.kind](n.id, n);
    const group = n.children.length > 0;
    const row = el('div', {
      class: `row ${n.kind}${index === current ? ' current' : ''}${n.kind === 'failure' && linked.has(n.id) ? ' linked' : ''}`,
      role: 'treeitem', id: `row-${n.key}`, 'aria-level': level, 'aria-posinset': position, 'aria-setsize': siblings,
      'aria-expanded': group ? String(open.has(n.key)) : null, 'aria-selected': String(index === current),
      click: event => {
        current = index;
        if (group && (event.target.closest('.caret') || !part.open)) {
          toggle(n);
        } else {
          activate();
        }
      },
    },
    cell('caret', group ? (open.has(n.key) ? '▾' : '▸') : ''),
    cell('title', cell('words', ...part.title), cell('tags', ...part.tags)), cell('where', part.where),
    cell('count number', String(part.count)), cell('at number', part.at >= 0 ? clock(part.at) : ''));
    row.style.setProperty('--level', level);
    row.style.top = `${index * rowHeight()}px`;
    return row;
  };

  const draw = () => {
    const height = rowHeight();
    const first = Math.max(0, Math.floor(list.scrollTop / height) - 6);
    const last = Math.min(rows.length, Math.ceil((list.scrollTop + list.clientHeight) / height) + 6);
    sheet.style.height = `${rows.length * height}px`;
    const elements = [];
    for (let i = first; i < last; i++) {
      elements.push(rowElement(i));
    }
    sheet.replaceChildren(...elements);
    list.setAttribute('aria-activedescendant', rows[current] ? `row-${rows[current].node.key}` : '');
  };

  const reveal = () => {
    const height = rowHeight();
    if (current * height < list.scrollTop) {
      list.scrollTop = current * height;
    } else if ((current + 1) * height > list.scrollTop + list.clientHeight) {
      list.scrollTop = (current + 1) * height - list.clientHeight;
    }
    draw();
  };

  const layOut = () => {
    const key = rows[current]?.node.key;
    rows = flatten(VIEWS[view].nodes(found, isUnfiltered()), open);
    current = Math.max(0, rows.findIndex(row => row.node.key === key));
    draw();
  };
  const toggle = n => {
    open.has(n.key) ? open.delete(n.key) : open.add(n.key);
    layOut();
  };
  const activate = () => {
    const n = rows[current].node;
    const part = parts[n.kind](n.id, n);
    linked = n.kind === 'failure' ? pathThrough(n.id) : new Set();
    draw();
    part.open ? part.open() : toggle(n);
  };

  const isUnfiltered = () => Object.keys(NO_FILTER).every(name => filter[name] === NO_FILTER[name]);

  const chip = (label, clear) => el('button', {type: 'button', class: 'plainButton', 'aria-label': `${label}: remove this filter`, click: () => { clear(); refresh(); }}, `${label} ✕`);
  const drawChips = () => chips.replaceChildren(...[
    Number.isFinite(filter.from) ? chip(`${clock(Math.max(0, filter.from))} to ${clock(Math.min(raw.length, filter.to))}`, () => { filter.from = -Infinity; filter.to = Infinity; }) : null,
    filter.component ? chip(filter.componentName, () => { filter.component = null; }) : null,
    isUnfiltered() ? null : el('button', {type: 'button', class: 'plainButton', click: () => { Object.assign(filter, NO_FILTER); refresh(); }}, 'Clear all filters')].filter(Boolean));

  /** Applies filter and view. */
  const refresh = () => {
    query.value = filter.words;
    type.value = filter.type;
    thread.value = filter.thread;
    loud.checked = filter.loud;
    views.forEach(button => button.setAttribute('aria-pressed', String(button.dataset.view === view)));
    found = filtered(filter);
    const counted = raw.series.count.reduce((sum, count) => sum + count, 0);
    matches.textContent = isUnfiltered()
      ? `${plural(failureCount, 'failure')}${counted > failureCount ? ` kept of ${counted.toLocaleString('en')}: the first and the latest of each kind` : ''}`
      : `${found.length.toLocaleString('en')} of ${plural(failureCount, 'failure')}`;
    drawChips();
    if (!isUnfiltered() && found.length <= 300) {
      const openAll = nodes => nodes.forEach(n => { if (n.children.length > 0) { open.add(n.key); openAll(n.children); } });
      openAll(VIEWS[view].nodes(found, false));
    }
    list.scrollTop = 0;
    layOut();
  };

  list.addEventListener('scroll', draw, {passive: true});
  list.addEventListener('keydown', event => {
    const row = rows[current];
    if (!row) {
      return;
    }
    const page = Math.max(1, Math.floor(list.clientHeight / rowHeight()) - 1);
    const go = index => { current = Math.min(rows.length - 1, Math.max(0, index)); reveal(); };
    const parent = () => {
      let i = current;
      while (i > 0 && rows[i].level >= row.level) {
        i--;
      }
      return i;
    };
    const group = row.node.children.length > 0;
    const isOpen = open.has(row.node.key);
    const action = {
      ArrowDown: () => go(current + 1), ArrowUp: () => go(current - 1), PageDown: () => go(current + page), PageUp: () => go(current - page),
      Home: () => go(0), End: () => go(rows.length - 1), Enter: activate, ' ': group ? () => toggle(row.node) : activate,
      ArrowRight: () => (group && !isOpen ? toggle(row.node) : group ? go(current + 1) : null),
      ArrowLeft: () => (group && isOpen ? toggle(row.node) : go(parent())),
    }[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  query.addEventListener('input', soon(() => { filter.words = query.value; refresh(); }, 120));
  type.addEventListener('change', () => { filter.type = type.value; refresh(); });
  thread.addEventListener('change', () => { filter.thread = Number(thread.value); refresh(); });
  loud.addEventListener('change', () => { filter.loud = loud.checked; refresh(); });

  /** Narrows the list to what another part of the page was asked for, and goes there. */
  const show = narrow => {
    Object.assign(filter, NO_FILTER, narrow);
    refresh();
    byId('explorer').scrollIntoView();
    announce(matches.textContent);
  };

  const start = () => {
    tool.append(
      el('div', {class: 'filter'}, el('span', {class: 'views', role: 'group', 'aria-label': 'Group by'}, ...views),
        el('label', {class: 'skip', for: 'query'}, 'Search'), query, el('label', {class: 'skip', for: 'type'}, 'Type'), type,
        el('label', {class: 'skip', for: 'thread'}, 'Thread'), thread, el('label', {class: 'check'}, loud, 'without background')),
      el('div', {class: 'filter found'}, matches, chips),
      list);
    tool.hidden = false;
    tool.classList.toggle('severalDays', severalDays);
    byId('series-table').classList.add('paperOnly');
    raw.incidents.slice(0, 1).forEach(incident => {
      linked = pathThrough(incident.root);
      linked.forEach(f => {
        for (let task = taskOf(f); task >= 0; task = raw.tasks.parent[task]) {
          open.add(`t${task}`);
        }
        open.add(`h${raw.failures.thread[f]}`);
        open.add(`p${raw.threads.process[raw.failures.thread[f]] ?? 0}`);
      });
    });
    refresh();
    const root = raw.incidents.length > 0 ? rows.findIndex(row => row.node.kind === 'failure' && row.node.id === raw.incidents[0].root) : -1;
    if (root > 0) {
      current = root;
      list.scrollTop = Math.max(0, root - 3) * rowHeight();
      draw();
    }
    new ResizeObserver(draw).observe(list);
  };
  return {show, start};
})();
