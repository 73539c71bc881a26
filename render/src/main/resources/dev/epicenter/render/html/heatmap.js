// The heat map: types by time, each cell a way into the explorer. It takes the place of the chart that the report drew.

const HEAT_ROW = 22;
const HEAT_ROWS = 25;
const HEAT_LEVELS = ['1', '2 to 9', '10 to 99', '100 to 999', '1,000 and more'];
const heatLevel = count => (count < 2 ? count - 1 : Math.min(HEAT_LEVELS.length - 1, 1 + Math.floor(Math.log10(count))));

/** The process that a series was seen in. */
const processOf = series => {
  const first = (failuresOfSeries[series] ?? [])[0];
  return first === undefined || raw.failures.thread[first] < 0 ? 0 : raw.threads.process[raw.failures.thread[first]];
};

const heatRows = () => {
  const rows = new Map();
  for (const series of seriesInOrder) {
    const type = simpleName(seriesType(series));
    const process = severalProcesses ? processOf(series) : -1;
    const label = severalProcesses ? `${processName(process)} · ${type}` : type;
    if (!rows.has(label)) {
      rows.set(label, {label, type, process, series: [], kind: raw.series.path[series] ? 'path' : raw.series.background[series] ? 'weather' : 'failure'});
    }
    rows.get(label).series.push(series);
  }
  const all = [...rows.values()];
  if (all.length > HEAT_ROWS) {
    const rest = all.splice(HEAT_ROWS - 1);
    all.push({label: `${rest.length} other types`, type: '', process: -1, kind: 'failure', series: rest.flatMap(row => row.series)});
  }
  all.forEach(row => { row.counts = countsOf(row.series); });
  return all;
};

const startHeatMap = () => {
  const drawn = byId('chart-heat-map')?.querySelector('.drawnChart');
  if (!drawn) {
    return;
  }
  const rows = heatRows();
  const height = rows.length * HEAT_ROW + AXIS;
  const {start, width, size} = raw.buckets;
  const cell = {row: 0, bucket: 0};
  let wide = 0;
  let left = 0;
  const scene = svg('g');
  const focus = svg('rect', {class: 'cell', height: HEAT_ROW - 2, hidden: true});
  const canvas = svg('svg', {class: 'heat', height, tabindex: 0, role: 'application',
    'aria-label': 'Heat map of types by time. The arrow keys move from cell to cell, Enter shows its failures.'}, scene, focus);
  const readout = el('output', {class: 'muted', 'aria-live': 'polite'}, 'Point at a cell, or use the arrow keys.');
  const legend = el('span', {class: 'heatLegend'}, ...HEAT_LEVELS.map((label, level) => el('span', {}, el('i', {class: `level${level}`}), label)));

  const timeOf = bucket => start + bucket * width;
  const say = () => {
    const row = rows[cell.row];
    readout.textContent = `${row.label}, ${clock(timeOf(cell.bucket))}: ${(row.counts.get(cell.bucket) ?? 0).toLocaleString('en')}`;
    focus.removeAttribute('hidden');
    focus.setAttribute('x', left + cell.bucket * wide - 1);
    focus.setAttribute('y', cell.row * HEAT_ROW);
    focus.setAttribute('width', wide + 2);
  };
  const open = () => {
    const row = rows[cell.row];
    explorer.show({type: row.type, from: timeOf(cell.bucket), to: timeOf(cell.bucket + 1)});
  };
  const draw = total => {
    left = Math.min(total * 0.34, 230);
    wide = (total - left) / size;
    canvas.setAttribute('width', total);
    const letters = Math.floor((left - 8) / 7);
    const shapes = rows.flatMap((row, y) => {
      const levels = HEAT_LEVELS.map(() => '');
      row.counts.forEach((count, bucket) => {
        levels[heatLevel(count)] += `M${(left + bucket * wide).toFixed(1)} ${y * HEAT_ROW + 1}h${Math.max(1.5, wide).toFixed(1)}v${HEAT_ROW - 4}h${(-Math.max(1.5, wide)).toFixed(1)}z`;
      });
      const label = row.label.length > letters ? `${row.label.slice(0, letters - 1)}…` : row.label;
      return [svg('line', {class: 'ground', x1: left, x2: total, y1: (y + 1) * HEAT_ROW - 1, y2: (y + 1) * HEAT_ROW - 1}),
        svg('text', {class: `rowName ${row.kind}`, x: left - 8, y: y * HEAT_ROW + 15, 'text-anchor': 'end'}, label, svg('title', {}, row.label)),
        ...levels.map((d, level) => (d ? svg('path', {class: `${row.kind} level${level}`, d}) : null))];
    });
    const span = width * size;
    const ticks = timeTicks(start, start + span, Math.max(2, Math.floor((total - left) / 115))).flatMap(tick => {
      const at = left + (tick.at - start) / span * (total - left);
      return [svg('line', {class: 'tick', x1: at, x2: at, y1: height - AXIS, y2: height - AXIS + 5}),
        svg('text', {class: 'tickName', x: at, y: height - 8, 'text-anchor': at > total - 30 ? 'end' : 'middle'}, tick.text)];
    });
    scene.replaceChildren(...shapes.filter(Boolean), ...ticks);
  };

  const point = event => {
    const box = canvas.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top) / HEAT_ROW);
    const bucket = Math.floor((event.clientX - box.left - left) / wide);
    if (row < 0 || row >= rows.length || bucket < 0 || bucket >= size) {
      return false;
    }
    Object.assign(cell, {row, bucket});
    say();
    return true;
  };
  canvas.addEventListener('pointermove', point);
  canvas.addEventListener('click', event => { if (point(event)) { open(); } });
  canvas.addEventListener('keydown', event => {
    const step = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -size], End: [0, size]}[event.key];
    if (step) {
      event.preventDefault();
      cell.row = Math.min(rows.length - 1, Math.max(0, cell.row + step[0]));
      cell.bucket = Math.min(size - 1, Math.max(0, cell.bucket + step[1]));
      say();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open();
    }
  });
  const frame = el('div', {class: 'timelineFrame'}, canvas);
  drawn.replaceWith(el('div', {class: 'filter tools'}, legend, readout), frame);
  new ResizeObserver(() => { if (frame.clientWidth > 0) { draw(frame.clientWidth); } }).observe(frame);
};
