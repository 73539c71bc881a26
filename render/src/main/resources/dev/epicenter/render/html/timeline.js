// The timeline: everything on one axis that can be zoomed. It takes the place of the chart that the report drew.

const LANE = 46;
const LANE_TOP = 18;
const AXIS = 26;
const FAILURE_LANES = 9;
const LEAST_SPAN = 200;

const bytesText = bytes => {
  const unit = bytes > 0 ? Math.min(5, Math.floor(Math.log2(bytes) / 10)) : 0;
  return `${Math.round(bytes / 1024 ** unit * 10) / 10} ${['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'][unit]}`;
};

/** Series in the order of interest: those on the path as they spread, then by count, then the background. */
const seriesInOrder = raw.series.type.map((_, series) => series).sort((a, b) =>
  raw.series.path[b] - raw.series.path[a]
  || (raw.series.path[a] ? raw.series.first[a] - raw.series.first[b] : 0)
  || raw.series.background[a] - raw.series.background[b]
  || raw.series.count[b] - raw.series.count[a]
  || a - b);

const countsOf = allSeries => {
  const counts = new Map();
  for (const series of allSeries) {
    const profile = raw.profiles[series];
    for (let i = 0; i < profile.length; i += 2) {
      counts.set(profile[i], (counts.get(profile[i]) ?? 0) + profile[i + 1]);
    }
  }
  return counts;
};

/** Draws bars for counts, and the failures one by one when the view is so close that they can be told apart. */
const failureLane = (title, kind, allSeries) => {
  const counts = countsOf(allSeries);
  const peak = Math.max(1, ...counts.values());
  const kept = allSeries.flatMap(series => failuresOfSeries[series] ?? []).sort((a, b) => a - b);
  const bucketAt = at => Math.floor((at - raw.buckets.start) / raw.buckets.width);
  return {
    title, kind, kept,
    open: allSeries.length === 1 ? () => showSeries(allSeries[0]) : null,
    top: peak.toLocaleString('en'),
    value: at => (counts.get(bucketAt(at)) ?? 0).toLocaleString('en'),
    draw: (x, height, view) => {
      const wide = x(raw.buckets.width) - x(0);
      const bars = [];
      counts.forEach((count, bucket) => {
        const from = x(raw.buckets.start + bucket * raw.buckets.width);
        if (from + wide >= 0 && from <= view.width) {
          const tall = Math.max(2, count / peak * height);
          bars.push(`M${from.toFixed(1)} ${LANE_TOP + height}v${-tall.toFixed(1)}h${Math.max(2, wide * 0.9).toFixed(1)}v${tall.toFixed(1)}z`);
        }
      });
      const close = wide > 14;
      const ticks = close ? kept.filter(f => raw.failures.at[f] >= view.from && raw.failures.at[f] <= view.to).slice(0, 3000)
        .map(f => `M${x(raw.failures.at[f]).toFixed(1)} ${LANE_TOP + height}v${-height}`) : [];
      return [svg('path', {class: close ? 'bars pale' : 'bars', d: bars.join('')}), svg('path', {class: 'ticks', d: ticks.join('')})];
    },
  };
};

/** Draws lines over samples; the first solid, the second dashed. */
const lineLane = (title, at, lines, most, show) => ({
  title,
  kind: 'machine',
  top: show(most),
  value: time => {
    let sample = at.findIndex(t => t > time);
    sample = sample < 0 ? at.length - 1 : Math.max(0, sample - 1);
    return lines.map(line => show(line[sample])).join(' / ');
  },
  draw: (x, height) => lines.map((line, i) => svg('path', {
    class: i === 0 ? 'line' : 'line dashed',
    d: line.map((value, s) => `${s === 0 ? 'M' : 'L'}${x(at[s]).toFixed(1)} ${(LANE_TOP + height - value / most * height).toFixed(1)}`).join(''),
  })),
});

const pauseLane = () => {
  const {at, length, cause} = raw.pauses;
  const longest = Math.max(1, ...length);
  return {
    title: 'Pauses of all threads',
    kind: 'pause',
    top: duration(longest),
    value: time => {
      const pause = at.findIndex((start, i) => time >= start && time <= start + length[i]);
      return pause < 0 ? '' : `${duration(length[pause])}, ${text(cause[pause])}`;
    },
    draw: (x, height) => [svg('path', {class: 'bars', d: at.map((start, i) => {
      const tall = Math.max(3, length[i] / longest * height).toFixed(1);
      return `M${x(start).toFixed(1)} ${LANE_TOP + height}v-${tall}h${Math.max(2, x(start + length[i]) - x(start)).toFixed(1)}v${tall}z`;
    }).join('')})],
  };
};

