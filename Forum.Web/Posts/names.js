// Completes what is typed in a composer: @ and the first letters of a member's name, : and those of an emoji.
const { composer } = window.forum;
const MaxShown = 8;

// Without a response there are no suggestions; the name can still be typed.
const namesOf = prefix => fetch(`/members/names?begin=${encodeURIComponent(prefix)}`)
  .then(answer => (answer.ok ? answer.json() : []), () => []);

const emojiOf = prefix => import('./emoji.js').then(
  ({ find }) => find(prefix.replaceAll('_', ' ')).slice(0, MaxShown).map(({ sign, name }) => ({ text: `${sign} ${name}`, value: sign })),
  () => []);

const kinds = [
  {
    label: 'names',
    pattern: /(?:^|[^\p{L}\p{N}@+\/]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}])@([\p{L}\p{M}\p{N}._-]{1,30})$/u,
    find: prefix => namesOf(prefix).then(found => found.map(name => ({ text: name, value: `${name} ` }))),
    before: 0,
  },
  { label: 'emoji', pattern: /(?:^|[^\p{L}\p{N}:\/]):([\p{L}\p{N}_+-]{2,30})$/u, find: emojiOf, before: 1 },
];

// What stands before the cursor.
function typed(field) {
  const text = field.value.slice(Math.max(0, field.selectionStart - 40), field.selectionStart);
  for (const kind of kinds) {
    const prefix = kind.pattern.exec(text)?.[1];
    if (prefix) return { kind, prefix };
  }
}

const names = {
  box: null,
  handles(event) {
    if (!this.box || composer.isComposing(event)) return false;
    const options = [...this.box.children];
    const at = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    const choose = to => options.forEach((option, index) => {
      option.setAttribute('aria-selected', index === to);
      if (index === to) option.scrollIntoView({ block: 'nearest' });
    });
    switch (event.key) {
      case 'ArrowDown': choose((at + 1) % options.length); break;
      case 'ArrowUp': choose((at + options.length - 1) % options.length); break;
      case 'Enter':
      case 'Tab': take(options[at].dataset.value); break;
      case 'Escape': this.close(); break;
      default: return false;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.field?.setAttribute('aria-activedescendant', this.box?.querySelector('[aria-selected="true"]')?.id ?? '');
    return true;
  },
  close() {
    this.box?.remove();
    this.box = null;
    ['aria-controls', 'aria-activedescendant', 'aria-haspopup', 'aria-autocomplete'].forEach(name => this.field?.removeAttribute(name));
  },
};

async function suggest(field) {
  const wanted = typed(field);
  const found = wanted ? await wanted.kind.find(wanted.prefix) : [];
  names.close();
  if (!found.length || document.activeElement !== field || typed(field)?.prefix !== wanted.prefix) return;
  names.field = field;
  names.box = document.createElement('ul');
  names.box.className = 'names card';
  names.box.id = 'names';
  names.box.setAttribute('role', 'listbox');
  names.box.setAttribute('aria-label', field.dataset[wanted.kind.label]);
  found.forEach(({ text, value }, index) => {
    const option = document.createElement('li');
    option.id = `name-${index}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', index === 0);
    option.textContent = text;
    option.dataset.value = value;
    option.addEventListener('mousedown', event => { event.preventDefault(); take(value); });
    names.box.append(option);
  });
  show(names.box, field);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-haspopup', 'listbox');
  field.setAttribute('aria-controls', 'names');
  field.setAttribute('aria-activedescendant', 'name-0');
}

// In the top layer, at the cursor: below it, or above where there is no room.
function show(box, field) {
  box.popover = 'manual';
  field.after(box);
  box.showPopover();
  const at = cursor(field);
  const { width, height } = box.getBoundingClientRect();
  const bottom = visualViewport.offsetTop + visualViewport.height;
  box.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`;
  box.style.top = `${at.bottom + height + 8 > bottom ? Math.max(8, at.top - height - 4) : at.bottom + 4}px`;
}

// Where the cursor is: a copy of the text, laid out the same way, says so.
const copied = ['boxSizing', 'width', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'borderTopWidth', 'borderRightWidth', 'borderLeftWidth',
  'borderStyle', 'fontFamily', 'fontSize', 'fontWeight', 'letterSpacing', 'lineHeight', 'tabSize', 'direction', 'textAlign'];
function cursor(field) {
  const copy = document.createElement('div');
  const mark = document.createElement('span');
  const style = getComputedStyle(field);
  copied.forEach(name => { copy.style[name] = style[name]; });
  Object.assign(copy.style, { position: 'fixed', visibility: 'hidden', top: '0', left: '0', whiteSpace: 'pre-wrap', overflowWrap: 'break-word' });
  copy.textContent = field.value.slice(0, field.selectionStart);
  mark.textContent = '\u200b';
  copy.append(mark);
  document.body.append(copy);
  const place = field.getBoundingClientRect();
  const { left, top, height } = mark.getBoundingClientRect();
  copy.remove();
  const y = Math.min(Math.max(place.top + top - field.scrollTop, place.top), place.bottom - height);
  return { left: place.left + left, top: y, bottom: y + height };
}

function take(value) {
  const { field } = names;
  const { kind, prefix } = typed(field) ?? { kind: kinds[0], prefix: '' };
  const end = field.selectionStart;
  names.close();
  composer.put(field, value, end - prefix.length - kind.before, end);
}

for (const type of ['input', 'compositionend']) {
  document.addEventListener(type, event => {
    const field = composer.fieldOf(event.target);
    if (field && !event.isComposing) composer.later('names', () => suggest(field), 120);
  });
}
// Before the other keys of the composer.
document.addEventListener('keydown', event => { if (composer.fieldOf(event.target)) names.handles(event); }, true);
document.addEventListener('focusout', event => { if (event.target === names.field) names.close(); });
addEventListener('scroll', event => { if (names.box && event.target !== names.box) names.close(); }, { capture: true, passive: true });
