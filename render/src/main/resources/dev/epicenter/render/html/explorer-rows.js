// What the explorer lists: failures as a tree of tasks and threads, by fingerprint, or by time; all of it filtered.

/** Texts of each series that a search looks at, besides a failure's own message and thread. */
const seriesSearch = raw.series.type.map((_, series) =>
  `${seriesType(series)} ${frameText(raw.series.site[series])} ${text(raw.series.fingerprint[series])}`.toLowerCase());

const NO_FILTER = {words: '', type: '', thread: -1, from: -Infinity, to: Infinity, loud: false, component: null};

/** The failures that pass a filter, in time order. */
const filtered = filter => {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const seriesPasses = raw.series.type.map((_, series) => (!filter.type || simpleName(seriesType(series)) === filter.type)
    && !(filter.loud && raw.series.background[series] && !raw.series.path[series]));
  const found = [];
  for (let f = 0; f < failureCount; f++) {
    const series = raw.failures.series[f];
    const at = raw.failures.at[f];
    if (!seriesPasses[series] || at < filter.from || at > filter.to || (filter.thread >= 0 && raw.failures.thread[f] !== filter.thread)
      || (filter.component && !filter.component.has(f))) {
      continue;
    }
    if (words.length > 0) {
      const all = `${seriesSearch[series]} ${messageOf(f)} ${threadPlace(raw.failures.thread[f])}`.toLowerCase();
      if (!words.every(word => all.includes(word))) {
        continue;
      }
    }
    found.push(f);
  }
  return found;
};

const node = (kind, id, key, children, failures) => ({kind, id, key, children, failures});
const failureNodes = failures => failures.map(f => node('failure', f, `f${f}`, [], 1));

const collect = (failures, keyOf) => {
  const groups = new Map();
  for (const f of failures) {
    const key = keyOf(f);
    groups.has(key) ? groups.get(key).push(f) : groups.set(key, [f]);
  }
  return groups;
};

/** By fingerprint: those of interest first. */
const byFingerprint = failures => {
  const groups = collect(failures, seriesOf);
  return seriesInOrder.filter(series => groups.has(series))
    .map(series => node('series', series, `s${series}`, failureNodes(groups.get(series)), groups.get(series).length));
};

const importance = failures => {
  let score = 0;
  for (const f of failures) {
    score = Math.max(score, raw.series.path[seriesOf(f)] ? 2 : raw.series.background[seriesOf(f)] ? 0 : 1);
  }
  return score;
};

/** Tasks by the one that submitted them, and below a thread what no known task explains; by process where there are several. */
const byTask = (failures, everyTask) => {
  const ofTask = collect(failures, taskOf);
  const taskNode = task => {
    const own = failureNodes(ofTask.get(task) ?? []);
    const children = (taskChildren[task] ?? []).map(taskNode).filter(Boolean);
    const count = own.length + children.reduce((sum, child) => sum + child.failures, 0);
    return count > 0 || everyTask ? node('task', task, `t${task}`, [...own, ...children], count) : null;
  };
  const tasks = (taskChildren[taskCount] ?? []).map(taskNode).filter(Boolean);
  const threads = [...collect(ofTask.get(-1) ?? [], f => raw.failures.thread[f])]
    .sort(([, a], [, b]) => importance(b) - importance(a) || b.length - a.length || a[0] - b[0])
    .map(([thread, own]) => node('thread', thread, `h${thread}`, failureNodes(own), own.length));
  if (!severalProcesses) {
    return [...tasks, ...threads];
  }
  return raw.processes.map((_, process) => {
    const inside = [...tasks.filter(t => raw.tasks.process[t.id] === process),
      ...threads.filter(t => (t.id < 0 ? 0 : raw.threads.process[t.id]) === process)];
    return node('process', process, `p${process}`, inside, inside.reduce((sum, child) => sum + child.failures, 0));
  }).filter(p => p.children.length > 0);
};

const VIEWS = {
  tasks: {label: taskCount > 0 ? 'Tasks and threads' : 'Threads', nodes: byTask},
  fingerprints: {label: 'Fingerprints', nodes: byFingerprint},
  time: {label: 'Time', nodes: failureNodes},
};

/** The rows that are visible when these are open, with their level and place among their siblings. */
const flatten = (nodes, open) => {
  const rows = [];
  const add = (siblings, level) => siblings.forEach((n, i) => {
    rows.push({node: n, level, position: i + 1, siblings: siblings.length});
    if (n.children.length > 0 && open.has(n.key)) {
      add(n.children, level + 1);
    }
  });
  add(nodes, 1);
  return rows;
};
