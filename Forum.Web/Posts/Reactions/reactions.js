// Reacting at the post: a tap on a count or on the thumb is enough, the others are in a picker. The counts come back live with
// the post; which reactions are the member's own is known from the page.
const { forum } = window;
const mine = new Map();
const list = () => document.getElementById('posts');
const picker = () => document.getElementById('reaction-picker');
const postOf = element => element.closest('#posts article.post');
const isOwnPost = post => post.dataset.author === document.documentElement.dataset.member;
// The post of the open picker: by its number, because a change replaces it.
let opened;

// ---- What is one's own ----
function show(post) {
  if (isOwnPost(post)) return;
  const kind = mine.get(post.dataset.post);
  for (const link of post.querySelectorAll('[data-react], [data-act="like"]')) {
    link.setAttribute('role', 'button');
    link.setAttribute('aria-pressed', String((link.dataset.react ?? '1') === kind));
  }
  const more = post.querySelector('[data-act="react"]');
  more?.setAttribute('role', 'button');
  more?.setAttribute('aria-haspopup', 'true');
}

const showAll = () => list()?.querySelectorAll('article.post').forEach(show);
// A post that has changed is a new one.
const changes = new MutationObserver(showAll);
let shown;

forum.onPage(() => {
  const posts = list();
  if (!posts) return;
  mine.clear();
  for (const pair of posts.dataset.reacted?.split(' ') ?? []) mine.set(...pair.split(':'));
  if (shown !== posts) changes.observe(shown = posts, { childList: true });
  showAll();
});

// ---- Reacting ----
async function react(post, kind) {
  const { post: id } = post.dataset;
  const before = mine.get(id);
  const set = now => { now ? mine.set(id, now) : mine.delete(id); show(document.getElementById(post.id) ?? post); };
  set(before === kind ? undefined : kind);
  const body = new URLSearchParams({ kind, __RequestVerificationToken: document.querySelector('[name="__RequestVerificationToken"]').value });
  let isDone = false;
  try {
    // The redirect doesn't matter: the page is already open.
    isDone = (await fetch(`/p/${id}/reaction`, { method: 'POST', body, redirect: 'manual' })).type === 'opaqueredirect';
  } catch {
    // As when it's refused: the page for it says why.
  }
  if (isDone) return;
  set(before);
  Blazor.navigateTo(`/p/${id}/react`);
}

document.addEventListener('click', event => {
  const link = event.target.closest('#posts [data-react], #posts [data-act="like"], #posts [data-act="react"]');
  if (!link || event.ctrlKey || event.metaKey || isOwnPost(postOf(link))) return;
  event.preventDefault();
  event.stopPropagation();
  if (link.dataset.act === 'react') return open(link);
  // As a link, it leads to the page; as a button, it has no other effect than this.
  react(postOf(link), link.dataset.react ?? '1');
}, true);

document.addEventListener('keydown', event => {
  if (event.key !== ' ' || !event.target.matches?.('#posts a[role="button"]')) return;
  event.preventDefault();
  event.target.click();
});

// ---- The picker ----
function open(link) {
  const box = picker();
  const post = postOf(link);
  if (opened === post.id && box.matches(':popover-open')) return box.hidePopover();
  opened = post.id;
  const kind = mine.get(post.dataset.post);
  for (const button of box.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.value === kind));
  const who = box.querySelector('a');
  who.href = link.href;
  who.hidden = !post.querySelector('.post-reactions');
  box.showPopover();
  const at = link.getBoundingClientRect();
  const above = at.top - box.offsetHeight - 6;
  box.style.top = `${above > 60 ? above : at.bottom + 6}px`;
  box.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8))}px`;
  (box.querySelector('[aria-pressed="true"]') ?? box.querySelector('button')).focus();
}

document.addEventListener('click', event => {
  const button = event.target.closest('#reaction-picker button');
  if (!button) return;
  picker().hidePopover();
  // The post will be replaced, and the focus must not be lost with its button.
  const post = document.getElementById(opened);
  if (!post) return;
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  react(post, button.value);
});

// The button that opened it may have been replaced with its post.
document.addEventListener('toggle', event => {
  if (event.target !== picker()) return;
  const link = document.getElementById(opened)?.querySelector('[data-act="react"]');
  link?.setAttribute('aria-expanded', String(event.newState === 'open'));
  if (event.newState === 'closed' && document.activeElement === document.body) link?.focus({ preventScroll: true });
}, true);

addEventListener('scroll', () => { if (picker()?.matches(':popover-open')) picker().hidePopover(); }, { passive: true });
