// Units of work: which failure belongs to which, and what the drawer says of one.

const TASK_MARKS = {
  'lost': 'failed, and nobody asked for its outcome',
  'cancelled-unhandled': 'cancelled, and nobody asked for its outcome',
  'orphan': 'went on after the task that submitted it was over',
  'suspected-leak': 'had not ended when the recording did, though the task that submitted it was over',
};
const taskCount = raw.tasks.name.length;
const taskChildren = grouped(raw.tasks.parent.map(parent => Math.max(parent, -1)).map(parent => (parent < 0 ? taskCount : parent)), taskCount + 1);
const taskTitle = task => `${text(raw.tasks.kind[task])} ${simpleName(text(raw.tasks.name[task]))}`;

/** Tasks by the thread that ran them, in the order of their start. */
const tasksOfThread = (() => {
  const lists = new Map();
  for (let task = 0; task < taskCount; task++) {
    const thread = raw.tasks.ranOn[task];
    if (thread >= 0 && raw.tasks.started[task] >= 0) {
      lists.has(thread) ? lists.get(thread).push(task) : lists.set(thread, [task]);
    }
  }
  lists.forEach(list => list.sort((a, b) => raw.tasks.started[a] - raw.tasks.started[b]));
  return lists;
})();

/** The innermost task that ran where and when a failure was thrown, -1 where none is known. */
const taskOf = failure => {
  const at = raw.failures.at[failure];
  let found = -1;
  for (const task of tasksOfThread.get(raw.failures.thread[failure]) ?? []) {
    if (raw.tasks.started[task] > at) {
      break;
    }
    if (raw.tasks.ended[task] < 0 || raw.tasks.ended[task] >= at) {
      found = task;
    }
  }
  return found;
};

const taskButton = task => linkButton(taskTitle(task), () => showTask(task));

/** A task: its life, what it came from and submitted, how it failed. */
const showTask = task => drawer.show(taskTitle(task), () => {
  const times = ['submitted', 'started', 'ended'].filter(part => raw.tasks[part][task] >= 0);
  const mark = text(raw.tasks.mark[task]);
  const failure = raw.tasks.failure[task];
  const children = taskChildren[task] ?? [];
  return [
    el('p', {}, el('code', {}, text(raw.tasks.name[task])), mark ? el('span', {class: 'tag bad'}, mark.replace('-', ' ')) : null),
    mark ? el('p', {class: 'muted'}, `It ${TASK_MARKS[mark]}.`) : null,
    el('dl', {},
      ...pair('outcome', text(raw.tasks.outcome[task])),
      ...pair('asked for', text(raw.tasks.fetch[task])),
      ...times.flatMap(part => pair(part, timeElement(raw.tasks[part][task]))),
      ...(raw.tasks.submittedBy[task] >= 0 ? pair('submitted by', threadPlace(raw.tasks.submittedBy[task])) : []),
      ...(raw.tasks.ranOn[task] >= 0 ? pair('ran on', threadPlace(raw.tasks.ranOn[task])) : []),
      ...(text(raw.tasks.context[task]) ? pair('trace', el('code', {}, text(raw.tasks.context[task]))) : []),
      ...pair('known by', raw.tasks.observed[task] ? 'observation' : 'inference'),
      ...(raw.tasks.parent[task] >= 0 ? pair('submitted in', taskButton(raw.tasks.parent[task])) : [])),
    failure >= 0 ? el('p', {}, 'It ended with ', linkButton(simpleName(typeOf(failure)), () => showFailure(failure)), '.') : null,
    children.length > 0 ? el('h3', {}, 'Submitted') : null,
    children.length > 0 ? el('ul', {class: 'linked'}, ...children.slice(0, 200).map(child => el('li', {}, taskButton(child),
      el('span', {class: 'muted'}, ` ${text(raw.tasks.outcome[child])}`)))) : null].filter(Boolean);
});