const timelineLanes = () => {
  const shown = seriesInOrder.slice(0, FAILURE_LANES);
  const rest = seriesInOrder.slice(FAILURE_LANES);
  const lanes = shown.map(series => failureLane(
    `${seriesTitle(series)} · ${raw.series.count[series].toLocaleString('en')}×`,
    raw.series.path[series] ? 'path' : raw.series.background[series] ? 'weather' : 'failure', [series]));
  if (rest.length > 0) {
    lanes.push(failureLane(plural(rest.length, 'other fingerprint'), 'weather', rest));
  }
  if (raw.pauses.at.length > 0) {
    lanes.push(pauseLane());
  }
  if (raw.cpu.at.length > 1) {
    lanes.push(lineLane('Processor: JVM (solid), whole machine (dashed)', raw.cpu.at, [raw.cpu.jvm, raw.cpu.machine], 1000, v => `${Math.round(v / 10)} %`));
  }
  if (raw.heap.at.length > 1) {
    const limit = raw.heap.limit > 0 ? raw.heap.at.map(() => raw.heap.limit) : raw.heap.committed;
    lanes.push(lineLane(`Heap: in use after collections (solid), ${raw.heap.limit > 0 ? 'limit' : 'committed'} (dashed)`, raw.heap.at,
      [raw.heap.used, limit], Math.max(1, ...raw.heap.used, ...limit), bytesText));
  }
  if (raw.memory.at.length > 1) {
    const lines = [raw.memory.resident, raw.memory.limit].filter(line => line.some(v => v > 0));
    lanes.push(lineLane('Memory: of the process (solid), limit (dashed)', raw.memory.at, lines, Math.max(1, ...lines.flat()), bytesText));
  }
  if (raw.threadCounts.at.length > 1) {
    lanes.push(lineLane('Threads: live', raw.threadCounts.at, [raw.threadCounts.live], Math.max(1, ...raw.threadCounts.live), v => v.toLocaleString('en')));
  }
  return lanes;
};

