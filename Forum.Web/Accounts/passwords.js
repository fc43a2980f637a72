// Shows a typed password on request, and says how strong a new one is.

// ---- Showing it ----
const show = (eye, shows) => {
  eye.parentElement.querySelector('input').type = shows ? 'text' : 'password';
  eye.setAttribute('aria-pressed', shows);
};

document.addEventListener('click', event => {
  const eye = event.target.closest('[data-password-eye]');
  if (eye) show(eye, eye.getAttribute('aria-pressed') !== 'true');
});

// Browsers only offer to save what is in a password's field.
document.addEventListener('submit', event => {
  event.target.querySelectorAll('[data-password-eye]').forEach(eye => show(eye, false));
}, true);

// ---- Strength: a low estimate of the bits, so that nothing the forum refuses looks good ----
const known = ['password', 'passwort', 'passw', 'forum', 'community', 'welcome', 'letmein', 'qwerty', 'qwertz', 'azerty', 'admin', 'login', 'secret', 'changeme', 'iloveyou', 'default'];
const keys = ['1234567890', 'qwertzuiop', 'qwertyuiop', 'asdfghjkl', 'yxcvbnm', 'zxcvbnm', '1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik', '9ol', '0p'];
const enough = [55, 65, 80];
const bitsOf = (sign, before) => /[\s\-_.]/.test(sign) ? 2 : /\p{L}/u.test(sign) ? before < 12 ? 3 : 1.5 : /\d/.test(sign) ? 3 : 5;
const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u];

const isNext = (one, other) => one === other || Math.abs(one.codePointAt(0) - other.codePointAt(0)) === 1
  || keys.some(row => row.includes(one + other) || row.includes(other + one));

// 0 for weak to 3 for strong.
forum.passwordStrength = (password, own = []) => {
  let text = password.normalize('NFC').toLowerCase();
  const period = (text + text).indexOf(text, 1);
  text = text.slice(0, period);
  const words = [...known, ...own.flatMap(name => [name, ...name.split(/[@.\-_+ ]/)]).map(word => word.toLowerCase())].filter(word => word.length >= 3);
  for (const word of words.sort((one, other) => other.length - one.length)) text = text.replaceAll(word, '');
  const signs = [...text];
  if (new Set(signs).size < 5) return 0;
  let bits = 0, letters = 0;
  signs.forEach((sign, at) => {
    bits += at > 0 && isNext(signs[at - 1], sign) ? 1 : bitsOf(sign, letters);
    letters = /\p{L}/u.test(sign) ? letters + 1 : 0;
  });
  if (kinds.every(kind => kind.test(password))) bits *= 1.7;
  return enough.filter(least => bits >= least).length;
};

function say(place) {
  const field = document.getElementById(place.dataset.passwordStrength);
  if (!field) return;
  const form = field.form;
  const missing = place.dataset.least - [...field.value.normalize('NFC')].length;
  const level = missing > 0 ? 0 : forum.passwordStrength(field.value, [form.querySelector('#name')?.value ?? '', form.querySelector('#email')?.value ?? '']);
  const { one, many, weak, fair, good, strong } = place.dataset;
  const text = !field.value ? '' : missing > 0 ? (missing === 1 ? one : many.replace('{0}', missing)) : [weak, fair, good, strong][level];
  place.dataset.level = field.value ? level : '';
  const [shown, spoken] = place.children;
  shown.textContent = text;
  clearTimeout(place.timer);
  // Not with each key.
  place.timer = setTimeout(() => { spoken.textContent = text; }, 1000);
}

document.addEventListener('input', () => document.querySelectorAll('[data-password-strength]').forEach(say));
const offer = () => document.querySelectorAll('[data-password-eye]').forEach(eye => { eye.hidden = false; });
offer();
forum.onPage(offer);
