// Optional tiles beneath the ground. While none come, the ground paints its own land, so a server that is down takes nothing away.
export const CLOSEST = 19; // the deepest zoom of public tile servers
const RETRY = 60_000; // ms

export class Tiles {
  #layer; #retry;

  /** Whether there is a tile to see, so that land must not be painted over it. */
  show = false;

  constructor(L, map, address, changed) {
    let good = 0;
    const show = now => { if (this.show !== now) { this.show = now; changed(); } };
    this.#layer = L.tileLayer(address, { maxZoom: CLOSEST });
    this.#layer.on('loading', () => { good = 0; });
    this.#layer.on('tileload', () => { good++; show(true); });
    this.#layer.on('load', () => show(good > 0));
    this.#layer.addTo(map);
    this.#retry = setInterval(() => { if (!this.show) this.#layer.redraw(); }, RETRY);
  }

  stop() {
    clearInterval(this.#retry);
  }
}
