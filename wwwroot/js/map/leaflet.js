// Leaflet is a script that sets a global; it is loaded once per page, from where the build has put it.
let loading;

export function loadLeaflet() {
  loading ??= (async () => {
    await Promise.all([
      append('link', { rel: 'stylesheet', href: new URL('../../lib/leaflet/leaflet.css', import.meta.url).href }),
      append('link', { rel: 'stylesheet', href: new URL('../../css/map.css', import.meta.url).href }),
      window.L?.map ? null : append('script', { src: new URL('../../lib/leaflet/leaflet.js', import.meta.url).href }),
    ]);
    return window.L;
  })();
  loading.catch(() => { loading = undefined; }); // the next map may try again
  return loading;
}

function append(tag, properties) {
  const address = properties.href ?? properties.src;
  if ([...document.querySelectorAll(tag)].some(e => (e.href ?? e.src) === address)) return null;
  return new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.onload = () => done();
    element.onerror = () => { element.remove(); failed(new Error(`${address} cannot be loaded.`)); };
    document.head.append(element);
  });
}
