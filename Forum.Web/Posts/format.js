// The toolbar above a composer's text field, and its keys: they put Markdown into the text.
const { composer } = window.forum;

// Through the browser's own editing, so that what was inserted can be undone.
composer.put = put;
function put(field, text, from, to, select) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  const isDone = from === to && !text ? true : document.execCommand(text ? 'insertText' : 'delete', false, text);
  if (!isDone) {
    field.setRangeText(text, from, to, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (select) field.setSelectionRange(...select);
}

// At the cursor, as a paragraph of its own.
composer.block = block;
function block(field, text) {
  const at = field.selectionEnd;
  const before = field.value.slice(0, at);
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  put(field, gap + text, at, at);
  if (field.selectionEnd === field.value.length) field.scrollTop = field.scrollHeight;
}

const chosen = field => field.value.slice(field.selectionStart, field.selectionEnd);

// Around what is chosen, or off again if it's already there.
function around(field, before, after, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const isOnly = before !== '*' || !value.slice(0, start).endsWith('**') || value.slice(0, start).endsWith('***');
  if (end > start && isOnly && value.slice(0, start).endsWith(before) && value.slice(end).startsWith(after))
    return put(field, value.slice(start, end), start - before.length, end + after.length, [start - before.length, end - before.length]);
  const inner = value.slice(start, end) || placeholder;
  put(field, before + inner + after, start, end, [start + before.length, start + before.length + inner.length]);
}

// In front of each chosen line, or off again if all have it. A line has one kind of marker.
const marker = /^(\s*)(#{1,6} |> |[-*+] \[[ xX]\] |[-*+] |\d{1,9}[.)] )?/;
function lines(field, prefixOf, pattern) {
  const { value } = field;
  const start = value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const next = value.indexOf('\n', Math.max(field.selectionEnd - (chosen(field).endsWith('\n') ? 1 : 0), start));
  const end = next < 0 ? value.length : next;
  const all = value.slice(start, end).split('\n');
  const isOn = all.every(line => pattern.test(line));
  const text = all.map((line, index) => (isOn ? line.replace(pattern, '$1') : line.replace(marker, (_, space) => space + prefixOf(index)))).join('\n');
  put(field, text, start, end, all.length > 1 ? [start, start + text.length] : [start + text.length, start + text.length]);
}

// Quotes nest, so they don't replace other markers.
function quote(field) {
  const start = field.value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const end = Math.max(field.selectionEnd, start);
  const all = field.value.slice(start, end).split('\n');
  const isOn = all.every(line => line.startsWith('>'));
  const text = all.map(line => (isOn ? line.replace(/^> ?/, '') : `> ${line}`)).join('\n');
  put(field, text, start, end, [start + text.length, start + text.length]);
}

// Large, smaller, none.
function heading(field) {
  const start = field.value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const level = /^#{0,6}(?= )/.exec(field.value.slice(start))?.[0].length ?? 0;
  lines(field, () => (level === 2 ? '### ' : '## '), level === 3 ? /^(\s*)### / : /^(?!)/);
}

function link(field, sign = '') {
  const text = chosen(field);
  const { selectionStart: start, selectionEnd: end } = field;
  const from = start + sign.length + 1;
  if (/^https?:\/\/\S+$/.test(text)) return put(field, `${sign}[](${text})`, start, end, [from, from]);
  const shown = text || (sign ? 'description' : 'text');
  const select = text ? [from + shown.length + 2, from + shown.length + 10] : [from, from + shown.length];
  put(field, `${sign}[${shown}](https://)`, start, end, select);
}

const tools = {
  heading,
  bold: field => around(field, '**', '**', 'bold'),
  italic: field => around(field, '*', '*', 'italic'),
  strike: field => around(field, '~~', '~~', 'text'),
  quote,
  code: field => (chosen(field).includes('\n') ? around(field, '```\n', '\n```', '') : around(field, '`', '`', 'code')),
  link,
  image: field => link(field, '!'),
  list: field => lines(field, () => '- ', /^(\s*)[-*+] (?!\[[ xX]\] )/),
  numbered: field => lines(field, index => `${index + 1}. `, /^(\s*)\d{1,9}[.)] /),
  task: field => lines(field, () => '- [ ] ', /^(\s*)[-*+] \[[ xX]\] /),
  table: field => block(field, '| A | B |\n| --- | --- |\n|  |  |\n'),
  spoiler: field => (chosen(field).includes('\n') ? around(field, ':::spoiler\n', '\n:::', '') : around(field, '||', '||', 'spoiler')),
};
const keys = { b: 'bold', i: 'italic', k: 'link', e: 'code' };
const shiftedKeys = { KeyX: 'strike', Period: 'quote', Digit7: 'numbered', Digit8: 'list', Digit9: 'task' };

document.addEventListener('click', event => {
  const tool = event.target.closest('[data-tool]');
  if (tool) tools[tool.dataset.tool](composer.fieldUnder(tool));
});

document.addEventListener('keydown', event => {
  const field = composer.fieldOf(event.target);
  if (!field || composer.isComposing(event) || event.defaultPrevented) return;
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) return continueList(event, field);
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const tool = event.shiftKey ? shiftedKeys[event.code] : keys[event.key.toLowerCase()];
  if (!tool) return;
  event.preventDefault();
  tools[tool](field);
});

// Enter continues a list or quote; on an item without text, it ends it.
function continueList(event, field) {
  const { selectionStart: at, value } = field;
  if (at !== field.selectionEnd) return;
  const start = value.lastIndexOf('\n', at - 1) + 1;
  const [, sign, space, mark] = /^((\s*)([-*+](?: \[[ xX]\])?|\d{1,9}[.)]|>) )/.exec(value.slice(start, at)) ?? [];
  if (!sign) return;
  event.preventDefault();
  const line = value.slice(start, value.indexOf('\n', at) < 0 ? value.length : value.indexOf('\n', at));
  if (line.trim() === sign.trim()) return put(field, '', start, start + line.length);
  const next = mark.replace(/^\d+/, number => Number(number) + 1).replace(/\[[xX]\]/, '[ ]');
  put(field, `\n${space}${next} `, at, at);
}

