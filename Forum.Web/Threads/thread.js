// A member's thread page: what arrived below, links to copy, menus, the button that leads to the reply form.
const { forum } = window;
const isMine = post => post.dataset.author === document.documentElement.dataset.member;

// ---- New replies below what is read ----
let below = [];
const chip = () => document.getElementById('new-replies');

// Nobody misses the first one, so the others are below it.
const watcher = new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) forget(); });

function forget() {
  watcher.disconnect();
  below = [];
  if (chip()) chip().hidden = true;
}

document.addEventListener('forum-posts', ({ detail: arrived }) => {
  const button = chip();
  const unseen = arrived.filter(post => post.matches('article') && !isMine(post) && post.getBoundingClientRect().top > innerHeight);
  if (!button || !unseen.length) return;
  below.push(...unseen);
  watcher.observe(below[0]);
  button.textContent = below.length === 1 ? button.dataset.one : button.dataset.many.replace('{0}', below.length.toLocaleString(document.documentElement.lang));
  button.hidden = false;
});

document.addEventListener('click', event => {
  if (event.target.id !== 'new-replies') return;
  // Replaced, if it was edited in the meantime.
  const first = document.getElementById(below[0]?.id);
  forget();
  first?.scrollIntoView();
  if (!first) return;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
});

// ---- Copying a link ----
let saying;
document.addEventListener('click', async event => {
  const link = event.target.closest('#posts [data-act="link"]');
  if (!link || event.ctrlKey || event.metaKey || !navigator.clipboard) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return Blazor.navigateTo(link.href);
  }
  const said = document.getElementById('thread-said');
  const label = link.firstElementChild;
  label.dataset.said = said.textContent = said.dataset.copied;
  clearTimeout(saying);
  saying = setTimeout(() => { said.textContent = ''; delete label.dataset.said; }, 2000);
}, true);

// ---- Menus close like menus ----
const closeMenus = except => document.querySelectorAll('.post-more[open]').forEach(menu => { if (menu !== except) menu.open = false; });
document.addEventListener('click', event => closeMenus(event.target.closest('.post-more')));
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && event.target.closest?.('.post-more[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// ---- The way to the reply form, out of the way while it's open ----
const formWatcher = new IntersectionObserver(entries => {
  document.querySelector('.reply-jump')?.classList.toggle('reply-is-here', entries.at(-1).isIntersecting);
});

forum.onPage(() => {
  forget();
  formWatcher.disconnect();
  const form = document.getElementById('reply');
  if (form) formWatcher.observe(form);
});
