// The chat panel in the page: opening and closing, messages that are sent but not stored yet, and the scroll position. The
// panel's circuit renders the messages themselves. What is done with a message is in chat-tools.js.
const chat = (window.forum.chat = {});
const isNarrow = () => matchMedia('(max-width: 1099px)').matches;
const keep = (name, value) => { try { value ? sessionStorage.setItem(name, value) : sessionStorage.removeItem(name); } catch { /* private window */ } };
const kept = name => { try { return sessionStorage.getItem(name); } catch { return null; } };
let panel, island, me, atEnd = true, end = 0, loading = 0, newest = 0, oldest, told, place, hadFocus = false, stopListening;

// ---- Opening and closing ----
const isPage = () => Boolean(document.querySelector('.chat-full'));
const isShown = () => isPage() || (isNarrow() ? document.body.dataset.chatSheet === 'open' : document.body.dataset.chat === 'open');

function show(open) {
  if (isPage()) return;
  if (isNarrow()) open ? (document.body.dataset.chatSheet = 'open') : delete document.body.dataset.chatSheet;
  else {
    document.body.dataset.chat = open ? 'open' : 'closed';
    forum.setCookie('forum-chat', open ? 'open' : 'closed', forum.year);
  }
  document.querySelector('.chat-opener')?.setAttribute('aria-expanded', open);
  if (open) {
    toEnd();
    panel?.querySelector('textarea')?.focus();
  } else {
    document.querySelector('.chat-opener')?.focus();
  }
  look();
}

document.addEventListener('click', event => {
  if (!event.target.closest('[data-chat-toggle]') || !document.querySelector('.chat')) return;
  event.preventDefault();
  show(!isShown());
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !event.defaultPrevented && isNarrow() && isShown()) show(false);
});

// ---- The panel is live ----
chat.connect = (root, dotnet) => {
  panel = root;
  island = dotnet;
  [told, end, loading] = [undefined, 0, 0];
  me = root.closest('[data-me]')?.dataset.me;
  root.addEventListener('submit', onSubmit);
  root.addEventListener('keydown', onKey);
  root.addEventListener('input', onInput);
  root.addEventListener('click', onClick);
  root.addEventListener('change', event => { if (event.target === rooms()) [atEnd, newest] = [true, 0]; });
  root.addEventListener('toggle', () => setTimeout(() => atEnd && toEnd()), true);
  scroller().addEventListener('scroll', onScroll, { passive: true });
  new ResizeObserver(() => atEnd && toEnd()).observe(scroller());
  new MutationObserver(drawn).observe(root, { childList: true, subtree: true, attributeFilter: ['data-unread', 'data-message'] });
  stopListening?.();
  stopListening = forum.whenConnectionIsBack(() => {
    island.invokeMethodAsync('ConnectionIsBackAsync').catch(() => {});
    pending.forEach(send);
    told = undefined;
    look();
  });
  // After a pause, unsent messages were in the old panel: show them in this one.
  for (const entry of pending.values()) {
    draw(entry);
    send(entry);
  }
  setTimeout(look);
  if (kept('forum-chat-sheet')) {
    keep('forum-chat-sheet', '');
    show(true);
  }
  // The days between messages are those of their times.
  return `${document.documentElement.dataset.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone} ${askedRoom() ?? ''}`;
};
chat.call = (method, ...values) => island.invokeMethodAsync(method, ...values);
chat.field = () => panel && field();

// While the page is paused, nothing answers. The read position stays in the page for the next panel.
const nobody = { invokeMethodAsync: () => Promise.reject(new Error('The page is paused.')) };
forum.beforePause(() => {
  if (!panel) return;
  const top = scroller().getBoundingClientRect().top;
  const first = atEnd ? null : [...panel.querySelectorAll('.chat-message')].find(message => message.getBoundingClientRect().bottom > top);
  place = first && { id: first.dataset.message, at: first.getBoundingClientRect().top - top };
  hadFocus = Boolean(field()) && document.activeElement === field();
  island = nobody;
});

function comeBack(list) {
  const first = place && panel.querySelector(`[data-message="${place.id}"]`);
  if (first) {
    list.scrollTop += first.getBoundingClientRect().top - list.getBoundingClientRect().top - place.at;
    place = null;
  }
  if (hadFocus && field()) {
    hadFocus = false;
    if (document.activeElement === document.body) field().focus({ preventScroll: true });
  }
}

