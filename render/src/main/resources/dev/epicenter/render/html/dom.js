// Making elements. Text enters the page as text nodes and attributes only, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
  return element;
};

/** An HTML element: el('p', {class: 'muted', click: listener}, 'text', child). Null children and attributes are left out. */
const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** An SVG element. */
const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

const byId = id => document.getElementById(id);

const plural = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** Says something to those who listen to the page. */
const announce = words => { byId('announcement').textContent = words; };

/** Calls a function once for a burst of events. */
const soon = (action, millis) => {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(action, millis); };
};
