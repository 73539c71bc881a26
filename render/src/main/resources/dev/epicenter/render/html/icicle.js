// Stacks of failures merged into an icicle, from the throw site to its callers or the other way round. It takes the place of the
// chart that the report drew.

const BOX = 20;
const LEAST_BOX = 2;

/** A node: its frame or type, how many failures passed it, and its children by name. */
const icicleNode = (name, own, parent) => ({name, own, parent, count: 0, children: new Map()});

const icicleOf = (allSeries, sitesFirst) => {
  const root = icicleNode('all', false, null);
  for (const series of allSeries) {
    const frames = stackOf(series).map(frame => ({name: simpleName(text(raw.frames.type[frame])) + '.' + text(raw.frames.method[frame]), own: Boolean(raw.frames.own[frame])}));
    const type = {name: simpleName(seriesType(series)), own: false};
    const path = sitesFirst ? [type, ...frames] : [...frames.reverse(), type];
    const count = raw.series.count[series];
    let node = root;
    node.count += count;
    for (const {name, own} of path) {
      if (!node.children.has(name)) {
        node.children.set(name, icicleNode(name, own, node));
      }
      node = node.children.get(name);
      node.count += count;
    }
  }
  return root;
};

const startIcicle = () => {
  const drawn = byId('chart-throw-sites')?.querySelector('.drawnChart');
  if (!drawn) {
    return;
  }
  const withStack = seriesInOrder.filter(series => raw.series.stack[series] >= 0);
  const loud = withStack.filter(series => !raw.series.background[series]);
  const choices = [
    ...(loud.length > 0 && loud.length < withStack.length ? [['Without the background', loud]] : []),
    ['All failures', withStack],
    ...withStack.slice(0, 100).map(series => [seriesTitle(series), [series]])];
  let tree = null;
  let focus = null;
  let selected = null;
  let total = 0;

  const which = el('select', {id: 'icicle-which'}, ...choices.map(([label], i) => el('option', {value: i}, label)));
  const turn = el('select', {id: 'icicle-turn'}, el('option', {value: 'sites'}, 'throw sites first'), el('option', {value: 'callers'}, 'callers first'));
  const reset = el('button', {type: 'button', class: 'plainButton', click: () => look(tree)}, 'Whole icicle');
  const readout = el('output', {class: 'muted', 'aria-live': 'polite'});
  const canvas = svg('svg', {class: 'icicle', tabindex: 0, role: 'application',
    'aria-label': 'Icicle of stacks. The arrow keys move between boxes, Enter zooms into one, Escape out.'});

  const say = node => {
    selected = node;
    readout.textContent = `${node.name}: ${plural(node.count, 'failure')}, ${Math.round(node.count / tree.count * 1000) / 10} %`;
    canvas.querySelectorAll('.selected').forEach(box => box.classList.remove('selected'));
    boxes.get(node)?.classList.add('selected');
  };
  const boxes = new Map();

  const box = (node, x, y, width) => {
    const letters = Math.floor((width - 8) / 6.9);
    const label = letters < 3 ? '' : node.name.length > letters ? `${node.name.slice(0, letters - 1)}…` : node.name;
    const group = svg('g', {class: node.own ? 'own' : 'other', click: () => { say(node); look(node); }, pointerenter: () => say(node)},
      svg('rect', {x: x.toFixed(1), y, width: Math.max(1, width - 1).toFixed(1), height: BOX - 1}),
      label ? svg('text', {x: (x + 5).toFixed(1), y: y + 14}, label) : null);
    boxes.set(node, group);
    return group;
  };

  /** Draws below a node what is wide enough; returns the depth. */
  const below = (node, x, y, perFailure, out) => {
    let deepest = y;
    const children = [...node.children.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    for (const child of children) {
      const width = child.count * perFailure;
      if (width >= LEAST_BOX) {
        out.push(box(child, x, y, width));
        deepest = Math.max(deepest, below(child, x, y + BOX, perFailure, out));
      }
      x += width;
    }
    return children.length > 0 ? deepest + (deepest === y ? BOX : 0) : y;
  };

  const draw = () => {
    boxes.clear();
    const out = [];
    const above = [];
    for (let node = focus; node; node = node.parent) {
      above.unshift(node);
    }
    above.forEach((node, depth) => out.push(box(node, 0, depth * BOX, total)));
    const height = below(focus, 0, above.length * BOX, total / focus.count, out);
    canvas.setAttribute('width', total);
    canvas.setAttribute('height', height + 2);
    canvas.replaceChildren(...out);
    reset.disabled = focus === tree;
    boxes.get(selected)?.classList.add('selected');
  };
  const look = node => { focus = node; draw(); };
  const choose = () => {
    tree = icicleOf(choices[which.value][1], turn.value === 'sites');
    focus = tree;
    say(tree);
    draw();
  };
  which.addEventListener('change', choose);
  turn.addEventListener('change', choose);

  canvas.addEventListener('keydown', event => {
    const ordered = node => [...node.children.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    const sibling = step => {
      const all = selected.parent ? ordered(selected.parent) : [selected];
      return all[all.indexOf(selected) + step];
    };
    const next = {ArrowUp: () => selected.parent, ArrowDown: () => ordered(selected)[0], ArrowLeft: () => sibling(-1), ArrowRight: () => sibling(1)}[event.key];
    if (next) {
      event.preventDefault();
      const node = next();
      if (node) {
        say(node);
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      look(selected);
    } else if (event.key === 'Escape' && focus !== tree) {
      event.preventDefault();
      event.stopPropagation();
      look(focus.parent ?? tree);
    }
  });

  const frame = el('div', {class: 'timelineFrame'}, canvas);
  drawn.replaceWith(el('div', {class: 'filter tools'},
    el('label', {for: 'icicle-which'}, 'Stacks of'), which, el('label', {for: 'icicle-turn'}, 'Order'), turn, reset, readout), frame);
  new ResizeObserver(() => {
    if (frame.clientWidth > 0 && Math.abs(frame.clientWidth - total) >= 1) {
      total = frame.clientWidth;
      tree ? draw() : choose();
    }
  }).observe(frame);
};
