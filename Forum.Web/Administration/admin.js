// The administration: the search in its side navigation, the question before unsaved changes are left, and what pages need
// from the browser.
const side = () => document.getElementById('admin-side');
const field = () => side()?.querySelector('.admin-find input');

// ---- The side navigation ----
function closeSide() {
  if (side()?.matches(':popover-open')) side().hidePopover();
}

function startSide() {
  const search = side()?.querySelector('.admin-find');
  if (!search) return;
  search.hidden = false;
  side().querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}

// Accents don't matter, and neither does the order of the words.
const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
const wordsOf = text => plain(text).split(/\s+/).filter(Boolean);
const hasAll = (words, text) => words.every(word => plain(text).includes(word));

function find(text) {
  const words = wordsOf(text);
  const has = (element, more = '') => hasAll(words, `${element.textContent} ${more}`);
  let found = 0;
  for (const group of side().querySelectorAll('.admin-side-group')) {
    let inGroup = 0;
    for (const page of group.querySelectorAll(':scope > ul > li')) {
      const link = page.querySelector('a');
      const settings = page.querySelectorAll('.admin-side-settings li');
      let inPage = 0;
      for (const setting of settings) {
        setting.hidden = words.length === 0 || !has(setting);
        inPage += setting.hidden ? 0 : 1;
      }
      if (settings.length > 0) settings[0].parentElement.hidden = inPage === 0;
      page.hidden = inPage === 0 && !has(link, group.firstElementChild.textContent);
      inGroup += page.hidden ? 0 : 1;
    }
    group.hidden = inGroup === 0;
    found += inGroup;
  }
  const none = side().querySelector('.admin-side-none');
  none.textContent = found ? '' : none.dataset.none;
}

function clearSearch() {
  if (!field()) return;
  field().value = '';
  find('');
}

function openSearch() {
  const input = field();
  if (!input) return false;
  if (!input.checkVisibility()) side().showPopover();
  input.focus();
  input.select();
  return true;
}

const links = () => [...side().querySelectorAll('a')].filter(link => link.checkVisibility());

// From the search field and among its results: arrows move, Enter opens the first, Escape clears.
function steer(event) {
  const at = links().indexOf(document.activeElement);
  if (event.key === 'ArrowDown') (links()[at + 1] ?? links()[0])?.focus();
  else if (event.key === 'ArrowUp') at > 0 ? links()[at - 1].focus() : field()?.focus();
  else if (event.key === 'Enter' && at < 0) firstMatch()?.click();
  else if (event.key === 'Escape' && field()?.value) clearSearch();
  else return;
  event.preventDefault();
}

// A setting that was searched for comes before the page it's on, unless the page has that name itself.
function firstMatch() {
  const words = wordsOf(field().value);
  return words.length > 0 ? links().find(link => hasAll(words, link.textContent)) ?? links()[0] : undefined;
}

document.addEventListener('input', event => {
  if (event.target === field()) find(event.target.value);
});

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing) return;
  const inside = event.target.closest?.('#admin-side');
  if (inside) steer(event);
  if (event.defaultPrevented || document.querySelector('dialog[open], .mud-dialog')) return;
  const types = event.target.closest?.('input, textarea, select, [contenteditable]');
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if ((isCommand && event.key === 'k') || (event.key === '/' && !types && !event.ctrlKey && !event.metaKey && !event.altKey)) {
    if (openSearch()) event.preventDefault();
  } else if (isCommand && event.key === 's' && unsaved()) {
    event.preventDefault();
    unsaved().querySelector('[type="submit"]')?.click();
  } else if (!types && event.key.length === 1 && mustAsk()) {
    // The forum's own shortcuts would leave the page without asking.
    event.stopImmediatePropagation();
  }
});

document.addEventListener('click', event => {
  if (!event.target.closest?.('#admin-side a')) return;
  closeSide();
  clearSearch();
});

// A setting that was searched for gets the focus once its field works.
function showSetting(checks = 40) {
  const setting = document.getElementById(location.hash.slice(1));
  if (!setting?.matches('.admin-setting input, .admin-setting textarea, .admin-setting select')) return;
  if (setting.matches(':disabled') && checks > 0) return void setTimeout(showSetting, 100, checks - 1);
  setting.scrollIntoView({ block: 'center' });
  setting.focus({ preventScroll: true });
}
addEventListener('hashchange', () => showSetting());

// ---- Unsaved changes ----
const unsaved = () => document.querySelector('[data-unsaved]');
let isLeaving = false;

function askToLeave(leave) {
  const dialog = document.getElementById('admin-leave');
  dialog.onclick = event => {
    const answer = event.target.closest('button')?.value;
    if (!answer) return;
    dialog.close();
    if (answer !== 'leave') return;
    isLeaving = true;
    leave();
  };
  dialog.showModal();
}

const mustAsk = () => !isLeaving && unsaved();

// Before the framework hears of the click: it would fetch the other page without asking.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  if (!link || !mustAsk() || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute('download') || link.hasAttribute('data-theme-switch')) return;
  if (link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  closeSide();
  askToLeave(() => link.click());
}, true);

// Back and forward, where the browser lets a page ask.
globalThis.navigation?.addEventListener('navigate', event => {
  if (event.navigationType !== 'traverse' || !event.cancelable || !mustAsk()) return;
  event.preventDefault();
  askToLeave(() => navigation.traverseTo(event.destination.key));
});

addEventListener('beforeunload', event => {
  if (mustAsk()) event.preventDefault();
});

// ---- What pages call ----
globalThis.forumAdministration = {
  download(name, text) {
    // With the byte order mark, by which spreadsheets recognize UTF-8.
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  },
  // Without HTTPS or permission, browsers have no clipboard; the text is on the page then.
  copy: text => navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => false) : false,
};

function start() {
  isLeaving = false;
  startSide();
  showSetting();
}
// Also for each page that the framework merges into this one. All modules have run by then.
document.addEventListener('DOMContentLoaded', () => forum.onPage(start));
