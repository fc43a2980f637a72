// The tools on top of the plain text field: formatting, drafts, quotes, previews. They need no circuit, and all but the preview work offline.
const composer = (window.forum.composer = {});
const fieldOf = element => element.closest?.('textarea[data-composer]');
const later = (key, run, wait) => { clearTimeout(later[key]); later[key] = setTimeout(run, wait); };


// ---- Drafts: stored in this browser for each member and field, as they are typed ----
const draftName = key => `forum-draft:${document.documentElement.dataset.member}:${key}`;
const store = (key, text) => {
  if (!document.documentElement.dataset.member) return false; // Guests may share a browser.
  try {
    text.trim() ? localStorage.setItem(draftName(key), text) : localStorage.removeItem(draftName(key));
    return true;
  } catch {
    return false; // Private windows and full disks: then there is no draft, and nothing claims there is one.
  }
};
const status = (key, word) => {
  const line = document.querySelector(`[data-draft-status="${CSS.escape(key)}"]`);
  if (line) line.textContent = word ? line.dataset[word] : '';
};

function save(field) {
  if (store(field.dataset.draft, field.value)) status(field.dataset.draft, field.value.trim() ? 'saved' : '');
}

// Text from the server, as after an error, takes precedence over a draft. Otherwise the draft wins: the client script
// empties the fields of the page that it merges into this one.
const shown = new WeakMap();
function restore(field) {
  const key = field.dataset.draft;
  const isNew = shown.get(field) !== key;
  shown.set(field, key);
  if (field.defaultValue.trim()) return;
  const draft = localStorage.getItem(draftName(key)) ?? '';
  if (draft === field.value) return;
  if (draft || isNew) field.value = draft;
  if (draft && isNew) status(key, 'restored');
}

function forgetSent() {
  const key = forum.cookie('forum-sent');
  if (!key) return;
  forum.setCookie('forum-sent', '', 0);
  for (const sent of [key, `title-${key}`]) {
    localStorage.removeItem(draftName(sent));
    document.querySelectorAll(`[data-draft="${CSS.escape(sent)}"]`).forEach(field => { field.value = ''; });
    status(sent, '');
  }
}

forum.onPage(() => {
  forgetSent();
  document.querySelectorAll('[data-draft]').forEach(restore);
  document.querySelectorAll('.composer-form button[type="submit"]').forEach(button => { button.disabled = false; });
});
document.addEventListener('submit', event => {
  if (!event.target.matches('[data-sign-out]')) return;
  Object.keys(localStorage).filter(name => name.startsWith('forum-draft:')).forEach(name => localStorage.removeItem(name));
});

// ---- Lengths of titles and names, counted as people see them and as the server counts them ----
const shapeless = /^[\p{Cc}\p{Cf}\p{Cn}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}\u{13441}\u{13442}\u{16FE4}]*$/u;
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });
function checkLength(field) {
  const [least, most] = field.dataset.characters.split(' ').map(Number);
  const all = [...characters.segment(field.value.trim().replace(/\s+/g, ' '))];
  const visible = all.filter(({ segment }) => !shapeless.test(segment)).length;
  field.setCustomValidity(all.length > 0 && (visible < least || all.length > most) ? field.dataset.charactersProblem : '');
}
forum.onPage(() => document.querySelectorAll('[data-characters]').forEach(checkLength));
document.addEventListener('input', event => event.target.dataset?.characters && checkLength(event.target));

