// Navigation that replaces the content of the open page: menus close, and the change is animated as between plain pages.
const motion = matchMedia('(prefers-reduced-motion: no-preference)');
const MaxWait = 400; // Milliseconds: for the browser to take its picture, and without a repaint if the framework does something else.

document.addEventListener('click', event => {
  const menu = event.target.closest('a:not([data-theme-switch])')?.closest('.site-menu:popover-open');
  menu?.hidePopover();
});

// The framework has no event between the answer's arrival and the change of the page, and nothing is painted during a
// transition. So it gets the answer when all of it is here and the transition has taken its picture of the old page.
let finish = () => {};

function begin() {
  let isLate = false;
  const late = new Promise(resolve => setTimeout(() => { isLate = true; resolve(); }, MaxWait));
  const begun = new Promise(resolve => {
    const transition = document.startViewTransition(() => (isLate ? undefined : new Promise(done => {
      finish = done;
      setTimeout(done, MaxWait);
      resolve();
    })));
    // A transition is skipped when another one begins or the window is hidden: the page changes without it.
    for (const end of [transition.ready, transition.updateCallbackDone, transition.finished]) end.catch(() => {});
  });
  return Promise.race([begun, late]);
}

const isAnimated = (response, request) => response.ok && motion.matches && document.visibilityState === 'visible'
  && (request.method ?? 'get').toLowerCase() === 'get' && placeOf(response.url) !== shown;

const placeOf = address => { const { pathname, search } = new URL(address); return pathname + search; };
let shown = placeOf(location.href);

if (document.startViewTransition) {
  const load = window.fetch;
  window.fetch = async (address, request) => {
    const response = await load(address, request);
    if (!request?.headers?.accept?.includes('blazor-enhanced-nav') || !isAnimated(response, request)) return response;
    await response.clone().arrayBuffer();
    if (!request.signal?.aborted) await begin();
    return response;
  };
}

forum.onPage(() => {
  shown = placeOf(location.href);
  finish();
});
