// Puts the islands' updates into the open page. The HTML is finished and the same for everyone.
const live = (window.forum.live = {});

const parsed = html => {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
};

// Changes the page without moving what the reader is looking at: the first visible element stays in place.
function keepingView(list, change) {
  const inView = [...list.children].find(child => child.id && child.getBoundingClientRect().bottom > 0);
  const before = inView?.getBoundingClientRect().top;
  change();
  const after = inView && document.getElementById(inView.id)?.getBoundingClientRect().top;
  if (after !== undefined && Math.abs(after - before) > 1) scrollBy(0, after - before);
}

const registered = new Set();
live.register = island => { registered.add(island); };
// After a pause, other objects have these ids.
forum.beforePause(() => registered.clear());
forum.whenConnectionIsBack(() => {
  for (const island of registered)
    island.invokeMethodAsync('ConnectionIsBackAsync').catch(() => registered.delete(island));
});

// Replaces a post or row, but keeps what the viewer has in its slots, which the update doesn't know. It no longer applies to a
// post that was removed or restored.
function replace(known, update) {
  const focused = known.contains(document.activeElement) ? document.activeElement : null;
  known.replaceWith(update);
  if (!known.querySelector('.tombstone') === !update.querySelector('.tombstone')) {
    for (const slot of update.querySelectorAll('forum-slot'))
      slot.replaceWith(known.querySelector(`forum-slot[name="${slot.getAttribute('name')}"]`) ?? slot);
  }
  if (!focused) return;
  // The focused element may have disappeared with the old post: move the focus to the new one.
  if (!focused.isConnected) update.tabIndex = -1;
  (focused.isConnected ? focused : update).focus({ preventScroll: true });
}

live.showPosts = (posts, facts) => {
  const list = document.getElementById('posts');
  if (!list) return;
  const arrived = [];
  keepingView(list, () => {
    for (const { number, html } of posts) {
      const post = parsed(html);
      // A blocked member's post is collapsed: the list contains the collapsible element.
      const known = document.getElementById(`p${number}`)?.closest('#posts > *');
      if (known) {
        replace(known, post);
        continue;
      }
      post.classList.add('arrived');
      arrived.push(post);
      const next = [...list.children].find(other => Number(other.id.match(/^p(\d+)/)?.[1]) > number);
      list.insertBefore(post, next ?? null);
    }
  });
  // In the head, above the posts: its height may change too.
  if (facts) keepingView(list, () => document.getElementById('thread-facts')?.replaceWith(parsed(facts)));
  document.dispatchEvent(new CustomEvent('forum-posts', { detail: arrived }));
};

live.showThread = (id, html, moves, me, isIgnored) => {
  const list = document.getElementById('threads');
  if (!list) return;
  const known = document.getElementById(`thread-${id}`);
  keepingView(list, () => {
    if (html === null) return known?.remove();
    const row = parsed(html);
    const isOwn = me !== null && row.dataset.lastPoster === String(me);
    row.classList.toggle('unread', !isOwn && !isIgnored && (moves || known?.classList.contains('unread') === true));
    // The update doesn't know how far the viewer has read, but the row on the page does.
    const chip = known?.querySelector('.new-chip');
    if (chip && row.classList.contains('unread')) {
      chip.textContent = chip.textContent.replace(/\d[\d.,\s]*\d|\d/, (row.dataset.last - chip.dataset.from + 1).toLocaleString(document.documentElement.lang));
      row.querySelector('.thread-title').append(chip);
    }
    if (known) replace(known, row);
    if (!moves || row.classList.contains('pinned')) return;
    const firstOther = [...list.children].find(other => other !== row && !other.classList.contains('pinned'));
    list.insertBefore(row, firstOther ?? null);
    if (!known && list.children.length > 20) list.lastElementChild.remove();
  });
};

// The update doesn't know what the viewer has read, but the row on the page does. With the number of threads that have become unread.
live.showBoard = (id, html, more, said) => {
  const known = document.getElementById(`board-${id}`);
  if (!known) return;
  const row = parsed(html);
  const chip = known.querySelector('.new-chip') ?? (more > 0 ? Object.assign(document.createElement('a'), { className: 'new-chip', href: row.querySelector('.board-name').href }) : null);
  if (chip) {
    const count = Number(chip.dataset.count ?? 0) + more;
    chip.dataset.count = count;
    if (more > 0) chip.textContent = said.replace('{0}', count.toLocaleString(document.documentElement.lang));
    row.querySelector('.board-name').after(' ', chip);
  }
  known.replaceWith(row);
};

// Requests the page again and merges it into this one: for rare and large changes.
let refreshing;
live.refresh = () => {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => {
    const top = scrollY;
    const stay = () => {
      Blazor.removeEventListener('enhancedload', stay);
      requestAnimationFrame(() => scrollTo(0, top));
    };
    Blazor.addEventListener('enhancedload', stay);
    Blazor.navigateTo(location.href, { replaceHistoryEntry: true });
  }, 150);
};

// The circuit has no signed-in member: if the page says otherwise, the session has ended since it was rendered.
live.leave = () => { if (document.documentElement.dataset.member) live.refresh(); };
