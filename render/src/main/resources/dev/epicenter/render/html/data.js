// What the report embeds: columns, in which a number below zero stands for nothing. PageData.java writes them.

const raw = JSON.parse(byId('data').textContent);

const text = number => (number < 0 ? '' : raw.texts[number]);
const simpleName = type => type.slice(type.lastIndexOf('.') + 1);

const severalProcesses = raw.processes.length > 1;
const processName = index => raw.processes[index] ?? `process ${index}`;
const threadName = thread => (thread < 0 ? 'unknown thread' : text(raw.threads.name[thread]));
const threadPlace = thread =>
  (severalProcesses && thread >= 0 ? `${threadName(thread)} of ${processName(raw.threads.process[thread])}` : threadName(thread));

const method = frame => `${text(raw.frames.type[frame])}.${text(raw.frames.method[frame])}`;
const line = frame => (raw.frames.line[frame] > 0 ? `:${raw.frames.line[frame]}` : '');
const frameText = frame => (frame < 0 ? 'no stack recorded' : method(frame) + line(frame));
const shortFrame = frame => (frame < 0 ? '' : simpleName(text(raw.frames.type[frame])) + '.' + text(raw.frames.method[frame]) + line(frame));

/** Frames of a series' stack, the throwing one first. */
const stackOf = series => {
  const frames = [];
  for (let node = raw.series.stack[series]; node >= 0; node = raw.stacks.caller[node]) {
    frames.push(raw.stacks.frame[node]);
  }
  return frames;
};

const seriesType = series => text(raw.series.type[series]);
const seriesTitle = series => {
  const site = shortFrame(raw.series.site[series]);
  return simpleName(seriesType(series)) + (site ? ` at ${site}` : '');
};

const seriesOf = failure => raw.failures.series[failure];
const typeOf = failure => seriesType(seriesOf(failure));
const messageOf = failure => text(raw.failures.message[failure]);

const grouped = (ends, count) => {
  const lists = Array.from({length: count}, () => null);
  ends.forEach((end, link) => { (lists[end] ??= []).push(link); });
  return lists;
};
const failureCount = raw.failures.at.length;
const linksTo = grouped(raw.links.to, failureCount);
const linksFrom = grouped(raw.links.from, failureCount);

const relationOf = link => text(raw.links.relation[link])
  + (raw.links.observed[link] ? ', observed' : `, inferred ${raw.links.confidence[link]} %`);

/** Kept failures of each series, in time order. */
const failuresOfSeries = grouped(raw.failures.series, raw.series.type.length);

/** All failures that a failure led to and came from, itself included. */
const pathThrough = failure => {
  const path = new Set([failure]);
  const follow = (links, ends) => {
    const open = [failure];
    while (open.length > 0) {
      for (const link of links[open.pop()] ?? []) {
        if (!path.has(ends[link])) {
          path.add(ends[link]);
          open.push(ends[link]);
        }
      }
    }
  };
  follow(linksFrom, raw.links.to);
  const led = new Set(path);
  led.delete(failure);
  led.forEach(id => path.delete(id));
  follow(linksTo, raw.links.from);
  led.forEach(id => path.add(id));
  return path;
};
