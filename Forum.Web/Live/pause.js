// A page in the background gives up its circuit after some minutes, and resumes it when it's visible again. The state for
// that comes from the server, encrypted, and is stored in the page in the meantime.
const page = document.documentElement;

// Longer than a quick look at another tab, so that nobody who switches back and forth has to wait.
const pauseAfter = () => Number(page.dataset.pauseAfter ?? 300) * 1000;

// The server accepts its markers for two hours. After that, the page is reloaded right away.
const longest = 110 * 60 * 1000;

const beforePause = [];
forum.beforePause = run => { beforePause.push(run); };
forum.isPaused = false;
let timer, pausing, isResuming = false, hasFailed = false, pausedAt = 0;

// Pages of the administration hold half-filled forms in their circuit.
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

// Whether the circuit is back. If it can't be resumed, the page is reloaded; the browser stores what was typed.
async function takeUp() {
  for (let attempt = 0, refused = 0; ; attempt++) {
    try {
      // False: another viewer, too old, or the server no longer has it.
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

// Only when the server is reachable: otherwise the browser's error page would replace the page and what was typed.
async function loadAgain() {
  for (let attempt = 0; !(await isServerThere()); attempt++) {
    forum.sayConnection(true);
    await forum.waitAfter(attempt);
  }
  location.reload();
}

// The page's islands follow the circuit. If one is refused, the framework shows that in its own box.
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

// Restored from the browser's back/forward cache: a paused page has no connection that would keep it out.
addEventListener('pageshow', event => { if (event.persisted) look(); });
if (document.visibilityState === 'hidden') look();
