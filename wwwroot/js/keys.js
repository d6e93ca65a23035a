// Keys that stand for acts on a page. Not while somebody types, and not beneath an open dialog.
const typing = 'input, textarea, select, [contenteditable], [role=dialog], .mud-dialog';

export function listen(receiver, keys) {
  const onKey = event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.(typing) || document.querySelector('.mud-dialog')) return;
    if (event.key === '/') {
      const search = document.querySelector('[data-search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
      return;
    }
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    if (!keys.includes(key)) return;
    event.preventDefault();
    receiver.invokeMethodAsync('OnKey', key);
  };
  document.addEventListener('keydown', onKey);
  document.body.dataset.keys = keys.join(' '); // says that they are heard now
  return {
    stop: () => {
      document.removeEventListener('keydown', onKey);
      if (document.body.dataset.keys === keys.join(' ')) delete document.body.dataset.keys;
    },
  };
}
