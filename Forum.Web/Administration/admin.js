// The administration: closes its side navigation after a click, filters its pages by name, and downloads grids as files.
const side = () => document.getElementById('admin-side');

function closeSide() {
  const nav = side();
  if (nav?.matches(':popover-open')) nav.hidePopover();
}

function offerSearch() {
  const field = side()?.querySelector('.admin-side-search');
  if (field) field.hidden = false;
}

function find(field) {
  const wanted = field.value.trim().toLocaleLowerCase();
  let found = 0;
  for (const group of side().querySelectorAll('.admin-side-group')) {
    const pages = [...group.querySelectorAll('li')];
    for (const page of pages) page.hidden = !page.textContent.toLocaleLowerCase().includes(wanted);
    group.hidden = pages.every(page => page.hidden);
    found += pages.filter(page => !page.hidden).length;
  }
  const none = side().querySelector('.admin-side-none');
  none.textContent = found ? '' : none.dataset.none;
}

document.addEventListener('input', event => {
  if (event.target.matches?.('.admin-side-search')) find(event.target);
});

// Enter opens the first match.
document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !event.target.matches?.('.admin-side-search')) return;
  event.preventDefault();
  side().querySelector('li:not([hidden]) a')?.click();
});

document.addEventListener('click', event => {
  if (event.target.closest?.('#admin-side a')) closeSide();
});

globalThis.forumAdministration = {
  download(name, text) {
    // With the byte order mark, by which spreadsheets recognize UTF-8.
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  },
};

offerSearch();
globalThis.Blazor?.addEventListener?.('enhancedload', offerSearch);
