// The upper sheet: rings, marks, clusters and the pin.
import { cluster } from './clusters.js';
import { drawRing, ringLabelBox } from './rings.js';
import { projectX, projectY } from './shapes.js';
import { CRITICAL_ACTIVE } from './symbols.js';

// How near marks may stand before they become one, in marks; the step is chosen per zoom by what there is room for.
const REACHES = [1.15, 2.4, 3.6, 5];
const OVERLAP = 2.5;
const ROOM = 4.6; // marks: the side of the square one item may claim on a calm map

export class Marks {
  marks = new Map();
  pin = null;
  rings = [];
  items = [];
  #grouped = null;
  #step = 0;

  set({ id, at, symbol, share = 0, label, icon, tag }) {
    this.marks.set(id, { id, x: projectX(at[1]), y: projectY(at[0]), symbol, share, label, icon, tag });
    this.#grouped = null;
  }

  remove(id) {
    this.marks.delete(id);
    this.#grouped = null;
  }

  setRings(rings) {
    this.rings = rings.map(({ at, ...ring }) => ({ ...ring, x: projectX(at[1]), y: projectY(at[0]), latitude: at[0] }));
  }

  /** What the rings write on the map. */
  ringLabels(view, sizes) {
    return this.rings.map(ring => ringLabelBox(ring, view, sizes));
  }

  setPin(at) {
    this.pin = at ? { x: projectX(at[1]), y: projectY(at[0]) } : null;
  }

  /** Groups for the view and keeps what is in it as items with canvas places. */
  layout(view, size) {
    const key = `${view.zoom}|${size}`;
    if (this.#grouped?.key !== key) {
      const sameView = this.#view === key;
      this.#view = key;
      this.#group(key, view, size, sameView);
    }
    this.items = this.#visible(view, size);
    for (const item of this.items) item.reach = size * (item.tag ? 1.6 : item.worst === CRITICAL_ACTIVE ? 1.4 : item.marks.length > 1 ? 1.05 : 0.65);
    this.#giveWay();
    this.#spread(view, size);
  }

  // Plates are read: they stand below each other rather than on each other.
  #spread(view, size) {
    const plates = this.items.filter(i => i.tag).sort((a, b) => a.y - b.y);
    const half = size * 3, left = view.edge + half, right = view.width - view.edge - half;
    for (const plate of plates) {
      if (plate.x > view.edge && plate.x < view.width - view.edge) plate.x = Math.max(left, Math.min(right, plate.x)); // whole, as long as its gauge is in sight
    }
    plates.forEach((plate, n) => {
      for (const above of plates.slice(0, n)) {
        if (Math.abs(plate.x - above.x) < size * 5 && plate.y - above.y < size * 1.5) plate.y = above.y + size * 1.5;
      }
    });
  }

  // A cluster stands for an area and may step aside; an active Critical stands where it is, and hides no number.
  #giveWay() {
    const criticals = this.items.filter(i => i.worst === CRITICAL_ACTIVE);
    for (const item of this.items) {
      if (item.tag || item.marks.length === 1 || item.worst === CRITICAL_ACTIVE) continue;
      for (const critical of criticals) {
        const dx = item.x - critical.x, dy = item.y - critical.y, distance = Math.hypot(dx, dy), clear = item.reach + critical.reach;
        if (distance >= clear) continue;
        item.x = critical.x + (distance ? dx / distance : 1) * clear;
        item.y = critical.y + (distance ? dy / distance : 0) * clear;
      }
    }
  }

  #view = '';

  #group(key, view, size, sameView) {
    const critical = [], others = [], plates = [];
    for (const mark of this.marks.values()) (mark.tag ? plates : mark.symbol === CRITICAL_ACTIVE ? critical : others).push(mark);
    const alone = plates.map(mark => ({ x: mark.x * view.scale, y: mark.y * view.scale, worst: mark.symbol, marks: [mark], tag: mark.tag }));
    const room = view.width * view.height / (size * ROOM) ** 2;
    // While the view stays, groups only ever become coarser: nothing on the map may flicker between two groupings.
    let step = sameView ? this.#step : 0;
    for (;; step++) {
      const groups = cluster(others, view.scale, REACHES[step] * size, OVERLAP * size);
      this.#grouped = { key, groups: [...groups, ...cluster(critical, view.scale, size * 1.6, size * 1.6), ...alone] };
      if (step === REACHES.length - 1 || this.#visible(view, size).length <= room * (sameView ? 1.5 : 1)) break;
    }
    this.#step = step;
  }

  #visible(view, size) {
    const items = [];
    for (const group of this.#grouped.groups) {
      const x = group.x - view.left, y = group.y - view.top;
      if (x > -size * 2 && y > -size * 2 && x < view.width + size * 2 && y < view.height + size * 2) items.push({ ...group, x, y });
    }
    return items.sort((a, b) => !!a.tag - !!b.tag || a.worst - b.worst);
  }

  draw(c, view, symbols, palette, sizes) {
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, c.canvas.width, c.canvas.height);
    for (const ring of this.rings) drawRing(c, ring, view, palette, sizes);
    c.setTransform(1, 0, 0, 1, 0, 0);
    for (const item of this.items) {
      const picture = item.marks.length > 1 ? symbols.cluster(item.marks.length, item.worst) : symbols.of(item.marks[0]);
      stamp(c, picture, item.x, item.y, view.density);
    }
    if (this.pin) stamp(c, symbols.pin(), this.pin.x * view.scale - view.left, this.pin.y * view.scale - view.top, view.density);
  }

  /** The topmost item at a place of the canvas. */
  hit(x, y) {
    for (let i = this.items.length - 1; i >= 0; i--) {
      const item = this.items[i];
      if ((item.x - x) ** 2 + (item.y - y) ** 2 <= item.reach ** 2) return item;
    }
    return null;
  }
}

// On whole device pixels, or symbols would be soft.
function stamp(c, { canvas }, x, y, density) {
  c.drawImage(canvas, Math.round(x * density - canvas.width / 2), Math.round(y * density - canvas.height / 2));
}
