// The reply form sticks to the bottom of the window while it's in use, so that its member can read, scroll and quote. Closed, it's
// at the end of the page. Also: quoting and replying from a post.
const { composer } = window.forum;
const section = () => document.querySelector('.reply:has(.reply-box)');
const fieldIn = place => place?.querySelector('[data-composer]');

// The state outlives the pages that the client script merges into this one.
let dock = { key: null, state: '' };
let opener = null;

function show() {
  const place = section();
  if (!place) return;
  const state = dock.key === fieldIn(place).dataset.draft ? dock.state : '';
  state ? place.setAttribute('data-dock', state) : place.removeAttribute('data-dock');
  place.querySelector('[data-dock-to="small"]').setAttribute('aria-expanded', state !== 'small');
  place.querySelector('[data-dock-to="large"]').setAttribute('aria-pressed', state === 'large');
  fit();
}

function set(state) {
  dock = { key: fieldIn(section()).dataset.draft, state };
  show();
}

composer.open = open;
function open(from) {
  const place = section();
  if (!place) return null;
  if (from) opener = from;
  if (!isDocked() || dock.state === 'small') set('open');
  const field = fieldIn(place);
  // In a low window, it stays at the end of the page.
  if (getComputedStyle(place).position === 'static' && getComputedStyle(place.querySelector('.reply-box')).position === 'static') place.scrollIntoView({ block: 'end' });
  field.focus({ preventScroll: true });
  return field;
}

const isDocked = () => section()?.hasAttribute('data-dock') === true;

function close(to) {
  set(to);
  // Where the member came from, if it's still there.
  if (to === '' && opener?.isConnected) opener.focus({ preventScroll: true });
  else if (to === 'small') section().querySelector('[data-dock-to="small"]').focus({ preventScroll: true });
  else fieldIn(section()).blur();
  opener = null;
}

composer.wasSent = key => { if (dock.key === key) dock = { key: null, state: '' }; };
forum.onPage(show);

document.addEventListener('focusin', event => {
  if (composer.fieldOf(event.target)?.closest('.reply-box') && !isDocked()) set('open');
});

document.addEventListener('click', event => {
  const button = event.target.closest('[data-dock-to]');
  if (button) {
    const to = button.dataset.dockTo;
    if (to === '') return close('');
    if (dock.state === to) return open();
    return to === 'small' ? close('small') : (set(to), fieldIn(section()).focus({ preventScroll: true }));
  }
  if (dock.state === 'small' && event.target.closest('.reply-head')) open();
});

// Links to the form, such as one at the head of the page, open it.
document.addEventListener('click', event => {
  const link = event.target.closest('a[href$="#reply"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !section() || new URL(link.href).pathname !== location.pathname) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  open(link);
}, true);

document.addEventListener('keydown', event => {
  const field = composer.fieldOf(event.target);
  if (event.key !== 'Escape' || event.defaultPrevented || composer.isComposing(event) || !field?.closest('.reply-box') || !isDocked()) return;
  event.preventDefault();
  if (dock.state === 'large') set('open');
  else close(field.value.trim() ? 'small' : '');
});

// ---- A phone's keyboard covers the window without making it smaller ----
function fit() {
  const place = section();
  if (!place || !window.visualViewport) return;
  const covered = Math.max(0, document.documentElement.clientHeight - visualViewport.offsetTop - visualViewport.height);
  place.style.setProperty('--covered', `${Math.round(covered)}px`);
  place.style.setProperty('--seen', `${Math.round(visualViewport.height)}px`);
}
for (const type of ['resize', 'scroll']) window.visualViewport?.addEventListener(type, () => { if (isDocked()) fit(); });

// ---- Quoting and replying ----
document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-act="quote"], a[data-act="reply"]');
  if (!link || !section() || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const post = link.closest('article');
  const author = post.querySelector('.post-author-name')?.textContent;
  const selected = getSelection();
  const isInPost = !selected.isCollapsed && post.querySelector('.prose')?.contains(selected.anchorNode) && post.contains(selected.focusNode);
  const text = isInPost ? selected.toString().trim().split('\n').map(line => `> ${line}`).join('\n') : '';
  const field = open(link);
  if (link.dataset.act === 'reply') return composer.block(field, `@${author} `);
  if (text) return composer.block(field, `> **${author}** [↑](/p/${post.dataset.post})\n>\n${text}\n\n`);
  try {
    const answer = await fetch(`/p/${post.dataset.post}/quotation`);
    if (answer.ok) composer.block(field, await answer.text());
  } catch {
    composer.status(field.form, 'offline');
  }
}, true);
