// What is around a composer's text field: drafts, lengths, sending. It needs no circuit, and works offline.
const composer = (window.forum.composer = {});
composer.fieldOf = element => element.closest?.('textarea[data-composer]');
composer.fieldUnder = part => part.closest('.composer').querySelector('[data-composer]');
// While an input method composes a character, its keys are its own.
composer.isComposing = event => event.isComposing || event.keyCode === 229;
const later = (composer.later = (key, run, wait) => { clearTimeout(later[key]); later[key] = setTimeout(run, wait); });

// ---- Drafts: stored in this browser for each member and field, as they are typed ----
const draftName = key => `forum-draft:${document.documentElement.dataset.member}:${key}`;
const initial = field => field.defaultValue ?? '';
const store = (key, text) => {
  if (!document.documentElement.dataset.member) return false; // Guests may share a browser.
  try {
    text.trim() ? localStorage.setItem(draftName(key), text) : localStorage.removeItem(draftName(key));
    return true;
  } catch {
    return false; // Private windows and full disks: then there is no draft, and nothing claims there is one.
  }
};

// Each composer has one line that says what happened to its drafts.
const statusOf = form => form?.querySelector('[data-draft-status]');
const status = (composer.status = (form, word) => {
  const line = statusOf(form);
  if (!line) return;
  const text = word ? line.dataset[word] : '';
  if (line.textContent !== text) line.textContent = text;
  const state = line.parentElement;
  const button = state.querySelector('[data-discard]');
  button.hidden = word !== 'restored' && word !== 'discarded';
  button.textContent = word === 'discarded' ? button.dataset.undo : button.dataset.discard;
  const link = state.querySelector('a');
  link.hidden = word !== 'signedOut';
  link.href = `/sign-in?returnUrl=${encodeURIComponent(location.pathname + location.search)}`;
});

// What was opened to be edited is a draft only once it differs.
const worthKeeping = field => (field.value === initial(field) && 'draftFirst' in field.dataset ? '' : field.value);
function save(field) {
  const text = worthKeeping(field);
  if (store(field.dataset.draft, text)) status(field.form, text.trim() ? 'saved' : '');
}

// Text from the server, as after an error, takes precedence over a draft. Otherwise the draft wins: the client script
// empties the fields of the page that it merges into this one.
const shown = new WeakMap();
function restore(field) {
  const key = field.dataset.draft;
  const isNew = shown.get(field) !== key;
  shown.set(field, key);
  if (initial(field).trim() && !('draftFirst' in field.dataset)) return;
  if (!document.documentElement.dataset.member) return;
  const draft = localStorage.getItem(draftName(key)) ?? '';
  if (draft === field.value || (field.options && field.value)) return;
  if (draft || (isNew && !initial(field))) field.value = draft;
  // A board may be gone by now.
  if (field.options && field.selectedIndex < 0) field.value = '';
  if (draft && isNew) status(field.form, 'restored');
}

function forgetSent() {
  const key = forum.cookie('forum-sent');
  if (!key) return;
  forum.setCookie('forum-sent', '', 0);
  for (const sent of [key, `title-${key}`, `board-${key}`]) {
    localStorage.removeItem(draftName(sent));
    document.querySelectorAll(`[data-draft="${CSS.escape(sent)}"]`).forEach(field => {
      field.value = '';
      status(field.form, '');
    });
  }
  composer.wasSent?.(key);
}

// The same draft in another tab: a field that still shows what was stored follows, one that differs stays as it is.
addEventListener('storage', event => {
  for (const field of document.querySelectorAll('[data-draft]')) {
    if (event.key !== draftName(field.dataset.draft) || field.value !== (event.oldValue ?? initial(field))) continue;
    field.value = event.newValue ?? initial(field);
    status(field.form, '');
    field.dispatchEvent(new Event('composer-set', { bubbles: true }));
  }
});

// Discards the drafts of a form, and puts them back if that was a mistake.
let discarded = [];
document.addEventListener('click', event => {
  const button = event.target.closest('[data-discard]');
  if (!button) return;
  const { form } = button;
  const fields = [...form.querySelectorAll('[data-draft]')];
  const isUndo = discarded.length > 0 && discarded.every(([field]) => fields.includes(field));
  const values = isUndo ? discarded : fields.map(field => [field, initial(field)]);
  discarded = isUndo ? [] : fields.map(field => [field, field.value]);
  for (const [field, value] of values) {
    field.value = value;
    store(field.dataset.draft, worthKeeping(field));
    field.dispatchEvent(new Event('composer-set', { bubbles: true }));
  }
  status(form, isUndo ? 'restored' : 'discarded');
  form.querySelector('[data-composer]').focus({ preventScroll: true });
});

