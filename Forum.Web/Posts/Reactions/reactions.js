// Opens the available reactions next to the post instead of on a page of their own; the count is updated live with the post.
let box, opener;

document.addEventListener('click', async event => {
  const link = event.target.closest('#posts [data-act="react"]');
  if (!link) {
    if (!box?.contains(event.target)) close();
    return;
  }
  event.preventDefault();
  const isSame = link === opener;
  close();
  if (isSame) return;
  opener = link;
  let page;
  try {
    const answer = await fetch(link.href);
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return Blazor.navigateTo(link.href);
  }
  const form = page.querySelector('.reaction-buttons');
  if (!form || opener !== link) return Blazor.navigateTo(link.href);
  box = document.createElement('div');
  box.className = 'reaction-box card';
  box.append(document.importNode(form, true), document.importNode(page.querySelector('.settings-list') ?? page.createElement('span'), true));
  link.closest('p, .post-actions').after(box);
  box.querySelector('[aria-pressed="true"], button')?.focus();
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !box) return;
  const back = opener;
  close();
  back?.focus();
});

document.addEventListener('submit', async event => {
  const form = event.target.closest('.reaction-box .reaction-buttons');
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const data = new FormData(form, event.submitter);
  const post = form.closest('article.post');
  close();
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  try {
    // The redirect doesn't matter: the page is already open. An error is shown where there is room for it.
    const answer = await fetch(form.action, { method: 'POST', body: data, redirect: 'manual' });
    if (answer.type !== 'opaqueredirect') Blazor.navigateTo(`/p/${post.dataset.post}/react`);
  } catch {
    Blazor.navigateTo(`/p/${post.dataset.post}/react`);
  }
}, { capture: true });

function close() {
  box?.remove();
  box = opener = undefined;
}

forum.onPage(close);