// An address that is pasted onto words becomes their link.
document.addEventListener('paste', event => {
  const field = composer.fieldOf(event.target);
  const text = field && chosen(field);
  const address = event.clipboardData?.getData('text/plain').trim();
  if (!text || text.includes('\n') || /^https?:/.test(text) || !/^https?:\/\/[^\s()]+$/.test(address)) return;
  event.preventDefault();
  put(field, `[${text}](${address})`, field.selectionStart, field.selectionEnd);
});

// ---- One stop for the Tab key; the arrows lead from button to button ----
const buttonsOf = bar => [...bar.querySelectorAll('button, a[href]')].filter(button => button.checkVisibility());
composer.rove = (bar, current) => bar.querySelectorAll('button, a[href]').forEach(button => { button.tabIndex = button === current ? 0 : -1; });
forum.onPage(() => document.querySelectorAll('.composer [role="toolbar"]').forEach(bar => composer.rove(bar, bar.querySelector('[tabindex="0"]') ?? bar.querySelector('button'))));

document.addEventListener('keydown', event => {
  const bar = event.target.closest('.composer [role="toolbar"]');
  if (!bar || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = buttonsOf(bar);
  const at = all.indexOf(event.target.closest('button, a'));
  const step = getComputedStyle(bar).direction === 'rtl' ? -1 : 1;
  const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = all[(to + all.length) % all.length];
  composer.rove(bar, next);
  next.focus();
});

// ---- The emoji picker is loaded when it's opened ----
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-emoji-open]');
  if (!button) return;
  const picker = button.closest('.composer').querySelector('.emoji-picker');
  try {
    const { open } = await import('./emoji.js');
    await open(picker, button, composer.fieldUnder(button));
  } catch (error) {
    picker.querySelector('.emoji-list').textContent = picker.dataset.failed;
    picker.showPopover();
    console.warn(error);
  }
});
