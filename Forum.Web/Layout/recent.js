// Searches that were made in this browser, below the field. They stay here: nothing is sent, and signing out clears them.
const stored = 'forum-searches';
const MaxKept = 6, MaxLength = 100;
const find = element => element?.closest?.('[data-recent]');

function kept() {
  try {
    const words = JSON.parse(localStorage.getItem(stored) ?? '[]');
    return Array.isArray(words) ? words.filter(word => typeof word === 'string').slice(0, MaxKept) : [];
  } catch {
    return []; // Storage is blocked, or something else is in it.
  }
}

function keep(words) {
  try {
    words.length > 0 ? localStorage.setItem(stored, JSON.stringify(words)) : localStorage.removeItem(stored);
  } catch {
    // Storage is blocked or full: then nothing is remembered.
  }
}

function part(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const close = form => form?.querySelector('.recent-searches')?.remove();

function show(form) {
  close(form);
  const words = kept();
  if (words.length === 0 || form.elements.q.value) return;
  const clear = part('button', { type: 'button', textContent: form.dataset.recentClear });
  clear.addEventListener('click', () => {
    keep([]);
    form.elements.q.focus();
    close(form);
  });
  const links = words.map(word => {
    const link = part('a', { href: `/search?q=${encodeURIComponent(word)}`, textContent: word });
    link.addEventListener('click', () => { remember(word); close(form); });
    return part('li', {}, link);
  });
  const list = part('ul', { role: 'list' }, ...links);
  list.setAttribute('aria-label', form.dataset.recentTitle);
  const place = form.querySelector('[data-recent-place]') ?? form;
  place.append(part('div', { className: 'recent-searches' }, part('p', {}, part('span', { textContent: form.dataset.recentTitle }), clear), list));
}

function remember(typed) {
  const word = typed.trim();
  if (word && word.length <= MaxLength) keep([word, ...kept().filter(other => other.toLowerCase() !== word.toLowerCase())].slice(0, MaxKept));
}

document.addEventListener('submit', event => {
  const form = find(event.target);
  if (!form) return;
  remember(form.elements.q.value);
  close(form);
});
document.addEventListener('focusin', event => {
  document.querySelectorAll('[data-recent]').forEach(form => { if (!form.contains(event.target)) close(form); });
  if (event.target.name === 'q' && find(event.target) && !find(event.target).querySelector('.recent-searches')) show(find(event.target));
});
document.addEventListener('pointerdown', event => {
  document.querySelectorAll('[data-recent]').forEach(form => { if (!form.contains(event.target)) close(form); });
});
document.addEventListener('input', event => { if (event.target.name === 'q' && find(event.target)) show(find(event.target)); });
document.addEventListener('keydown', event => {
  const form = find(event.target);
  const box = form?.querySelector('.recent-searches');
  if (!box) return;
  const stops = [form.elements.q, ...box.querySelectorAll('a')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') {
    form.elements.q.focus();
    close(form);
  } else if (step && stops.includes(event.target)) {
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(event.target) + step))].focus();
  } else {
    return;
  }
  event.preventDefault();
});

if (find(document.activeElement)) show(find(document.activeElement));
