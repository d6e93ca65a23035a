// What a person does on the map, told to the server in messages of a few hundred bytes.
import { emptyBox, grow, unproject } from './shapes.js';
import { CLOSEST } from './tiles.js';

const MOST_IDS = 50;

export class Pointer {
  #map; #element; #options; #dotnet; #on;

  /** on: itemAt(container point), areaAt(latitude and longitude), markSize(), pin([latitude, longitude]). */
  constructor(map, element, options, dotnet, on) {
    this.#map = map;
    this.#element = element;
    this.#options = options;
    this.#dotnet = dotnet;
    this.#on = on;
    map.on('click', e => this.#clicked(e));
    if (options.interactive) map.on('mousemove', e => this.#hover(e));
    if (options.pickable) map.on('keypress', ({ originalEvent: e }) => { if (e.key === 'Enter' && e.target === element) this.#pick(map.getCenter()); });
  }

  stop() {
    this.#dotnet = null;
  }

  #hover(e) {
    const item = this.#on.itemAt(e.containerPoint), one = item?.marks.length === 1 ? item.marks[0] : null;
    this.#element.title = one?.label ?? '';
    this.#element.style.cursor = this.#options.pickable ? '' : item && (!one || this.#options.marksArePressed) ? 'pointer' : '';
  }

  #clicked(e) {
    if (this.#options.pickable) { this.#pick(e.latlng); return; }
    const item = this.#on.itemAt(e.containerPoint);
    if (item?.marks.length > 1) { if (this.#options.interactive) this.#open(item.marks); }
    else if (item) { if (this.#options.marksArePressed) this.#tell('OnMarkClicked', item.marks[0].id); }
    else if (this.#options.areasArePressed) {
      const area = this.#on.areaAt(e.latlng);
      if (area) this.#tell('OnAreaClicked', area.id);
    }
  }

  #pick({ lat, lng }) {
    const longitude = lng - 360 * Math.floor((lng + 180) / 360); // a map panned around the world counts on
    this.#on.pin([lat, longitude]);
    this.#tell('OnPicked', lat, longitude);
  }

  // Nearer, or, where no zoom tells its marks apart, their ids.
  #open(marks) {
    const box = emptyBox(), size = this.#on.markSize();
    for (const { x, y } of marks) grow(box, x, y);
    if (this.#map.getZoom() < CLOSEST && Math.max(box.maxX - box.minX, box.maxY - box.minY) * 256 * 2 ** CLOSEST > size * 2) {
      this.#map.fitBounds([unproject(box.minX, box.maxY), unproject(box.maxX, box.minY)], { animate: false, maxZoom: CLOSEST, padding: [size * 3, size * 3] });
    } else {
      const worst = [...marks].sort((a, b) => b.symbol - a.symbol);
      this.#tell('OnClusterClicked', marks.length, worst.slice(0, MOST_IDS).map(m => m.id));
    }
  }

  #tell(method, ...values) {
    this.#dotnet?.invokeMethodAsync(method, ...values).catch(reason => {
      if (this.#dotnet) console.warn(`${method}: ${reason.message}`); // the circuit is down; its own overlay says so
    });
  }
}
