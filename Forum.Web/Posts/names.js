// Completes members' names in a composer's text field: @ and the first letters open a list.
const { composer } = window.forum;
const names = (composer.names = {
  suggest,
  box: null,
  handles(event) {
    if (!this.box) return false;
    const options = [...this.box.children];
    const at = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    const choose = to => options.forEach((option, index) => option.setAttribute('aria-selected', index === to));
    switch (event.key) {
      case 'ArrowDown': choose((at + 1) % options.length); break;
      case 'ArrowUp': choose((at + options.length - 1) % options.length); break;
      case 'Enter':
      case 'Tab': take(options[at].textContent); break;
      case 'Escape': this.close(); break;
      default: return false;
    }
    event.preventDefault();
    this.field?.setAttribute('aria-activedescendant', this.box?.querySelector('[aria-selected="true"]')?.id ?? '');
    return true;
  },
  close() {
    this.box?.remove();
    this.box = null;
    ['aria-controls', 'aria-activedescendant', 'aria-haspopup', 'aria-autocomplete'].forEach(name => this.field?.removeAttribute(name));
  },
});

const typedName = field => /(?:^|[^\p{L}\p{N}@+\/]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}])@([\p{L}\p{M}\p{N}._-]{1,30})$/u.exec(field.value.slice(0, field.selectionStart))?.[1];

// Without a response there are no suggestions; the name can still be typed.
const namesOf = prefix => fetch(`/members/names?begin=${encodeURIComponent(prefix)}`)
  .then(answer => (answer.ok ? answer.json() : []), () => []);

async function suggest(field) {
  const prefix = typedName(field);
  const found = prefix ? await namesOf(prefix) : [];
  names.close();
  if (!found.length || typedName(field) !== prefix) return;
  names.field = field;
  names.box = document.createElement('ul');
  names.box.className = 'names card';
  names.box.id = 'names';
  names.box.setAttribute('role', 'listbox');
  names.box.setAttribute('aria-label', field.dataset.names);
  found.forEach((name, index) => {
    const option = document.createElement('li');
    option.id = `name-${index}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', index === 0);
    option.textContent = name;
    option.addEventListener('mousedown', event => { event.preventDefault(); take(name); });
    names.box.append(option);
  });
  field.after(names.box);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-haspopup', 'listbox');
  field.setAttribute('aria-controls', 'names');
  field.setAttribute('aria-activedescendant', 'name-0');
}

function take(name) {
  const { field } = names;
  const end = field.selectionStart;
  const start = end - (typedName(field)?.length ?? 0);
  names.close();
  composer.put(field, `${name} `, start, end);
}
document.addEventListener('focusout', event => { if (event.target === names.field) names.close(); });