forum.onPage(() => {
  forgetSent();
  document.querySelectorAll('[data-draft]').forEach(restore);
  document.querySelectorAll('[data-composer], [data-characters]').forEach(check);
  document.querySelectorAll('[data-composer]').forEach(grow);
  document.querySelectorAll('.composer-form button[type="submit"]').forEach(button => { button.disabled = false; });
});
document.addEventListener('submit', event => {
  if (!event.target.matches('[data-sign-out]')) return;
  Object.keys(localStorage).filter(name => name.startsWith('forum-draft:') || name === 'forum-searches').forEach(name => localStorage.removeItem(name));
});

// ---- Lengths: of titles and names as people see them, of texts in units, both as the server counts ----
const shapeless = /^[\p{Cc}\p{Cf}\p{Cn}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}\u{13441}\u{13442}\u{16FE4}]*$/u;
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });
const NearTitle = 20, NearText = 2000;

function check(field) {
  if (!field.dataset.characters) return checkText(field);
  const [least, most] = field.dataset.characters.split(' ').map(Number);
  const all = [...characters.segment(field.value.trim().replace(/\s+/g, ' '))];
  const visible = all.filter(({ segment }) => !shapeless.test(segment)).length;
  field.setCustomValidity(all.length > 0 && (visible < least || all.length > most) ? field.dataset.charactersProblem : '');
  sayLeft(field, most - all.length, NearTitle, all.length > 0);
}

function checkText(field) {
  const left = Number(field.dataset.most) - field.value.trimEnd().length;
  field.setCustomValidity(left < 0 ? field.dataset.tooLong : '');
  sayLeft(field, left, NearText, left <= NearText);
}

function sayLeft(field, left, near, isShown) {
  const counter = document.querySelector(`[data-counter="${CSS.escape(field.id)}"]`);
  if (!counter) return;
  const text = (left < 0 ? counter.dataset.over : counter.dataset.left).replace('{0}', Math.abs(left).toLocaleString(document.documentElement.lang));
  counter.hidden = !isShown;
  counter.textContent = text;
  counter.classList.toggle('over', left < 0);
  // Once the typing pauses, and only near the limit.
  const said = document.querySelector(`[data-counter-said="${CSS.escape(field.id)}"]`);
  later(`said-${field.id}`, () => { said.textContent = left <= near && isShown ? text : ''; }, 1000);
}

// ---- Growing with the text, where the style sheet can't do it ----
const growsByItself = CSS.supports('field-sizing', 'content');
function grow(field) {
  if (growsByItself) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}

// ---- Typing ----
for (const type of ['input', 'change', 'composer-set']) {
  document.addEventListener(type, event => {
    const field = event.target;
    if (field.dataset?.draft && type !== 'composer-set') {
      discarded = [];
      save(field);
    }
    if (field.dataset?.characters || composer.fieldOf(field)) check(field);
    if (composer.fieldOf(field)) grow(field);
  });
}
addEventListener('pagehide', () => document.querySelectorAll('[data-draft]').forEach(field => field.value !== initial(field) && save(field)));

document.addEventListener('keydown', event => {
  const field = composer.fieldOf(event.target);
  if (!field || composer.isComposing(event) || event.defaultPrevented) return;
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  field.form.requestSubmit();
});

// ---- Sending: checks the connection and the session first, to show a message instead of an error page ----
async function refusalToSend() {
  const member = document.documentElement.dataset.member ?? '';
  try {
    const answer = await fetch(`/composer/ready?member=${member}`, { cache: 'no-store', signal: AbortSignal.timeout(8000) });
    return answer.ok && !(await answer.json()) ? 'signedOut' : null;
  } catch {
    return 'offline';
  }
}

document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('.composer-form')) return;
  const button = form.querySelector('button[type="submit"]');
  if (form.dataset.reachable) {
    delete form.dataset.reachable;
    button.disabled = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (button.disabled) return;
  form.querySelectorAll('[data-draft]').forEach(save);
  button.disabled = true;
  const refusal = await refusalToSend();
  button.disabled = false;
  if (refusal) return status(form, refusal);
  form.dataset.reachable = '1';
  form.requestSubmit(button);
}, true);