// ---- Formatting ----
composer.put = put;
function put(field, text, from, to, select) {
  field.focus();
  field.setRangeText(text, from, to, 'end');
  if (select) field.setSelectionRange(...select);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function around(field, before, after, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const inner = value.slice(start, end) || placeholder;
  put(field, before + inner + after, start, end, [start + before.length, start + before.length + inner.length]);
}

function lines(field, prefix) {
  const { selectionEnd: end, value } = field;
  const start = value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const text = value.slice(start, end).split('\n').map(line => prefix + line).join('\n');
  put(field, text, start, end, [start + text.length, start + text.length]);
}

function block(field, text) {
  const at = field.selectionEnd;
  const before = field.value.slice(0, at);
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  put(field, gap + text, at, at);
}

const tools = {
  bold: field => around(field, '**', '**', 'bold'),
  italic: field => around(field, '*', '*', 'italic'),
  link: field => around(field, '[', '](https://)', 'text'),
  quote: field => lines(field, '> '),
  code: field => field.value.slice(field.selectionStart, field.selectionEnd).includes('\n')
    ? around(field, '```\n', '\n```', '') : around(field, '`', '`', 'code'),
  list: field => lines(field, '- '),
  image: field => around(field, '![', '](https://)', 'description'),
  table: field => block(field, '| A | B |\n| --- | --- |\n|  |  |\n'),
};
const keys = { b: 'bold', i: 'italic', k: 'link' };

document.addEventListener('click', event => {
  const tool = event.target.closest('[data-tool]');
  if (tool) tools[tool.dataset.tool](fieldUnder(tool));
});

// ---- Preview: from the forum's renderer, in the order of the requests ----
const fieldUnder = tool => tool.closest('.composer').querySelector('[data-composer]');
let asked = 0;
async function preview(field) {
  const region = field.closest('.composer').querySelector('.preview');
  if (region.hidden) return;
  const question = ++asked;
  const body = new URLSearchParams({ text: field.value, __RequestVerificationToken: field.form.elements.__RequestVerificationToken.value });
  let answer;
  try {
    answer = await fetch('/preview', { method: 'POST', body });
    if (answer.ok) answer = await answer.text();
  } catch {
    answer = null;
  }
  if (question !== asked) return;
  if (typeof answer === 'string') region.innerHTML = answer;
  else region.textContent = region.dataset.failed;
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-preview]');
  if (!button) return;
  const isOpen = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', isOpen);
  button.closest('.composer').querySelector('.preview').hidden = !isOpen;
  preview(fieldUnder(button));
});

// ---- Typing ----
document.addEventListener('input', event => {
  const field = event.target;
  if (field.dataset?.draft) save(field);
  if (!fieldOf(field)) return;
  later('preview', () => preview(field), 300);
  later('names', () => composer.names?.suggest(field), 120);
});
addEventListener('pagehide', () => document.querySelectorAll('[data-draft]').forEach(field => field.value !== field.defaultValue && save(field)));

document.addEventListener('keydown', event => {
  const field = fieldOf(event.target);
  if (!field || composer.names?.handles(event)) return;
  if (!(event.ctrlKey || event.metaKey)) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    field.form.requestSubmit();
  } else if (!event.shiftKey && keys[event.key]) {
    event.preventDefault();
    tools[keys[event.key]](field);
  }
});

// ---- Sending: checks the connection first, to show a message instead of the browser's error page ----
document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('.composer-form')) return;
  const button = form.querySelector('button[type="submit"]');
  const field = form.querySelector('[data-composer]');
  if (form.dataset.reachable) {
    delete form.dataset.reachable;
    button.disabled = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  save(field);
  if (button.disabled) return;
  button.disabled = true;
  try {
    await fetch('/alive', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(8000) });
    form.dataset.reachable = '1';
    button.disabled = false;
    form.requestSubmit(button);
  } catch {
    button.disabled = false;
    status(field.dataset.draft, 'offline');
  }
}, true);

// ---- Quoting and replying ----
document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-act="quote"], a[data-act="reply"]');
  const field = link && document.getElementById('reply-text');
  if (!field || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const post = link.closest('article');
  const author = post.querySelector('.post-author-name')?.textContent;
  if (link.dataset.act === 'reply') return block(field, `@${author} `);
  const chosen = getSelection();
  const isInPost = !chosen.isCollapsed && post.querySelector('.prose')?.contains(chosen.anchorNode) && post.contains(chosen.focusNode);
  if (isInPost) {
    const text = chosen.toString().trim().split('\n').map(line => `> ${line}`).join('\n');
    return block(field, `> **${author}** [↑](/p/${post.dataset.post})\n>\n${text}\n\n`);
  }
  try {
    const answer = await fetch(`/p/${post.dataset.post}/quotation`);
    if (answer.ok) block(field, await answer.text());
  } catch {
    status(field.dataset.draft, 'offline');
  }
}, true);
