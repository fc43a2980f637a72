// Single-key shortcuts, for members who haven't turned them off. Ignored while typing, or with another key held down.
const words = document.getElementById('shortcuts');
const posts = () => [...document.querySelectorAll('#posts article.post, #threads > .thread-row')].filter(post => post.checkVisibility());
const go = path => Blazor.navigateTo(path);
let first;

const acts = {
  j: () => step(1),
  k: () => step(-1),
  n: () => document.querySelector('[data-shortcut="n"]')?.click(),
  r: () => press('reply') ?? toReply(),
  q: () => press('quote'),
  o: () => current()?.querySelector('.thread-title a')?.click(),
  '/': () => toSearch() ?? go('/search'),
  '?': () => words?.showModal(),
};
const after = { g: { h: () => go('/'), p: () => go(document.querySelector('.account-link').pathname), f: () => go('/following'), v: () => go('/history'), s: () => go('/settings/account') } };

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest('input, textarea, select, [contenteditable], dialog')) return;
  const act = first ? after[first][event.key] : acts[event.key];
  clearTimeout(wait);
  first = undefined;
  if (act) {
    event.preventDefault();
    act();
  } else if (after[event.key]) {
    first = event.key;
    wait = setTimeout(() => { first = undefined; }, 1500);
  }
});
let wait;

words?.querySelector('button').addEventListener('click', () => words.close());

// The keyboard's current post: the focused one, or the first in view.
function current() {
  return document.activeElement?.closest('#posts article.post, #threads > .thread-row')
    ?? posts().find(post => post.getBoundingClientRect().bottom > 80);
}

function step(by) {
  const all = posts();
  const focused = all.indexOf(document.activeElement?.closest('article.post, .thread-row'));
  const next = focused < 0 ? current() : all[focused + by];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'start' });
}

function press(act) {
  const link = current()?.querySelector(`[data-act="${act}"]`);
  link?.click();
  return link;
}

function toReply() {
  return forum.composer.open?.();
}

// On a phone, there is no field in the header.
function toSearch() {
  const field = [...document.querySelectorAll('input[name="q"]')].find(input => input.checkVisibility());
  field?.focus();
  field?.select();
  return field;
}
