// Shows a card next to a link to a member on hover or keyboard focus. The link itself doesn't change.
const pause = 400;
const cards = new Map();
let box, shownFor, timer;

const memberLink = target => target.closest?.('a[href^="/u/"]:not(.member-card a, .settings-nav a, .account-link)');

document.addEventListener('mouseover', event => {
  if (box?.contains(event.target)) return clearTimeout(timer);
  const link = memberLink(event.target);
  if (link !== shownFor) later(() => link ? show(link) : hide(), link ? pause : 200);
});
document.addEventListener('focusin', event => {
  const link = memberLink(event.target);
  if (link?.matches(':focus-visible')) later(() => show(link), pause);
  else if (!box?.contains(event.target)) hide();
});
document.addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
document.addEventListener('click', event => { if (!box?.contains(event.target)) hide(); });
addEventListener('scroll', hide, { passive: true });
forum.onPage(hide);

function later(run, milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(run, milliseconds);
}

function hide() {
  clearTimeout(timer);
  box?.remove();
  box = shownFor = undefined;
}

async function card(path) {
  if (!cards.has(path)) {
    const answer = await fetch(`${path}/card`, { headers: { accept: 'text/html' } });
    cards.set(path, answer.ok ? await answer.text() : '');
    setTimeout(() => cards.delete(path), 60000);
  }
  return cards.get(path);
}

async function show(link) {
  const path = new URL(link.href).pathname;
  if (path.split('/').length > 3 || path === location.pathname) return;
  shownFor = link;
  let html;
  try {
    html = await card(path);
  } catch {
    return hide(); // Offline: the link still leads to the profile.
  }
  if (shownFor !== link || !link.isConnected || !html) return;
  box?.remove();
  box = document.createElement('div');
  box.className = 'member-card-box card';
  // For a screen reader, the link says all that is needed; the rest of the card is on the page it leads to.
  box.setAttribute('aria-hidden', 'true');
  box.innerHTML = html;
  for (const inner of box.querySelectorAll('a')) inner.tabIndex = -1;
  document.body.append(box);
  place(link.getBoundingClientRect());
}

function place(at) {
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + height + 8 < innerHeight;
  box.style.insetBlockStart = `${below ? at.bottom + 6 : Math.max(4, at.top - height - 6)}px`;
  box.style.insetInlineStart = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
}
