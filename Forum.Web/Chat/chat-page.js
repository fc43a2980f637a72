// The chat page without a live panel, as guests have it: the server put the days in UTC, but the times are the reader's.
const page = document.documentElement;
const list = document.querySelector('[data-chat-plain] .chat-messages');

const dayOf = (moment, options) => {
  try {
    return new Intl.DateTimeFormat(page.dataset.locale ?? page.lang, { timeZone: page.dataset.zone, ...options }).format(moment);
  } catch {
    // This browser doesn't know the time zone.
    return new Intl.DateTimeFormat(page.lang, options).format(moment);
  }
};

if (list && !page.dataset.member) {
  const key = moment => dayOf(moment, { dateStyle: 'short' });
  const now = new Date();
  const names = new Map([[key(now), list.dataset.today], [key(new Date(now - 24 * 3600 * 1000)), list.dataset.yesterday]]);
  const nameOf = moment => names.get(key(moment)) ?? dayOf(moment, { dateStyle: 'long' });
  let last;
  list.querySelectorAll('.chat-day').forEach(line => line.remove());
  for (const message of list.querySelectorAll('.chat-message')) {
    const moment = new Date(message.querySelector('time').dateTime);
    if (key(moment) === last) continue;
    last = key(moment);
    const line = document.createElement('li');
    line.className = 'chat-day';
    line.append(Object.assign(document.createElement('span'), { textContent: nameOf(moment) }));
    message.before(line);
  }
}
