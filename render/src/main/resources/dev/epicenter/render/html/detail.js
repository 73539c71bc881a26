// What the drawer says of a failure, a link, a fingerprint, a task.

const linkButton = (label, action) => el('button', {type: 'button', class: 'linkButton', click: action}, label);
const copyButton = words => el('button', {type: 'button', class: 'plainButton copy', 'data-copy': words}, 'Copy');
const pair = (name, ...values) => [el('dt', {}, name), el('dd', {}, ...values)];

const stackList = series => {
  const frames = stackOf(series);
  if (frames.length === 0) {
    return el('p', {class: 'muted'}, 'Recorded without a stack.');
  }
  const site = raw.series.site[series];
  const items = frames.map(frame => el('li', {class: [raw.frames.own[frame] ? 'own' : '', frame === site ? 'site' : ''].join(' ').trim() || null},
    frameText(frame), raw.frames.module[frame] >= 0 && text(raw.frames.module[frame])
      ? el('span', {class: 'module'}, ` ${text(raw.frames.module[frame])}`) : null));
  if (raw.series.left[series] > 0) {
    items.push(el('li', {class: 'more'}, `${plural(raw.series.left[series], 'outer frame')} left out of this page`));
  } else if (raw.series.truncated[series]) {
    items.push(el('li', {class: 'more'}, 'The recorder cut the stack here.'));
  }
  return el('ol', {class: 'stack'}, ...items);
};

const linkItem = (link, other, words) => el('li', {},
  linkButton(simpleName(typeOf(other)), () => showFailure(other)),
  el('span', {class: 'muted'}, ` ${shortFrame(raw.series.site[seriesOf(other)])} in ${threadPlace(raw.failures.thread[other])}`),
  el('div', {class: 'small'}, `${words} `, linkButton(relationOf(link), () => showLink(link))));

const linkedList = (title, links, other, words) => (links ?? []).length === 0 ? [] : [
  el('h3', {}, title),
  el('ul', {class: 'linked'}, ...links.map(link => linkItem(link, other[link], words)))];

const failureTags = failure => raw.incidents.flatMap(incident => [
  incident.root === failure ? el('span', {class: 'tag root'}, `began ${incident.id}`) : null,
  incident.symptom === failure ? el('span', {class: 'tag'}, `seen in ${incident.id}`) : null]).filter(Boolean);

/** A failure: what, where, when, what it came from and led to, its stack. */
const showFailure = failure => drawer.show(simpleName(typeOf(failure)), () => {
  const series = seriesOf(failure);
  const task = taskOf(failure);
  return [
    el('p', {}, el('code', {class: 'type'}, typeOf(failure)), ' ', ...failureTags(failure)),
    messageOf(failure) ? el('p', {class: 'message'}, el('bdi', {}, messageOf(failure))) : null,
    el('dl', {},
      ...pair('frame', el('code', {}, frameText(raw.series.site[series]))),
      ...pair('thread', el('bdi', {}, threadPlace(raw.failures.thread[failure]))),
      ...(task >= 0 ? pair('task', linkButton(taskTitle(task), () => showTask(task))) : []),
      ...pair('time', timeElement(raw.failures.at[failure]), ` UTC, ${offset(raw.failures.at[failure])}`),
      ...pair('like it', linkButton(`${raw.series.count[series].toLocaleString('en')}×`, () => showSeries(series)),
        raw.series.background[series] ? ' · background' : ''),
      ...pair('fingerprint', el('code', {}, text(raw.series.fingerprint[series])), ' ', copyButton(text(raw.series.fingerprint[series])))),
    ...linkedList('Came from', linksTo[failure], raw.links.from, 'linked by'),
    ...linkedList('Led to', linksFrom[failure], raw.links.to, 'linked by'),
    el('h3', {}, 'Stack'),
    stackList(series)].filter(Boolean);
});

const reasons = (list, sign) => list.map(reason => el('li', {class: sign === '+' ? 'for' : 'against'},
  el('span', {class: 'points'}, sign + raw.evidenceWeight[reason]), el('div', {}, el('bdi', {}, text(raw.evidenceText[reason])))));

/** The evidence of a link: a copy of what the page holds, or what only the data has. */
const evidenceOf = link => {
  const place = raw.links.anchor[link] >= 0 ? byId(text(raw.links.anchor[link])) : null;
  if (place) {
    return place.querySelector('.evidence').cloneNode(true);
  }
  const items = [...reasons(raw.links.why[link], '+'), ...reasons(raw.links.against[link], '−')];
  return items.length > 0
    ? el('ul', {class: 'evidence'}, ...items)
    : el('p', {class: 'muted'}, 'The evidence of this link is left out of this page; it is one of very many.');
};

/** A link: both ends and why they are linked. */
const showLink = link => drawer.show('Why linked', () => [
  el('ul', {class: 'linked'}, linkItem(link, raw.links.from[link], 'from, by'), linkItem(link, raw.links.to[link], 'to, by')),
  el('h3', {}, relationOf(link)),
  evidenceOf(link)]);

/** All failures of one fingerprint. */
const showSeries = series => drawer.show(seriesTitle(series), () => {
  const kept = failuresOfSeries[series] ?? [];
  const count = raw.series.count[series];
  return [
    el('p', {}, el('code', {class: 'type'}, seriesType(series)),
      raw.series.path[series] ? el('span', {class: 'tag root'}, 'on the path') : null,
      raw.series.background[series] ? el('span', {class: 'tag'}, 'background') : null),
    el('dl', {},
      ...pair('frame', el('code', {}, frameText(raw.series.site[series]))),
      ...pair('count', `${count.toLocaleString('en')} in ${plural(raw.series.threads[series], 'thread')}`),
      ...pair('first', timeElement(raw.series.first[series])),
      ...pair('last', timeElement(raw.series.last[series])),
      ...pair('fingerprint', el('code', {}, text(raw.series.fingerprint[series])), ' ', copyButton(text(raw.series.fingerprint[series])))),
    el('h3', {}, kept.length < count ? `${kept.length} of them, the first and the latest` : 'One by one'),
    el('ul', {class: 'linked'}, ...kept.slice(0, 200).map(failure => el('li', {},
      linkButton(clock(raw.failures.at[failure]), () => showFailure(failure)),
      el('span', {class: 'muted'}, ` in ${threadPlace(raw.failures.thread[failure])} `),
      el('bdi', {}, messageOf(failure))))),
    kept.length > 200 ? el('p', {class: 'muted'}, `${kept.length - 200} more are in the explorer.`) : null,
    el('h3', {}, 'Stack'),
    stackList(series)].filter(Boolean);
});
