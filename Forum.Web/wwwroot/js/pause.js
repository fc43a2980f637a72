// A page that nobody looks at gives its circuit back after some minutes, and takes it up again when it's looked at. What the circuit needs for
// that comes from the server, encrypted, and lies here meanwhile.
const page = document.documentElement;

// Longer than a look at another tab, so that nobody who comes and goes waits.
const pauseAfter = () => Number(page.dataset.pauseAfter ?? 300) * 1000;

// The server takes its markers back for two hours. After that, the page is loaded again without asking.
const longest = 110 * 60 * 1000;

const beforePause = [];
forum.beforePause = run => { beforePause.push(run); };
forum.isPaused = false;
let timer, pausing, isResuming = false, hasFailed = false, pausedAt = 0;

// Pages of the administration keep half-filled forms in their circuit.
const canPause = () => document.visibilityState === 'hidden' && forum.isConnected && !forum.isPaused && Boolean(window.Blazor?.pauseCircuit)
  && !location.pathname.startsWith('/admin');

async function pause() {
  if (!canPause()) return;
  beforePause.forEach(run => run());
  forum.isPaused = true;
  pausedAt = Date.now();
  try {
    hasFailed = !(await Blazor.pauseCircuit());
  } catch {
    hasFailed = true;
  }
  page.dataset.live = 'paused';
}

const isServerThere = () => fetch('/alive', { cache: 'no-store' }).then(answer => answer.ok, () => false);

// Whether the circuit is there again. If it can't be, the page is loaded again; what was typed is kept in the browser.
async function takeUp() {
  for (let attempt = 0, refused = 0; ; attempt++) {
    try {
      // False: another viewer, too old, or the server has forgotten.
      return await Blazor.resumeCircuit();
    } catch {
      if (await isServerThere()) {
        if (++refused > 1) return false;
      } else {
        forum.sayConnection(true);
      }
      await forum.waitAfter(attempt);
    }
  }
}

// Once the server is there: before, the page and what was typed would give way to the browser's own page about it.
async function loadAgain() {
  for (let attempt = 0; !(await isServerThere()); attempt++) {
    forum.sayConnection(true);
    await forum.waitAfter(attempt);
  }
  location.reload();
}

// The parts of the page come after the circuit. If one is refused, the framework says so in its own box.
function watchOver(checks = 40) {
  if (document.getElementById('blazor-error-ui')?.style.display === 'block') return void loadAgain();
  if (checks > 0) setTimeout(watchOver, 250, checks - 1);
}

async function resume() {
  if (!forum.isPaused || isResuming) return;
  isResuming = true;
  await pausing;
  if (hasFailed || Date.now() - pausedAt > longest || !(await takeUp())) return void loadAgain();
  isResuming = false;
  page.dataset.live = 'ready';
  watchOver();
  look();
}

function look() {
  clearTimeout(timer);
  if (document.visibilityState === 'visible') return void resume();
  timer = setTimeout(() => { pausing = pause(); }, pauseAfter());
}
document.addEventListener('visibilitychange', look);

// Back from the browser's own store of pages: a paused page has no connection that would keep it out.
addEventListener('pageshow', event => { if (event.persisted) look(); });
if (document.visibilityState === 'hidden') look();
