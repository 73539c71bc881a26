// The topology, drawn by the report: here its components open in the drawer.

/** Names of components, as view/Topology.java gives them. */
const COMPONENT_OF = {
  class: f => {
    const site = raw.series.site[seriesOf(f)];
    return site < 0 ? noSite(f) : simpleName(text(raw.frames.type[site])).replace(/(.)\$.*/, '$1');
  },
  package: f => {
    const site = raw.series.site[seriesOf(f)];
    const type = site < 0 ? '' : text(raw.frames.type[site]);
    return site < 0 ? noSite(f) : type.slice(0, Math.max(0, type.lastIndexOf('.'))) || '(unnamed package)';
  },
  pool: f => raw.threads.pool[raw.failures.thread[f]] >= 0 ? text(raw.threads.pool[raw.failures.thread[f]]) : '',
  service: f => processName(raw.threads.process[raw.failures.thread[f]]),
};
const noSite = f => (typeOf(f).startsWith('jvm.') ? 'the JVM' : 'no stack');

const showComponent = (grouping, name) => {
  const inside = new Set();
  for (let f = 0; f < failureCount; f++) {
    if (COMPONENT_OF[grouping](f) === name) {
      inside.add(f);
    }
  }
  const bySeries = [...collect([...inside], seriesOf)].sort(([a], [b]) => seriesInOrder.indexOf(a) - seriesInOrder.indexOf(b));
  drawer.show(name, () => [
    el('p', {}, `${plural(inside.size, 'failure')} of ${plural(bySeries.length, 'fingerprint')} kept in this ${grouping}.`),
    el('p', {}, el('button', {type: 'button', class: 'plainButton', click: () => { drawer.close(); explorer.show({component: inside, componentName: name}); }}, 'Show in the explorer')),
    el('ul', {class: 'linked'}, ...bySeries.slice(0, 100).map(([series]) => el('li', {},
      linkButton(seriesTitle(series), () => showSeries(series)), el('span', {class: 'muted'}, ` ${raw.series.count[series].toLocaleString('en')}×`))))]);
};

const startTopology = () => {
  for (const graph of document.querySelectorAll('.graph')) {
    for (const box of graph.querySelectorAll('.component')) {
      const open = () => showComponent(graph.dataset.grouping, box.dataset.component);
      fill(box, {tabindex: 0, role: 'button', click: open,
        keydown: event => {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            open();
          }
        }}, []);
    }
  }
};
