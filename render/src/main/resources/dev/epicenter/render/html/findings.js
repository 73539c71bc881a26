// Filters the findings, and writes the summary that goes into a ticket.

const startFindings = () => {
  const filter = byId('findings-filter');
  if (!filter) {
    return;
  }
  const query = byId('findings-query');
  const boxes = [...filter.querySelectorAll('input[type=checkbox]')];
  const articles = [...document.querySelectorAll('#findings .finding')];
  const texts = articles.map(article => article.textContent.toLowerCase());
  const apply = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(boxes.filter(box => box.checked).map(box => box.value));
    articles.forEach((article, i) => {
      article.hidden = !severities.has(article.dataset.severity) || !words.every(word => texts[i].includes(word));
    });
    const shown = articles.filter(article => !article.hidden).length;
    byId('findings-matches').textContent = shown === articles.length ? '' : `${shown} of ${articles.length}`;
  };
  query.addEventListener('input', soon(apply, 80));
  boxes.forEach(box => box.addEventListener('change', apply));
  filter.hidden = false;
};

const wordsOf = selector => (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const asCode = words => `\`${words.replaceAll('`', "'")}\``;

/** Text as it is: nothing in it is taken for markup. */
const plainly = words => words.replace(/[\\`*_[\]<>#|~]/g, '\\$&');

/** The first screen in Markdown. */
const summaryInMarkdown = () => {
  const worst = raw.incidents[0];
  const lines = [`**${wordsOf('.badge')}: ${plainly(wordsOf('#headline'))}**`, '', plainly(wordsOf('.kicker').replace(wordsOf('.badge'), '').trim())];
  if (worst) {
    const root = worst.root;
    lines.push('', `Began with ${asCode(typeOf(root))}${messageOf(root) ? `: ${asCode(messageOf(root))}` : ''} at ${asCode(frameText(raw.series.site[seriesOf(root)]))} in thread ${asCode(threadPlace(raw.failures.thread[root]))} at ${clock(raw.failures.at[root])} UTC (${wordsOf('.sure strong')} sure).`);
    const steps = [...document.querySelectorAll('.first .steps li')].map(step => [step.querySelector('.by'), step.querySelector('strong'), step.querySelector('code')]
      .map(part => part?.textContent ?? ''));
    lines.push('', ...steps.map(([by, type, place], i) => `${i + 1}. ${asCode(type)} at ${asCode(place)}${by ? ` (${by})` : ''}`));
  }
  if (byId('remedy')) {
    lines.push('', `What to do first: ${plainly(wordsOf('#remedy'))}`);
  }
  const missing = [...document.querySelectorAll('.missing li')].map(item => `- ${plainly(item.textContent)}`);
  if (missing.length > 0) {
    lines.push('', 'What is missing:', ...missing);
  }
  if (worst) {
    lines.push('', `Fingerprint ${asCode(worst.fingerprint)}, from ${asCode(wordsOf('.source'))}.`);
  }
  return `${lines.join('\n')}\n`;
};