const scroller = () => panel.querySelector('[data-chat-scroll]');
const field = () => panel.querySelector('.chat-form textarea');
// What is typed in one room isn't sent to another.
const draft = () => `forum-chat-text-${panel.querySelector('[data-chat-form]')?.dataset.room}`;
const toEnd = () => {
  // Not while the menu of a message is open: it would no longer be where the message is.
  if (!panel || panel.querySelector('[data-chat-menu]:popover-open')) return;
  scroller().scrollTop = scroller().scrollHeight;
  end = scroller().scrollTop;
};

// Called after each render. Adds what only this viewer sees, so that the rendered messages are the same for everyone.
function drawn() {
  const list = scroller();
  const unread = Number(panel.dataset.unread ?? 0);
  // Checked here, because the scroll event comes later.
  if (list.scrollTop < end - 40) atEnd = false;
  for (const message of panel.querySelectorAll('.chat-message:not([data-seen])')) {
    message.dataset.seen = '';
    message.classList.toggle('own', message.dataset.author === me);
    const mentions = [...message.querySelectorAll('.mention')].some(link => link.dataset.member === panel.ownerDocument.documentElement.dataset.memberName);
    message.classList.toggle('mentions-me', mentions && message.dataset.author !== me);
    settle(message.dataset.submission);
  }
  const last = Number([...panel.querySelectorAll('.chat-message')].at(-1)?.dataset.message ?? 0);
  const first = panel.querySelector('.chat-message')?.dataset.message;
  if (loading && first !== oldest) {
    list.scrollTop += list.scrollHeight - loading;
    loading = 0;
  } else if (atEnd) {
    toEnd();
  } else if (last > newest && newest) {
    panel.querySelector('[data-chat-to-end]').hidden = false;
  }
  newest = last || newest;
  document.querySelectorAll('[data-chat-badge]').forEach(badge => {
    badge.textContent = unread > 99 ? '99+' : unread;
    badge.hidden = unread === 0;
  });
  takePage();
  if (field() && !field().value && kept(draft())) field().value = kept(draft());
  bringBack();
  comeBack(list);
}

// ---- The chat's own page: the conversation on it is replaced by the panel, its list of rooms stays ----
const askedRoom = () => isPage() ? new URLSearchParams(location.search).get('room') : null;
const rooms = () => panel?.querySelector('.chat-rooms');
const openRoom = () => rooms()?.value ?? panel?.querySelector('[data-chat-form]')?.dataset.room;

function takePage() {
  panel.querySelector('[data-chat-expand]').href = openRoom() ? `/chat?room=${openRoom()}` : '/chat';
  const plain = document.querySelector('[data-chat-plain]');
  if (!plain || panel.dataset.unread === undefined) return;
  if (!plain.hidden) {
    // What was typed before the panel came.
    const typed = plain.querySelector('textarea');
    const hadIt = typed && document.activeElement === typed;
    if (typed?.value.trim() && field() && !field().value) keep(draft(), field().value = typed.value.trim());
    plain.hidden = true;
    if (hadIt) field()?.focus();
    toEnd();
  }
  drawRooms();
}

function drawRooms() {
  const known = new Map([...rooms()?.options ?? []].map(option => [option.value, option]));
  const links = [...document.querySelectorAll('[data-chat-rooms] [data-room]')];
  for (const link of links) {
    const unread = known.get(link.dataset.room)?.dataset.unread;
    if (known.size) link.dataset.room === openRoom() ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
    let badge = link.querySelector('.chat-badge');
    if (unread && !badge) {
      badge = document.createElement('span');
      badge.className = 'chat-badge';
      link.append(badge);
    }
    if (badge) [badge.textContent, badge.hidden] = [unread ?? '', !unread];
  }
  // A room was added or closed: the page lists it differently. Asked for once, in case the two never agree.
  const ids = [...known.keys()].join();
  if (known.size && ids !== links.map(link => link.dataset.room).join() && drawRooms.asked !== ids) {
    drawRooms.asked = ids;
    forum.live.refresh();
  }
}

