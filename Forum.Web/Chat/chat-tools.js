// What is done with a message: its menu, and the notice afterwards. And the width of the panel.
const chat = window.forum.chat;

// ---- A menu for all messages: its button opens it, the script says what is in it ----
const menu = () => document.querySelector('[data-chat-menu]');
const entries = () => [...menu().querySelectorAll('[role="menuitem"]:not([hidden])')];
const isOwn = message => message.classList.contains('own');
const nameOf = message => message.querySelector('.chat-author').textContent.trim();
let message;

const offered = {
  mention: () => Boolean(chat.field() && message.dataset.author && !isOwn(message)),
  copy: () => Boolean(navigator.clipboard),
  remove: () => isOwn(message) || Boolean(message.closest('.chat[data-moderator]')),
};

// Before the browser opens the menu.
function prepare(button) {
  message = button.closest('.chat-message');
  for (const entry of menu().querySelectorAll('[data-do]')) entry.hidden = !offered[entry.dataset.do]();
  const time = message.querySelector('time');
  menu().querySelector('[data-chat-menu-time]').textContent = time.title || time.textContent;
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const isBelow = bottom + 190 < innerHeight;
  const isRightToLeft = getComputedStyle(button).direction === 'rtl';
  Object.assign(menu().style, {
    top: isBelow ? `${bottom + 4}px` : 'auto',
    bottom: isBelow ? 'auto' : `${innerHeight - top + 4}px`,
    right: isRightToLeft ? 'auto' : `${document.documentElement.clientWidth - right}px`,
    left: isRightToLeft ? `${left}px` : 'auto',
  });
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-chat-more]');
  if (button && menu()) return prepare(button);
  const entry = event.target.closest('[data-chat-menu] [data-do]');
  if (!entry) return;
  menu().hidePopover();
  acts[entry.dataset.do]();
}, true);

document.addEventListener('toggle', event => {
  if (event.target !== menu()) return;
  const isOpen = event.newState === 'open';
  message?.classList.toggle('chat-chosen', isOpen);
  if (isOpen) entries()[0]?.focus();
}, true);

document.addEventListener('keydown', event => {
  if (!event.target.closest?.('[data-chat-menu]')) return;
  const all = entries();
  const at = all.indexOf(event.target);
  const next = { ArrowDown: (at + 1) % all.length, ArrowUp: (at + all.length - 1) % all.length, Home: 0, End: all.length - 1 }[event.key];
  if (next !== undefined) all[next]?.focus();
  if (next !== undefined || event.key === 'Escape') event.preventDefault();
  if (event.key === 'Escape' || event.key === 'Tab') menu().hidePopover();
}, true);

const acts = {
  mention() {
    const field = chat.field();
    const before = field.value.slice(0, field.selectionStart);
    field.focus();
    field.setRangeText(`${/\S$/.test(before) ? ' ' : ''}@${nameOf(message)} `, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  },
  async copy() {
    const { copied, failed } = notice().dataset;
    await navigator.clipboard.writeText(message.querySelector('.chat-text').innerText.trim()).then(() => say(copied), () => say(failed));
  },
  remove() { change(Number(message.dataset.message), false); },
};

async function change(id, isUndone) {
  const { removed, undo, failed } = notice().dataset;
  const refusal = await chat.call('RemoveAsync', id, isUndone).catch(() => failed);
  if (refusal) return say(refusal);
  if (!isUndone) return say(removed, undo, () => change(id, true));
  say('');
  backTo(id);
}

// The button of the message that is back, as soon as it's there.
function backTo(id, checks = 20) {
  const button = document.querySelector(`.chat [data-message="${id}"] [data-chat-more]`);
  if (button) button.focus();
  else if (checks > 0) setTimeout(backTo, 50, id, checks - 1);
}

// ---- The notice above the text field ----
const notice = () => document.querySelector('[data-chat-notice]');
let hiding;

function say(text, label, act) {
  clearTimeout(hiding);
  const box = notice();
  if (!box) return;
  box.replaceChildren(text);
  if (label) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', act);
    box.append(' ', button);
    // The menu's message, which had the focus, is gone.
    button.focus();
  }
  if (text) hiding = setTimeout(hide, label ? 10000 : 4000, box);
}

// Not while somebody is about to use it.
function hide(box) {
  if (box.matches(':hover') || box.querySelector(':focus-visible')) {
    hiding = setTimeout(hide, 1000, box);
    return;
  }
  if (box.contains(document.activeElement)) chat.field()?.focus({ preventScroll: true });
  box.replaceChildren();
}

// ---- The width of the panel, in steps that the style sheet knows ----
const [step, least, most, usual] = [20, 13, 29, 17];
const sizer = () => document.querySelector('[data-chat-sizer]');
const asked = () => Number(document.body.dataset.dock ?? usual);

function wear(width) {
  if (width === usual) delete document.body.dataset.dock;
  else document.body.dataset.dock = width;
  sizer()?.setAttribute('aria-valuenow', width * step);
}

function resize(width) {
  // A narrow window leaves less than the most.
  const room = Math.max(usual, Math.floor(innerWidth * .45 / step));
  wear(Math.min(Math.max(Math.round(width), least), most, room));
}

const keepWidth = () => forum.setCookie('forum-chat-width', asked(), asked() === usual ? 0 : forum.year);

// Guests share their pages, so theirs don't have it.
const worn = () => {
  const width = Number(forum.cookie('forum-chat-width'));
  if (width >= least && width <= most) wear(width);
};
worn();
forum.onPage(worn);

const inSteps = length => length / parseFloat(getComputedStyle(document.documentElement).fontSize) * 16 / step;

document.addEventListener('pointerdown', event => {
  const bar = event.target.closest?.('[data-chat-sizer]');
  if (!bar || event.button !== 0) return;
  const dock = document.getElementById('chat');
  const isRightToLeft = getComputedStyle(dock).direction === 'rtl';
  const drag = moved => {
    // A centered page moves both edges: the second turn finds where they are then.
    for (let turn = 0; turn < 3; turn++) {
      const { left, right } = dock.getBoundingClientRect();
      resize(inSteps(isRightToLeft ? moved.clientX - left : right - moved.clientX));
    }
  };
  const end = () => {
    bar.removeEventListener('pointermove', drag);
    document.body.classList.remove('chat-sizing');
    keepWidth();
  };
  bar.setPointerCapture(event.pointerId);
  document.body.classList.add('chat-sizing');
  bar.addEventListener('pointermove', drag);
  bar.addEventListener('lostpointercapture', end, { once: true });
});

document.addEventListener('dblclick', event => {
  if (!event.target.closest('[data-chat-sizer]')) return;
  wear(usual);
  keepWidth();
});

document.addEventListener('keydown', event => {
  if (!event.target.matches?.('[data-chat-sizer]')) return;
  const wider = getComputedStyle(event.target).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  const narrower = wider === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const width = { [wider]: asked() + 1, [narrower]: asked() - 1, Home: least, End: most }[event.key];
  if (width === undefined) return;
  event.preventDefault();
  resize(width);
  keepWidth();
});
