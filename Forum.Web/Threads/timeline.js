// Moves the timeline's handle with the page, and the page with the handle. Loaded where the timeline is visible.
const { forum } = window;
let bar, now, moving;
// While the handle is held, the page doesn't move it.
let isHeld = false;

const postsHere = () => [...document.querySelectorAll('#posts article.post')];
const numberOf = post => Number(post.id.slice(1));

// The one at the upper edge, which is where a link to a post leads; at the end of the page, the last one.
function current(posts) {
  if (innerHeight + scrollY >= document.documentElement.scrollHeight - 4) return posts.at(-1);
  const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) + 8;
  return posts.findLast(post => post.getBoundingClientRect().top < line) ?? posts[0];
}

function say(number) {
  const last = Number(bar.max);
  const room = bar.clientHeight - now.offsetHeight;
  now.style.transform = `translateY(${Math.round(room * (last > 1 ? (number - 1) / (last - 1) : 0))}px)`;
  now.querySelector('b').textContent = number;
  now.querySelector('small').textContent = document.querySelector(`#p${number} .post-time time`)?.textContent ?? '';
  bar.setAttribute('aria-valuetext', bar.dataset.text.replace('{0}', number).replace('{1}', last));
}

let isWaiting = false;
function follow() {
  if (isWaiting || isHeld || !bar?.isConnected) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    const post = current(postsHere());
    if (!post || isHeld || !bar?.isConnected) return;
    bar.value = numberOf(post);
    say(numberOf(post));
  });
}

function markUnread() {
  const number = Number(bar.dataset.unread);
  bar.parentElement.querySelector('.timeline-mark')?.remove();
  if (number < 2 || number > Number(bar.max)) return;
  const mark = document.createElement('span');
  mark.className = 'timeline-mark';
  mark.style.insetBlockStart = `${Math.round(100 * (number - 1) / (Number(bar.max) - 1))}%`;
  bar.after(mark);
}

function go(number) {
  const post = document.getElementById(`p${number}`)?.closest('#posts > *');
  if (post) {
    post.scrollIntoView();
    return;
  }
  const { address, pageSize } = bar.closest('.timeline').dataset;
  const page = Math.ceil(number / pageSize);
  const url = `${address}${page > 1 ? `?page=${page}` : ''}#p${number}`;
  window.Blazor ? Blazor.navigateTo(url) : location.assign(url);
}

function start() {
  bar = document.querySelector('.timeline input');
  if (!bar) return;
  now = bar.parentElement.querySelector('.timeline-now');
  isHeld = false;
  clearTimeout(moving);
  markUnread();
  follow();
}

document.addEventListener('input', event => {
  if (event.target !== bar) return;
  isHeld = true;
  say(bar.valueAsNumber);
});
// On release, or shortly after the last key: another page must not open on the way through it.
document.addEventListener('change', event => {
  if (event.target !== bar) return;
  clearTimeout(moving);
  const isKey = bar.matches(':focus-visible');
  moving = setTimeout(() => { isHeld = false; go(bar.valueAsNumber); }, isKey ? 400 : 0);
});
// A reply has arrived, perhaps on another page.
document.addEventListener('forum-posts', () => {
  const facts = document.getElementById('thread-facts');
  const last = facts?.dataset.last;
  if (!bar?.isConnected || !(last > Number(bar.max))) return;
  bar.max = last;
  const newest = facts.querySelector('.last-reply')?.cloneNode(true);
  const end = bar.closest('.timeline').querySelectorAll('.timeline-end')[1];
  if (newest) {
    end.href = newest.href;
    end.querySelector('time').replaceWith(...newest.childNodes);
  }
  now.querySelector('i').textContent = last;
  markUnread();
  follow();
});
addEventListener('scroll', follow, { passive: true });
addEventListener('resize', follow);

// Loaded late: the page is here already.
forum.onPage(start);
start();