function choose(room) {
  if (!rooms() || !room || rooms().value === room) return;
  rooms().value = room;
  if (rooms().value === room) rooms().dispatchEvent(new Event('change', { bubbles: true }));
}

// Before the link's page arrives, which has the address, the title and the room without a script.
document.addEventListener('click', event => {
  const link = event.target.closest('[data-chat-rooms] [data-room]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) choose(link.dataset.room);
});
forum.onPage(() => {
  if (!panel?.isConnected) return;
  choose(askedRoom());
  takePage();
  if (atEnd) toEnd();
});

function onScroll() {
  const list = scroller();
  atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  if (atEnd) panel.querySelector('[data-chat-to-end]').hidden = true;
  look();
  if (list.scrollTop < 60 && list.dataset.more !== undefined && !loading) {
    loading = list.scrollHeight;
    oldest = panel.querySelector('.chat-message')?.dataset.message;
    island.invokeMethodAsync('LoadOlderAsync').catch(() => { loading = 0; });
  }
}

function look() {
  const isLooking = Boolean(panel) && document.visibilityState === 'visible' && isShown() && atEnd;
  if (!island || isLooking === told) return;
  told = isLooking;
  island.invokeMethodAsync('LookingAsync', isLooking).catch(() => { told = undefined; });
}
document.addEventListener('visibilitychange', look);
addEventListener('resize', look);
forum.onPage(() => setTimeout(look));

// ---- Writing ----
const pending = new Map();
const newId = () => crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g,
  digit => (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16));

function onInput(event) {
  if (event.target !== field()) return;
  keep(draft(), event.target.value);
  if (event.target.value) island.invokeMethodAsync('Typing').catch(() => {});
}

function onKey(event) {
  if (event.target !== field() || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

function onSubmit(event) {
  event.preventDefault();
  const text = field().value.trim();
  if (!text) return;
  field().value = '';
  keep(draft(), '');
  field().focus();
  const entry = { id: newId(), room: Number(event.target.dataset.room), text };
  pending.set(entry.id, entry);
  draw(entry);
  atEnd = true;
  toEnd();
  send(entry);
}

// Also after a dropped connection: the forum knows the id and posts nothing twice.
function send(entry) {
  savePending();
  island.invokeMethodAsync('SendAsync', entry.room, entry.id, entry.text)
    .then(refusal => refusal ? fail(entry, refusal) : settle(entry.id))
    .catch(() => { /* sent again when the connection is back */ });
}

function draw(entry) {
  const words = panel.querySelector('[data-chat-form]')?.dataset ?? {};
  entry.line = document.createElement('li');
  const text = document.createElement('span');
  text.textContent = entry.text;
  entry.state = document.createElement('small');
  entry.state.textContent = words.sending;
  entry.line.append(text, entry.state);
  panel.querySelector('[data-chat-pending]').append(entry.line);
}

function fail(entry, refusal) {
  const words = panel.querySelector('[data-chat-form]')?.dataset ?? {};
  entry.line.classList.add('failed');
  entry.state.textContent = `${words.failed} ${refusal} `;
  const again = button(words.retry, () => {
    entry.line.classList.remove('failed');
    entry.state.textContent = words.sending;
    send(entry);
  });
  entry.state.append(again, button(words.drop, () => settle(entry.id)));
  toEnd();
}

function button(label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

function settle(id) {
  const entry = pending.get(id);
  if (!entry) return;
  entry.line.remove();
  pending.delete(id);
  savePending();
}

const savePending = () => keep('forum-chat-pending', pending.size ? JSON.stringify([...pending.values()].map(({ id, room, text }) => ({ id, room, text }))) : '');

// What wasn't stored before the page was reloaded, for example after a restart of the forum.
function bringBack() {
  if (bringBack.done || !panel.querySelector('[data-chat-form]')) return;
  bringBack.done = true;
  for (const entry of JSON.parse(kept('forum-chat-pending') ?? '[]')) {
    if (pending.has(entry.id)) continue;
    pending.set(entry.id, entry);
    draw(entry);
    send(entry);
  }
}

// ---- Buttons in the panel ----
function onClick(event) {
  if (event.target.closest('[data-chat-to-end]')) {
    atEnd = true;
    toEnd();
    return;
  }
  if (event.target.closest('[data-chat-skip]')) field()?.focus();
}
