// The preview of a composer's text, from the forum's renderer: beside the text where there is room, otherwise in its place.
const { composer } = window.forum;
const MinPause = 400, MinInterval = 1200; // Well within the limit of previews per minute.
const stored = 'forum-preview';
const isWide = matchMedia('(min-width: 56.25rem)');
let isOff = false;
try {
  isOff = localStorage.getItem(stored) === 'off';
} catch {
  // A private window: then each page begins with the preview.
}
const regionOf = field => field.closest('.composer').querySelector('.preview');

// ---- In the order of the requests: an answer that a later one has overtaken is dropped ----
const state = new WeakMap();
let asked = 0;
let lastAsked = 0;

async function preview(field) {
  const region = regionOf(field);
  if (!field.isConnected || !region.checkVisibility()) return;
  const text = field.value.slice(0, field.dataset.most);
  const known = state.get(region) ?? { text: '', empty: region.innerHTML };
  if (known.text === text) return;
  const question = ++asked;
  state.set(region, { ...known, text });
  if (!text.trim()) {
    region.innerHTML = known.empty;
    return;
  }
  lastAsked = Date.now();
  let answer = null;
  try {
    const body = new URLSearchParams({ text, __RequestVerificationToken: field.form.elements.__RequestVerificationToken.value });
    const response = await fetch('/preview', { method: 'POST', body });
    if (response.ok) answer = await response.text();
  } catch {
    // Without a connection there is no preview, which the region says.
  }
  if (question !== asked) return;
  if (answer !== null) {
    region.innerHTML = answer;
    follow(field);
    return;
  }
  region.textContent = region.dataset.failed;
  state.set(region, { ...known, text: null }); // The next change asks again.
}

const soon = field => composer.later('preview', () => preview(field), Math.max(MinPause, lastAsked + MinInterval - Date.now()));

// The preview shows the part of the text that is being read.
function follow(field) {
  const region = regionOf(field);
  const room = field.scrollHeight - field.clientHeight;
  region.scrollTop = room <= 0 ? 0 : (field.scrollTop / room) * (region.scrollHeight - region.clientHeight);
}

for (const type of ['input', 'composer-set'])
  document.addEventListener(type, event => { if (composer.fieldOf(event.target)) soon(event.target); });
document.addEventListener('scroll', event => {
  if (isWide.matches && event.target.matches?.('[data-composer]')) follow(event.target);
}, { capture: true, passive: true });

// ---- Beside the text or not; instead of the text or not ----
function split(box) {
  box.dataset.split = isOff ? 'off' : 'on';
  box.querySelector('[data-split]').setAttribute('aria-pressed', !isOff);
}

function view(box, which) {
  box.dataset.view = which;
  box.querySelectorAll('[data-view]').forEach(button => button.setAttribute('aria-pressed', button.dataset.view === which));
}

document.addEventListener('click', event => {
  const button = event.target.closest('button[data-split], button[data-view]');
  const box = button?.closest('.composer');
  if (!box) return;
  if (button.dataset.view) {
    view(box, button.dataset.view);
  } else {
    isOff = !isOff;
    try {
      localStorage.setItem(stored, isOff ? 'off' : 'on');
    } catch {
      // As above.
    }
    document.querySelectorAll('.composer').forEach(split);
  }
  const field = composer.fieldUnder(button);
  preview(field);
  if (button.dataset.view === 'write') field.focus({ preventScroll: true });
});

forum.onPage(() => document.querySelectorAll('.composer').forEach(box => {
  split(box);
  view(box, box.dataset.view ?? 'write');
  soon(box.querySelector('[data-composer]'));
}));
isWide.addEventListener('change', () => document.querySelectorAll('[data-composer]').forEach(soon));