const startTimeline = () => {
  const figure = byId('chart-timeline');
  const drawn = figure?.querySelector('.drawnChart');
  if (!drawn || raw.length <= 0) {
    return;
  }
  const lanes = timelineLanes();
  const height = lanes.length * LANE + AXIS;
  const view = {from: 0, to: raw.length, width: 0};
  const x = at => (at - view.from) / (view.to - view.from) * view.width;
  const timeAt = px => view.from + px / view.width * (view.to - view.from);

  const scene = svg('g');
  const cursor = svg('line', {class: 'cursor', y1: 0, y2: height - AXIS, hidden: true});
  const selection = svg('rect', {class: 'selection', y: 0, height: height - AXIS, hidden: true});
  const readouts = lanes.map((_, i) => svg('text', {class: 'readout', y: i * LANE + 13, 'text-anchor': 'end'}));
  const canvas = svg('svg', {class: 'timeline', height, tabindex: 0, role: 'application',
    'aria-label': 'Timeline. Plus and minus zoom, the arrow keys move, zero shows the whole recording.', 'aria-describedby': 'timeline-range'},
  scene, selection, cursor, ...readouts);
  const range = el('output', {id: 'timeline-range', class: 'muted'});
  const cursorTime = el('span', {class: 'muted number', 'aria-hidden': 'true'});

  const marks = () => [
    ...raw.incidents.slice(0, 9).map(incident => svg('rect',
      {class: 'span', x: x(incident.first), y: 0, width: Math.max(3, x(incident.last) - x(incident.first)), height: height - AXIS})),
    ...raw.incidents.slice(0, 9).map((incident, i) => svg('text', {class: 'spanName', x: x(incident.first) + 3, y: height - AXIS - 4}, String(i + 1))),
    ...(raw.shutdown >= 0 ? [svg('line', {class: 'shutdown', x1: x(raw.shutdown), x2: x(raw.shutdown), y1: 0, y2: height - AXIS}),
      svg('text', {class: 'markName', x: x(raw.shutdown) - 4, y: height - AXIS - 4, 'text-anchor': 'end'}, 'shutdown')] : []),
    ...raw.crashes.flatMap(at => [svg('line', {class: 'crash', x1: x(at), x2: x(at), y1: 0, y2: height - AXIS}),
      svg('text', {class: 'markName', x: x(at) - 4, y: height - AXIS - 4, 'text-anchor': 'end'}, 'crash')])];

  const laneTitle = lane => {
    const letters = Math.floor(view.width / 7.2);
    const title = lane.title.length > letters ? `${lane.title.slice(0, letters - 1)}…` : lane.title;
    const top = `highest ${lane.top}`;
    return svg('text', {class: 'laneTitle', x: 0, y: 13}, title,
      title.length + top.length + 2 <= letters ? svg('tspan', {class: 'laneTop', dx: 8}, top) : null);
  };

  const draw = () => {
    const ticks = timeTicks(view.from, view.to, Math.max(2, Math.floor(view.width / 115)));
    canvas.setAttribute('width', view.width);
    readouts.forEach(readout => { readout.setAttribute('x', view.width - 2); readout.textContent = ''; });
    scene.replaceChildren(
      ...marks(),
      ...lanes.map((lane, i) => svg('g', {class: `laneRow ${lane.kind}`, transform: `translate(0 ${i * LANE})`},
        svg('line', {class: 'ground', x1: 0, x2: view.width, y1: LANE - 2, y2: LANE - 2}),
        ...lane.draw(x, LANE - LANE_TOP - 2, view),
        laneTitle(lane))),
      ...ticks.flatMap(tick => [
        svg('line', {class: 'tick', x1: x(tick.at), x2: x(tick.at), y1: height - AXIS, y2: height - AXIS + 5}),
        svg('text', {class: 'tickName', x: Math.min(Math.max(x(tick.at), 2), view.width - 2), y: height - 8,
          'text-anchor': x(tick.at) < 30 ? 'start' : x(tick.at) > view.width - 30 ? 'end' : 'middle'}, tick.text)]));
    range.textContent = `${clock(view.from)} to ${clock(view.to)} UTC, ${duration(view.to - view.from)}`;
    whole.disabled = view.from <= 0 && view.to >= raw.length;
  };

  const zoom = (from, to) => {
    const span = Math.min(raw.length, Math.max(LEAST_SPAN, to - from));
    view.from = Math.min(Math.max(0, from), raw.length - span);
    view.to = view.from + span;
    draw();
  };
  const zoomBy = (factor, around = (view.from + view.to) / 2) =>
    zoom(around - (around - view.from) * factor, around + (view.to - around) * factor);
  const move = share => zoom(view.from + share * (view.to - view.from), view.to + share * (view.to - view.from));

  const tool = (label, action) => el('button', {type: 'button', class: 'plainButton', click: action}, label);
  const whole = tool('Whole recording', () => zoom(0, raw.length));
  const tools = el('div', {class: 'filter tools'},
    tool('Zoom in', () => zoomBy(0.5)), tool('Zoom out', () => zoomBy(2)), tool('←', () => move(-0.25)), tool('→', () => move(0.25)), whole,
    ...raw.incidents.slice(0, 5).map((incident, i) => tool(`Incident ${i + 1}`, () => {
      const room = Math.max((incident.last - incident.first) * 0.15, raw.length * 0.002);
      zoom(incident.first - room, incident.last + room);
    })),
    tool('Show these failures', () => explorer.show({from: view.from, to: view.to})), range, cursorTime);
  tools.querySelectorAll('button')[2].setAttribute('aria-label', 'Earlier');
  tools.querySelectorAll('button')[3].setAttribute('aria-label', 'Later');

  canvas.addEventListener('keydown', event => {
    const action = {'+': () => zoomBy(0.5), '=': () => zoomBy(0.5), '-': () => zoomBy(2), '0': () => zoom(0, raw.length),
      ArrowLeft: () => move(-0.25), ArrowRight: () => move(0.25)}[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  const pixel = event => Math.min(view.width, Math.max(0, event.clientX - canvas.getBoundingClientRect().left));
  let dragFrom = null;
  canvas.addEventListener('pointerdown', event => {
    if (event.button === 0) {
      dragFrom = pixel(event);
      canvas.setPointerCapture(event.pointerId);
    }
  });
  canvas.addEventListener('pointermove', event => {
    const at = pixel(event);
    cursor.removeAttribute('hidden');
    cursor.setAttribute('x1', at);
    cursor.setAttribute('x2', at);
    cursorTime.textContent = `${clock(timeAt(at))} (${offset(timeAt(at))})`;
    readouts.forEach((readout, i) => { readout.textContent = lanes[i].value(timeAt(at)); });
    if (dragFrom !== null) {
      selection.removeAttribute('hidden');
      selection.setAttribute('x', Math.min(dragFrom, at));
      selection.setAttribute('width', Math.abs(at - dragFrom));
    }
  });
  const pick = event => {
    const lane = lanes[Math.floor((event.clientY - canvas.getBoundingClientRect().top) / LANE)];
    const at = timeAt(pixel(event));
    const near = (view.to - view.from) / view.width * 6;
    const failure = (lane?.kept ?? []).find(f => Math.abs(raw.failures.at[f] - at) <= near);
    if (failure !== undefined) {
      showFailure(failure);
    } else {
      lane?.open?.();
    }
  };
  canvas.addEventListener('pointerup', event => {
    const from = dragFrom;
    dragFrom = null;
    selection.setAttribute('hidden', '');
    if (from !== null && Math.abs(pixel(event) - from) > 5) {
      zoom(timeAt(Math.min(from, pixel(event))), timeAt(Math.max(from, pixel(event))));
    } else if (from !== null) {
      pick(event);
    }
  });
  canvas.addEventListener('pointerleave', () => {
    cursor.setAttribute('hidden', '');
    cursorTime.textContent = '';
    readouts.forEach(readout => { readout.textContent = ''; });
  });
  canvas.addEventListener('dblclick', () => zoom(0, raw.length));
  canvas.addEventListener('wheel', event => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? 0.7 : 1.4, timeAt(pixel(event)));
    }
  }, {passive: false});

  const frame = el('div', {class: 'timelineFrame'}, canvas);
  drawn.replaceWith(tools, frame, el('p', {class: 'legend screenOnly'}, 'Drag to zoom, double-click for all; a click opens the failure or fingerprint under the pointer.'));
  new ResizeObserver(() => {
    if (Math.abs(frame.clientWidth - view.width) >= 1 && frame.clientWidth > 0) {
      view.width = frame.clientWidth;
      draw();
    }
  }).observe(frame);
};
