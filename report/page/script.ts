/** A number's definition on click or Enter; arrows walk the numbers of a table, so that Tab need not. */
const FIGURE_SCRIPT = `
const about = document.getElementById('about');
const evidence = JSON.parse(document.getElementById('figures').textContent);
const words = about.dataset;
let opener = null;
function line(list, name, value, code) {
  if (value === undefined || value === null || value === '') return;
  const dt = document.createElement('dt');
  const dd = document.createElement('dd');
  dt.textContent = name;
  const holder = code ? dd.appendChild(document.createElement('code')) : dd;
  holder.textContent = value;
  list.append(dt, dd);
}
function describe(button) {
  const id = button.dataset.figure || button.dataset.source;
  const known = id ? evidence[id] : null;
  const title = about.querySelector('h2');
  const list = about.querySelector('dl');
  list.replaceChildren();
  if (known) {
    title.textContent = known[0];
    line(list, words.exact, button.dataset.value);
    line(list, words.note, known[4]);
    line(list, words.formula, known[1]);
    line(list, words.query, known[2], true);
    line(list, words.rows, known[3], true);
    line(list, words.id, id + (button.dataset.at ? ' [' + button.dataset.at + ']' : ''), true);
  } else {
    title.textContent = words.setting;
    line(list, words.exact, button.dataset.value);
    line(list, words.note, words.settingNote);
    line(list, words.id, button.dataset.setting, true);
  }
}
function place(button) {
  const at = button.getBoundingClientRect();
  const width = about.offsetWidth;
  const height = about.offsetHeight;
  const left = Math.max(16, Math.min(at.left, innerWidth - width - 16));
  const below = at.bottom + 8;
  about.style.left = left + 'px';
  about.style.top = (below + height > innerHeight ? Math.max(8, at.top - height - 8) : below) + 'px';
}
function shut() {
  if (opener) opener.setAttribute('aria-expanded', 'false');
  opener = null;
}
about.addEventListener('toggle', (event) => { if (event.newState === 'closed') shut(); });
about.querySelector('.close').addEventListener('click', () => about.hidePopover());
document.addEventListener('click', (event) => {
  const button = event.target.closest('.fig');
  if (!button || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const again = opener === button;
  if (about.matches(':popover-open')) about.hidePopover();
  if (again) return;
  describe(button);
  about.showPopover();
  place(button);
  opener = button;
  button.setAttribute('aria-expanded', 'true');
});
addEventListener('scroll', () => { if (opener) place(opener); }, { passive: true });
for (const button of document.querySelectorAll('.fig')) button.setAttribute('aria-haspopup', 'dialog');
for (const table of document.querySelectorAll('table')) {
  const figures = [...table.querySelectorAll('.fig')];
  figures.slice(1).forEach((figure) => { figure.tabIndex = -1; });
  table.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const from = figures.indexOf(document.activeElement);
    if (!step || from < 0) return;
    event.preventDefault();
    let to = from + step;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const across = figures[from].closest('tr').querySelectorAll('.fig').length;
      to = from + step * across;
    }
    const next = figures[to];
    if (!next) return;
    figures[from].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
if (innerWidth < 1152) document.querySelector('nav.contents details').open = false;
addEventListener('beforeprint', () => { for (const fold of document.querySelectorAll('details.fold')) fold.open = true; });
`;

