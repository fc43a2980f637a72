// Members' browsers keep one small page for when the forum can't be reached. As the page's own script, this file reloads it
// when the forum answers again; as a service worker, it only steps in when a page couldn't be loaded.
if ('document' in self) {
  const isThere = () => fetch('/alive', { cache: 'no-store' }).then(answer => answer.ok, () => false);
  const again = async () => { if (await isThere()) location.reload(); };
  addEventListener('online', again);
  setInterval(again, 3000);
} else {
  const kept = 'offline';
  const parts = ['/offline', '/css/reading.css', '/js/offline.js', '/favicon.svg'];
  self.addEventListener('install', event => event.waitUntil(
    caches.open(kept).then(cache => cache.addAll(parts.map(part => new Request(part, { cache: 'reload' })))).then(() => self.skipWaiting())));
  self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
  self.addEventListener('fetch', event => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(fetch(request).catch(() => caches.match('/offline')));
    else if (origin === location.origin && parts.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(pathname)));
  });
}
