// The emoji picker, and the search of emoji by their names. Loaded when one of them is needed.
import text from './emoji-data.js';

const MaxRecent = 24, MaxFound = 120;
const stored = 'forum-emoji';
const { composer } = window.forum;

// ---- The data ----
const groups = [];
for (const line of text.split('\n')) {
  if (line.startsWith('= ')) {
    groups.push([]);
    continue;
  }
  const [, sign, name, more = ''] = /^(\S+) ([^|]+)\|?(.*)$/.exec(line);
  groups.at(-1).push({ sign, name, words: `${name} ${more}`.toLowerCase().split(/[^\p{L}\p{N}]+/u) });
}
const all = groups.flat();
const bySign = new Map(all.map(emoji => [emoji.sign, emoji]));

// All words must begin a word of the emoji. Those that people use most come first.
const common = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(
  '😂❤️🤣👍😭🙏😘🥰😍😊🎉😁💕🥺😅🔥☺️🤦🤷🙄😆🤗😉🎂🤔👏🙂😳🥳😎👌💜😔💪✨💖👀😋😏😢👉💗😩💯🌹💞🎈💙😃😡💐😜🙈🤞😄🤤🙌🤪❣️😀💋💀👇💔😌💓🤩🙃😬😱😴🤭😐🌞😒😇🌸😈🎶✌️🎊🥵😞💚☀️🖤💰😚👑🎁💥🙋☹️😑🥴👈💩✅👋🤮😤🤢🌟❗😥🌈💛😝😫😲🔴🌻🤯💃👊🤬🏃😕👁️⚡☕🍀💦⭐🦋🤨🌺😹🤘🌷💝💤🤝🐰😓💘🍻😟😣🧐😠🤠👎')].map(({ segment }) => segment);
export function find(query) {
  const asked = query.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (!asked.length) return [];
  const found = all.filter(({ words }) => asked.every(word => words.some(other => other.startsWith(word))));
  const rank = ({ sign, name, words }) => {
    const isWord = words.includes(asked[0]);
    const place = common.indexOf(sign);
    return isWord && place >= 0 ? place : name.toLowerCase().startsWith(asked[0]) ? 1000 : isWord ? 2000 : place >= 0 ? 2500 : 3000;
  };
  return found.map(emoji => [rank(emoji), emoji]).sort(([one], [other]) => one - other).map(([, emoji]) => emoji);
}

function recent() {
  try {
    return JSON.parse(localStorage.getItem(stored) ?? '[]').map(sign => bySign.get(sign)).filter(Boolean);
  } catch {
    return []; // A private window, or a value from elsewhere.
  }
}

function remember(sign) {
  try {
    const signs = [sign, ...recent().map(emoji => emoji.sign).filter(other => other !== sign)];
    localStorage.setItem(stored, JSON.stringify(signs.slice(0, MaxRecent)));
  } catch {
    // Then there are no recent ones.
  }
}

// ---- The picker ----
let field;
const partsOf = picker => ({
  search: picker.querySelector('input'), list: picker.querySelector('.emoji-list'), tabs: [...picker.querySelectorAll('[data-group]')], said: picker.querySelector('.emoji-name'),
});

export async function open(picker, button, into) {
  field = into;
  prepare(picker);
  const { search, list } = partsOf(picker);
  search.value = '';
  fill(picker);
  picker.showPopover();
  place(picker, button);
  list.scrollTop = 0;
  // A phone's keyboard would cover the emoji.
  if (!matchMedia('(pointer: coarse)').matches) search.focus({ preventScroll: true });
}

function place(picker, button) {
  const { width, height } = picker.getBoundingClientRect();
  const from = button.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const below = innerHeight - from.bottom;
  picker.style.left = `${Math.max(8, Math.min(from.left - 8, clientWidth - width - 8))}px`;
  picker.style.top = `${below > height + 12 || below > from.top ? Math.min(from.bottom + 4, innerHeight - height - 8) : Math.max(8, from.top - height - 4)}px`;
}

