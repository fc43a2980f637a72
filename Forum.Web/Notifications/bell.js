// Updates the count next to the bell while the page is open.
const bell = (window.forum.bell = {});
const sayEvery = 30000;
let saidAt = -Infinity;

bell.show = (count, shown, text) => {
  const link = document.querySelector('[data-bell]');
  if (!link) return;
  const number = link.querySelector('[data-bell-count]');
  const before = number.hidden ? 0 : Number(link.dataset.bell || parseInt(number.textContent, 10));
  link.dataset.bell = count;
  number.textContent = shown;
  number.hidden = count === 0;
  link.querySelector('[data-bell-text]').textContent = text;
  if (count > before) say(text);
};

// Politely, and not on every change: screen readers announce it once in a while.
function say(text) {
  const now = performance.now();
  if (now - saidAt < sayEvery) return;
  saidAt = now;
  const status = document.querySelector('[data-bell-said]');
  if (status) status.textContent = text;
}