/** The table of customers: find, narrow down, sort, turn pages. Rows stand in the page, or are written from data when looked at. */
const CUSTOMER_SCRIPT = String.raw`
const table = document.getElementById('customers-table');
if (table) {
  const controls = document.getElementById('customer-controls');
  const pager = document.getElementById('customer-pager');
  const body = table.tBodies[0];
  const data = document.getElementById('customer-data');
  const labels = JSON.parse(table.dataset.labels);
  const size = 25;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  const models = [...body.rows].map((row) => [...row.cells].map((cell) => cell.className));
  function build(line) {
    const row = document.createElement('tr');
    row.dataset.strategy = line[0];
    row.dataset.band = line[1];
    line.slice(2).forEach((cell, index) => {
      const made = document.createElement(index === 0 ? 'th' : 'td');
      if (index === 0) made.scope = 'row';
      made.className = models[0] ? models[0][index] : '';
      made.dataset.label = labels[index];
      const main = made.appendChild(document.createElement('bdi'));
      main.textContent = cell[0];
      if (cell[1]) made.appendChild(document.createElement('small')).textContent = cell[1];
      row.append(made);
    });
    return row;
  }
  const fromData = (line) => ({ strategy: line[0], band: line[1], find: fold(line[2][0] + ' ' + line[2][1]), keys: line.slice(2).map((cell) => cell[2] ?? fold(cell[0])), row: null, line });
  const fromRow = (row) => ({ strategy: row.dataset.strategy, band: row.dataset.band, find: fold(row.cells[0].textContent), keys: [...row.cells].map((cell) => cell.dataset.sort === undefined ? fold(cell.textContent) : Number(cell.dataset.sort)), row });
  const lines = data ? JSON.parse(data.textContent).map(fromData) : [...body.rows].map(fromRow);
  let column = 1;
  let down = true;
  let page = 0;
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b, document.documentElement.lang));
  function show() {
    const find = fold(controls.elements.find.value.trim());
    const strategy = controls.elements.strategy.value;
    const band = controls.elements.band.value;
    const met = lines.filter((line) => line.find.includes(find) && (!strategy || line.strategy === strategy) && (!band || line.band === band));
    const ordered = met.map((line, index) => ({ line, index })).sort((a, b) => (down ? -1 : 1) * compare(a.line.keys[column], b.line.keys[column]) || a.index - b.index);
    const pages = Math.max(1, Math.ceil(met.length / size));
    page = Math.min(page, pages - 1);
    const rows = ordered.map(({ line }, index) => {
      const visible = index >= page * size && index < (page + 1) * size;
      if (!line.row && visible) line.row = build(line.line);
      if (line.row) line.row.hidden = !visible;
      return line.row;
    }).filter((row) => row && (!data || !row.hidden));
    if (rows.length === 0) {
      const row = document.createElement('tr');
      const cell = row.appendChild(document.createElement('td'));
      cell.colSpan = labels.length;
      cell.textContent = table.dataset.nobody;
      rows.push(row);
    }
    body.replaceChildren(...rows);
    const count = controls.querySelector('.count');
    count.textContent = fill(count.dataset.words, { count: met.length.toLocaleString(document.documentElement.lang) });
    const at = pager.querySelector('span');
    at.textContent = fill(at.dataset.words, { page: page + 1, pages });
    pager.hidden = pages === 1;
    pager.querySelector('[data-step="-1"]').disabled = page === 0;
    pager.querySelector('[data-step="1"]').disabled = page === pages - 1;
  }
  controls.hidden = false;
  controls.addEventListener('submit', (event) => event.preventDefault());
  controls.addEventListener('input', () => { page = 0; show(); });
  pager.addEventListener('click', (event) => {
    const step = Number(event.target.dataset.step);
    if (!step) return;
    page += step;
    show();
    table.scrollIntoView({ block: 'start' });
  });
  table.tHead.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const chosen = Number(button.dataset.column);
    down = chosen === column ? !down : typeof (lines[0] ? lines[0].keys[chosen] : '') === 'number';
    column = chosen;
    page = 0;
    for (const head of table.tHead.rows[0].cells) head.removeAttribute('aria-sort');
    button.parentElement.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    show();
  });
  show();
}
`;

/** The page's script. Everything works without it but definitions on click and the customers' controls. */
export const PAGE_SCRIPT = `(() => {'use strict';${FIGURE_SCRIPT}${CUSTOMER_SCRIPT}})();`;