function section(label, emoji) {
  const part = document.createElement('div');
  part.className = 'emoji-group';
  part.role = 'group';
  part.ariaLabel = label;
  const title = document.createElement('h3');
  title.textContent = label;
  part.append(title);
  for (const { sign, name } of emoji) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.tabIndex = -1;
    button.ariaLabel = name;
    button.title = name;
    button.dataset.sign = sign;
    part.append(button);
  }
  return part;
}

function fill(picker) {
  const { search, list, tabs } = partsOf(picker);
  const query = search.value.trim();
  const found = query ? find(query).slice(0, MaxFound) : [];
  const lately = query ? [] : recent();
  const parts = query ? (found.length ? [section(search.ariaLabel, found)] : [])
    : [...(lately.length ? [section(picker.dataset.lately, lately)] : []), ...groups.map((emoji, index) => section(tabs[index].ariaLabel, emoji))];
  list.replaceChildren(...parts);
  if (parts.length) list.querySelector('button').tabIndex = 0;
  else list.textContent = picker.dataset.empty;
}

function choose(picker, sign) {
  remember(sign);
  picker.hidePopover();
  composer.put(field, sign, field.selectionStart, field.selectionEnd);
}

function prepare(picker) {
  if (picker.dataset.isReady) return;
  picker.dataset.isReady = 'yes';
  const { search, list, tabs, said } = partsOf(picker);
  composer.rove(picker.querySelector('[role="toolbar"]'), tabs[0]);
  search.addEventListener('input', event => {
    event.stopPropagation();
    fill(picker);
  });
  tabs.forEach((tab, index) => tab.addEventListener('click', () => {
    search.value = '';
    fill(picker);
    const parts = list.querySelectorAll('.emoji-group');
    parts[parts.length - groups.length + index].scrollIntoView({ block: 'start' });
  }));
  list.addEventListener('click', event => {
    const button = event.target.closest('[data-sign]');
    if (button) choose(picker, button.dataset.sign);
  });
  for (const type of ['pointerover', 'focusin'])
    list.addEventListener(type, event => { said.textContent = event.target.closest('[data-sign]')?.ariaLabel ?? ''; });
  picker.addEventListener('keydown', event => onKey(event, picker));
}

// The arrows lead through the rows of emoji; Enter in the search takes the first.
function onKey(event, picker) {
  const { search, list } = partsOf(picker);
  const buttons = [...list.querySelectorAll('[data-sign]')];
  if (event.target === search) {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    if (composer.isComposing(event)) return;
    if (event.key === 'ArrowDown') focus(buttons, 0);
    else if (buttons.length && search.value.trim()) choose(picker, buttons[0].dataset.sign);
    return;
  }
  const at = buttons.indexOf(event.target);
  if (at < 0) return;
  const step = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
  const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: buttons.length - 1, ArrowDown: row(buttons, at, 1), ArrowUp: row(buttons, at, -1) }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (to < 0 && event.key === 'ArrowUp') search.focus();
  else focus(buttons, Math.max(0, Math.min(to, buttons.length - 1)));
}

// The nearest one in the next row; -1 above the first row.
function row(buttons, at, by) {
  const { offsetTop, offsetLeft } = buttons[at];
  const isFurther = button => (button.offsetTop - offsetTop) * by > 1;
  let next = at;
  while (buttons[next] && !isFurther(buttons[next])) next += by;
  if (!buttons[next]) return by < 0 ? -1 : buttons.length - 1;
  const top = buttons[next].offsetTop;
  let best = next;
  for (; buttons[next]?.offsetTop === top; next += by)
    if (Math.abs(buttons[next].offsetLeft - offsetLeft) < Math.abs(buttons[best].offsetLeft - offsetLeft)) best = next;
  return best;
}

function focus(buttons, index) {
  buttons.forEach((button, other) => { button.tabIndex = other === index ? 0 : -1; });
  buttons[index]?.focus();
}
