// What every page has: the theme, times in the reader's format, and the connection of the live parts.
const forum = (window.forum ??= {});
const html = document.documentElement;
const language = html.lang;

forum.setCookie = (name, value, seconds) => {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${value}; path=/; max-age=${seconds}; samesite=lax${secure}`;
};
forum.cookie = name => document.cookie.split('; ').find(c => c.startsWith(name + '='))?.slice(name.length + 1);
forum.year = 365 * 24 * 3600;
// A moment later: someone who signs out here is on the way to another page.
forum.reload = () => { setTimeout(() => location.reload(), 300); };

// Runs on the first load, and after each page that the client script merges into this one.
const onPage = [];
forum.onPage = run => { onPage.push(run); };
const pageIsHere = () => onPage.forEach(run => run());

// ---- Theme ----
document.addEventListener('click', event => {
  const link = event.target.closest('[data-theme-switch]');
  if (!link) return;
  event.preventDefault();
  const isDark = html.dataset.theme ? html.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  html.dataset.theme = isDark ? 'light' : 'dark';
  forum.setCookie('forum-theme', html.dataset.theme, forum.year);
});

// A prefetched page, or one from the back/forward cache, may have the previous theme.
const wearTheme = () => {
  const theme = forum.cookie('forum-theme');
  if (theme && html.dataset.theme !== theme) html.dataset.theme = theme;
};
wearTheme();
addEventListener('pageshow', event => { if (event.persisted) wearTheme(); });

// ---- A prefetched page hasn't been counted as viewed: it reports that when it's on the screen ----
const arrival = performance.getEntriesByType('navigation')[0];
if (arrival?.type === 'navigate' && arrival.serverTiming?.some(entry => entry.name === 'prefetched')) {
  const thread = document.getElementById('posts')?.dataset.thread;
  const seen = () => navigator.sendBeacon(thread ? `/seen?thread=${thread}` : '/seen');
  document.prerendering ? document.addEventListener('prerenderingchange', seen, { once: true }) : seen();
}

// ---- Times ----
// In the page's language, with the member's regional format and time zone.
const formats = options => {
  try {
    return new Intl.DateTimeFormat(html.dataset.locale ?? html.lang, { timeZone: html.dataset.zone, ...options });
  } catch {
    // This browser doesn't know the time zone.
    return new Intl.DateTimeFormat(html.lang, options);
  }
};
const relative = new Intl.RelativeTimeFormat(html.lang, { numeric: 'auto' });
const exact = formats({ dateStyle: 'full', timeStyle: 'medium' });
const day = formats({ day: 'numeric', month: 'short' });
const dayAndYear = formats({ day: 'numeric', month: 'short', year: 'numeric' });
const clock = formats({ hour: '2-digit', minute: '2-digit' });

function said(when, now) {
  const minutes = Math.round((when - now) / 60000);
  // A clock that's a little slow isn't the future.
  if (minutes <= 2 && minutes > -60) return relative.format(Math.min(0, minutes), 'minute');
  const away = Math.abs(minutes);
  if (away < 60) return relative.format(minutes, 'minute');
  if (away < 24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  if (away < 7 * 24 * 60 || (minutes > 0 && away <= 30 * 24 * 60)) return relative.format(Math.round(minutes / 1440), 'day');
  return (when.getFullYear() === now.getFullYear() ? day : dayAndYear).format(when);
}

function sayTime(element, now = new Date()) {
  const when = new Date(element.dateTime);
  const text = element.dataset.when === 'time' ? clock.format(when) : said(when, now);
  // Keep the text node: a component may still reference it.
  if (element.firstChild?.nodeType === Node.TEXT_NODE) {
    if (element.firstChild.data !== text) element.firstChild.data = text;
  } else {
    element.textContent = text;
  }
  element.title = exact.format(when);
}

const sayTimes = (root = document) => root.querySelectorAll('time[data-when]').forEach(element => sayTime(element));
forum.onPage(() => sayTimes());
setInterval(sayTimes, 30000);

// ---- Wide tables and code scroll inside their post: the keyboard must be able to reach them ----
function reachScrollers(root = document) {
  for (const element of root.querySelectorAll('.prose pre, .prose table'))
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
}
forum.onPage(() => reachScrollers());

// ---- Parts of a page with a script of their own, loaded only where they are visible ----
const loadScripts = () => document.querySelectorAll('[data-script]').forEach(part => { if (part.checkVisibility()) import(part.dataset.script); });
forum.onPage(loadScripts);

addEventListener('resize', () => { reachScrollers(); loadScripts(); });

// ---- The search field: recent searches when it has the focus, and a key that leads there (a member's shortcuts do that) ----
document.addEventListener('focusin', event => {
  const form = event.target.closest('[data-recent]');
  if (form) import(new URL(form.dataset.recent, document.baseURI).href);
});
document.addEventListener('keydown', event => {
  if (event.key !== '/' || html.dataset.member || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
  const field = [...document.querySelectorAll('input[name="q"]')].find(input => input.checkVisibility());
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// ---- Content added to the page later ----
new MutationObserver(changes => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      node.matches('time[data-when]') ? sayTime(node) : sayTimes(node);
      reachScrollers(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });

// ---- The post that was just submitted ----
forum.onPage(() => {
  const address = new URL(location.href);
  const number = address.searchParams.get('at');
  if (!number || !/^\d+$/.test(number)) return;
  address.searchParams.delete('at');
  address.hash = `p${number}`;
  history.replaceState(history.state, '', address);
  requestAnimationFrame(() => {
    const post = document.getElementById(`p${number}`);
    post?.scrollIntoView({ block: 'start' });
    post?.classList.add('arrived');
    takeFocus(post);
  });
});

// A form that leads to another page loses the focus; for links, the page handles it.
let lastPath = location.pathname;
let isAfterForm = false;
document.addEventListener('submit', event => { isAfterForm = event.target.matches('[data-enhance]'); });
addEventListener('popstate', () => { isAfterForm = false; });
forum.onPage(() => {
  if (location.pathname === lastPath) return;
  lastPath = location.pathname;
  // The page is merged into the one with the form, which may have been scrolled.
  if (isAfterForm && !location.hash) scrollTo(0, 0);
  isAfterForm = false;
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) takeFocus(document.querySelector('h1'));
  });
});

function takeFocus(element) {
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

// ---- A guest opens the chat: with the cookie set, the page comes with the panel and its scripts ----
document.addEventListener('click', event => {
  if (!event.target.closest('[data-chat-toggle]') || document.querySelector('.chat')) return;
  event.preventDefault();
  forum.setCookie('forum-chat', 'open', forum.year);
  try {
    if (matchMedia('(max-width: 1099px)').matches) sessionStorage.setItem('forum-chat-sheet', 'open');
  } catch {
    // A private window: there the sheet needs a second tap.
  }
  location.reload();
});

// ---- Members keep a page for when the forum can't be reached ----
// Browsers have no service workers where there's no HTTPS, or refuse them. Then they show their own page.
if (html.dataset.member) navigator.serviceWorker?.register('/js/offline.js', { scope: '/' }).catch(() => {});

// ---- Connection ----
const whenBack = new Set();
forum.whenConnectionIsBack = run => { whenBack.add(run); return () => whenBack.delete(run); };
forum.isConnected = true;

function say(isLost) {
  const box = document.getElementById('connection');
  if (!box) return;
  clearTimeout(say.timer);
  box.textContent = !isLost ? box.dataset.back : navigator.onLine ? box.dataset.lost : box.dataset.offline;
  box.classList.toggle('lost', isLost);
  box.hidden = false;
  if (!isLost) say.timer = setTimeout(() => { box.hidden = true; }, 3000);
}

forum.sayConnection = say;

// Longer with each attempt: from half a second to at most ten.
forum.waitAfter = attempt => new Promise(resolve => { setTimeout(resolve, Math.min(500 * 1.6 ** attempt, 10000)); });

async function reconnect() {
  for (let attempt = 0; !forum.isConnected; attempt++) {
    await forum.waitAfter(attempt);
    if (forum.isConnected) return;
    try {
      // False: the server is reachable but no longer knows this page, for example after a restart. The browser stores what was typed.
      if (!(await Blazor.reconnect())) return location.reload();
    } catch {
      // Not reachable yet.
    }
  }
}

const reconnectionHandler = {
  onConnectionDown() {
    // A page that pauses closes its connection itself.
    if (!forum.isConnected || forum.isPaused) return;
    forum.isConnected = false;
    say(true);
    reconnect();
  },
  onConnectionUp() {
    if (forum.isPaused) {
      // The islands are new, and catch up by themselves.
      forum.isPaused = false;
      const box = document.getElementById('connection');
      if (box && !box.hidden) say(false);
      return;
    }
    forum.isConnected = true;
    say(false);
    whenBack.forEach(run => run());
  },
};

// The server has closed the circuit, for example because the session of the page has ended: only a reload helps. If that
// fails within a minute, the page stays as it is and can still be read.
function loadAgain() {
  const last = 'forum-loaded-again';
  try {
    if (Date.now() - Number(sessionStorage.getItem(last)) < 60000) return;
    sessionStorage.setItem(last, String(Date.now()));
  } catch {
    return;
  }
  location.reload();
}

function configureSignalR(builder) {
  // The language of this page: the cookie may have changed since, in another tab.
  builder.withUrl(`_blazor?language=${language}`);
  const build = builder.build.bind(builder);
  builder.build = () => {
    const connection = build();
    connection.on('JS.Error', loadAgain);
    return connection;
  };
}

// After all modules have run, so that islands find the functions they call.
document.addEventListener('DOMContentLoaded', async () => {
  pageIsHere();
  // The next page has its own attributes.
  const isLive = () => { html.dataset.live = 'ready'; };
  // A guest's page doesn't load the framework until the chat is opened.
  if (!window.Blazor) return isLive();
  await Blazor.start({ circuit: { reconnectionHandler, configureSignalR } });
  isLive();
  Blazor.addEventListener('enhancedload', () => {
    // The circuit still speaks the previous page's language.
    if (html.lang !== language) return location.reload();
    isLive();
    pageIsHere();
  });
});
