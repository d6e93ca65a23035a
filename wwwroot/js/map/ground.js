// The lower sheet: land, base layers, boundaries and names.
import { contains, decode, emptyBox, grow, labelSpots, pathAt, shareEdges } from './shapes.js';

const EARTH = 40075016.686; // metres around the equator
const TONES = [null, 'map-tone-1', 'map-tone-2', 'map-tone-3', 'map-tone-4', 'map-tone-4'];
const BAD = 5;
const FROM = { water: [200, 60, 20, 20], green: [30, 16, 10, 10], roads: [40, 14, 6, 3], rail: [25, 25, 25, 25] }; // metres per pixel
const MOST_HIDDEN = 0.1; // of a name, by marks: a name with a character missing is worse than none

export class Ground {
  areas = new Map();
  layers = [];
  #edgesAreStale = false;
  #labels = [];
  #names = []; // of each layer's features
  #lines = []; // those of them that have a place now
  #labelled = new Map(); // the spot each name has, so that it keeps it while it can

  setArea({ id, shape, label, tone = 0, text, fine = false }) {
    const outline = decode(shape);
    this.areas.set(id, { id, shape: outline, name: label, tone, text, fine, spots: labelSpots(outline) });
    this.#edgesAreStale = true;
  }

  setTone({ id, label, tone = 0, text, fine = false }) {
    const area = this.areas.get(id);
    if (!area) return;
    this.#edgesAreStale ||= area.fine !== fine;
    Object.assign(area, { name: label, tone, text, fine });
  }

  removeArea(id) {
    this.areas.delete(id);
    this.#labelled.delete(id);
    this.#edgesAreStale = true;
  }

  addLayer(index, { kind, shapes }) {
    this.#names[index] = [];
    const chinese = document.documentElement.lang.startsWith('zh');
    // Shapes go into square bins, so that a close view draws a few bins and not a whole city.
    const bins = new Map();
    for (const { rank, filled, shape, name, nameEn } of shapes) {
      const decoded = decode(shape), { parts, box } = decoded, label = chinese ? name ?? nameEn : nameEn ?? name;
      if (label) this.#names[index].push({ kind, rank, label, box, spots: filled ? labelSpots(decoded).slice(0, 1).map(s => ({ ...s, angle: 0 })) : lineSpots(parts) });
      const key = `${rank}|${filled}|${Math.floor(box.minX * 8192)}|${Math.floor(box.minY * 8192)}`;
      let bin = bins.get(key);
      if (!bin) bins.set(key, bin = { rank, filled, shape: { parts: [], box: emptyBox(), paths: new Map() } });
      bin.shape.parts.push(...parts);
      grow(bin.shape.box, box.minX, box.minY);
      grow(bin.shape.box, box.maxX, box.maxY);
    }
    this.layers[index] = { kind, bins: [...bins.values()].sort((a, b) => b.rank - a.rank) };
  }

  /** The box around all areas, or around all base layers, in 0..1; null if there are none. */
  box(ofAreas) {
    const box = emptyBox();
    const boxes = ofAreas ? [...this.areas.values()].map(a => a.shape.box) : this.layers.flatMap(l => l?.bins.map(b => b.shape.box) ?? []);
    for (const b of boxes) { grow(box, b.minX, b.minY); grow(box, b.maxX, b.maxY); }
    return box.minX <= box.maxX ? box : null;
  }

  areaAt(x, y) {
    let best = null;
    for (const area of this.areas.values()) {
      const size = (area.shape.box.maxX - area.shape.box.minX) * (area.shape.box.maxY - area.shape.box.minY);
      if ((!best || size < best.size) && contains(area.shape, x, y)) best = { area, size };
    }
    return best?.area ?? null;
  }

  draw(c, view, palette, sizes, tilesShow) {
    if (this.#edgesAreStale) {
      shareEdges([...this.areas.values()].sort((a, b) => a.fine - b.fine));
      this.#edgesAreStale = false;
    }
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, c.canvas.width, c.canvas.height);
    if (!tilesShow) {
      c.fillStyle = this.areas.size ? palette['map-rural'] : palette['map-land'];
      c.fillRect(0, 0, c.canvas.width, c.canvas.height);
    }
    c.lineJoin = c.lineCap = 'round';
    const seen = [...this.areas.values()].filter(a => inView(a.shape.box, view));
    this.#land(c, view, palette, seen, tilesShow);
    this.#base(c, view, palette, sizes, tilesShow);
    this.#boundaries(c, view, palette, sizes, seen);
  }

  #land(c, view, palette, seen, tilesShow) {
    for (const area of seen) {
      if (tilesShow && !area.tone) continue;
      const scale = place(c, area.shape, view);
      const path = pathAt(area.shape, view.level, true);
      c.fillStyle = c.strokeStyle = area.tone ? palette[TONES[area.tone]] : palette['map-land'];
      c.fill(path, 'evenodd');
      c.lineWidth = 1 / scale; // closes the seam between neighbours
      c.stroke(path);
    }
  }

  #base(c, view, palette, sizes, tilesShow) {
    if (tilesShow) return; // tiles have their own roads and water
    const metres = EARTH / view.scale * sizes.line; // per unit of line width at the equator, so that a sharper screen shows the same
    const width = sizes.line * Math.max(0.75, Math.min(2.4, 8 / metres));
    const road = [0, 4, 2.6, 1.7, 1], ranks = metres > 120 ? 1 : metres > 45 ? 2 : metres > 26 ? 3 : 4;
    const each = (kind, draw) => this.layers.filter(l => l?.kind === kind).forEach(l => l.bins.forEach(b => { if (inView(b.shape.box, view)) draw(b); }));
    each('blocks', b => this.#fill(c, view, b, palette['map-land-2'], null, 0));
    each('green', b => this.#fill(c, view, b, palette['map-park'], null, 0));
    each('water', b => this.#fill(c, view, b, palette['map-water'], palette['map-water-line'], sizes.line));
    each('roads', b => { if (b.rank <= ranks && b.rank > 1) this.#line(c, view, b, palette[`map-road-${b.rank}`], width * road[b.rank]); });
    each('rail', b => this.#line(c, view, b, palette['map-rail'], 1.6 * sizes.line));
    each('roads', b => { if (b.rank === 1) this.#line(c, view, b, palette['map-road-1-case'], width * 6.2); });
    each('roads', b => { if (b.rank === 1) this.#line(c, view, b, palette['map-road-1'], width * road[1]); });
  }

  #fill(c, view, bin, fill, line, width) {
    if (!bin.filled) { this.#line(c, view, bin, fill, Math.max(width, 1) * 2); return; }
    const scale = place(c, bin.shape, view), path = pathAt(bin.shape, view.level, true);
    c.fillStyle = fill;
    c.fill(path, 'evenodd');
    if (!line) return;
    c.strokeStyle = line;
    c.lineWidth = width / scale;
    c.stroke(path);
  }

  #line(c, view, bin, colour, width) {
    const scale = place(c, bin.shape, view);
    c.strokeStyle = colour;
    c.lineWidth = width / scale;
    c.stroke(pathAt(bin.shape, view.level, false));
  }

  #boundaries(c, view, palette, sizes, seen) {
    const toned = seen.some(a => a.tone);
    for (const area of seen.sort((a, b) => b.fine - a.fine)) {
      const scale = place(c, area.edge, view), unit = sizes.line / scale;
      c.strokeStyle = toned ? palette['map-tone-line'] : area.fine ? palette['map-grid'] : palette['map-boundary'];
      c.globalAlpha = toned ? 1 : area.fine ? 0.75 : 0.8;
      c.lineWidth = (toned ? 1.5 : area.fine ? 0.8 : 1.3) * unit;
      c.lineCap = 'butt';
      c.setLineDash(toned ? [] : (area.fine ? [2, 3] : [10, 4, 2, 4]).map(d => d * unit));
      c.stroke(pathAt(area.edge, view.level, false));
    }
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  /** Finds a place for each name that has one: clear of what is taken, over as few marks as can be. */
  layoutLabels(c, view, palette, sizes, taken, items) {
    c.setTransform(1, 0, 0, 1, 0, 0);
    const boxes = [...taken];
    this.#labels = [];
    const seen = [...this.areas.values()].filter(a => a.spots.length && inView(a.shape.box, view));
    const span = a => (a.shape.box.maxX - a.shape.box.minX) * (a.shape.box.maxY - a.shape.box.minY);
    for (const area of seen.sort((a, b) => a.fine - b.fine || span(b) - span(a))) {
      const size = sizes.text * (area.text || area.fine ? 1 : 1.25);
      c.font = `${area.fine ? 400 : 700} ${size}px ${palette.font}`;
      const name = c.measureText(area.name).width;
      c.font = `700 ${size}px ${palette.font}`;
      const width = Math.max(name, area.text ? c.measureText(area.text).width : 0) + (area.text ? size * 0.9 : size * 0.3);
      const height = size * (area.text ? 3.1 : 1.3);
      if (area.spots[0].width * view.scale < width * (area.text ? 0.4 : area.fine ? 1 : 0.7)) continue;
      const spot = this.#spotFor(area, view, width, height, boxes, items);
      if (!spot) continue;
      this.#labelled.set(area.id, spot);
      this.#labels.push({ area, spot, size, width, height });
      boxes.push(boxAt(spot, view, width, height));
    }
    this.#layoutNames(c, view, palette, sizes, boxes, items);
  }

  // Waters, parks and roads are named where nothing else is, the greater first, and only from where they are large enough to be meant.
  #layoutNames(c, view, palette, sizes, boxes, items) {
    this.#lines = [];
    const metres = EARTH / view.scale, size = sizes.text * 0.92;
    const names = this.#names.flat().filter(n => metres < FROM[n.kind]?.[n.rank - 1] && inView(n.box, view));
    const order = ['water', 'green', 'roads', 'rail'];
    for (const name of names.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.rank - b.rank)) {
      c.font = `${name.kind === 'water' ? 'italic ' : ''}400 ${size}px ${palette.font}`;
      const width = c.measureText(name.label).width + size;
      let times = 0;
      for (const spot of name.spots) {
        const long = spot.width * view.scale;
        if (long < width * (name.kind === 'green' ? 0.9 : 1.15)) continue;
        const reach = { x: (Math.abs(Math.cos(spot.angle)) * width + Math.abs(Math.sin(spot.angle)) * size * 1.3), y: (Math.abs(Math.sin(spot.angle)) * width + Math.abs(Math.cos(spot.angle)) * size * 1.3) };
        const box = boxAt(spot, view, reach.x, reach.y);
        if (box.left < 4 || box.top < 4 || box.right > view.width - 4 || box.bottom > view.height - 4 || boxes.some(b => shared(b, box)) || hiddenOf(box, items) > 0.2 * reach.x * reach.y) continue;
        this.#lines.push({ ...name, spot, size });
        boxes.push(box);
        if (++times === (name.kind === 'water' && name.rank === 1 ? 3 : 1)) break; // a river is named more than once along its way
      }
    }
  }

  // Where it stood; else its area's best place, or a line above or below it, that no mark covers; else where the least is covered.
  #spotFor(area, view, width, height, boxes, items) {
    const had = this.#labelled.get(area.id), order = had ? [had, ...area.spots] : area.spots;
    let best = null;
    for (const place of order) {
      if (place !== area.spots[0] && place.width * view.scale < width) continue;
      for (const lines of [0, -1, 1]) {
        const spot = lines ? { ...place, y: place.y + lines * height / view.scale } : place;
        const box = boxAt(spot, view, width, height);
        if (box.left < 4 || box.top < 4 || box.right > view.width - 4 || box.bottom > view.height - 4 || boxes.some(b => shared(b, box)) || (lines && !contains(area.shape, spot.x, spot.y))) continue;
        const hidden = hiddenOf(box, items);
        if (!best || hidden < best.hidden) best = { spot, hidden };
        if (!hidden) return spot;
      }
    }
    return best && best.hidden < width * height * MOST_HIDDEN ? best.spot : null;
  }

  /** Whether marks have come to lie over a name. */
  isHidden(view, items) {
    return this.#labels.some(({ spot, width, height }) => hiddenOf(boxAt(spot, view, width, height), items) > width * height * MOST_HIDDEN);
  }

  drawLabels(c, view, palette) {
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.lineJoin = 'round';
    for (const { kind, label, spot, size } of this.#lines) {
      const x = spot.x * view.scale - view.left, y = spot.y * view.scale - view.top, cos = Math.cos(spot.angle) * view.density, sin = Math.sin(spot.angle) * view.density;
      c.setTransform(cos, sin, -sin, cos, x * view.density, y * view.density);
      c.font = `${kind === 'water' ? 'italic ' : ''}400 ${size}px ${palette.font}`;
      c.strokeStyle = palette['map-halo'];
      c.lineWidth = size * 0.24;
      if (kind !== 'water') c.strokeText(label, 0, 0);
      c.fillStyle = palette[kind === 'water' ? 'map-label-water' : 'map-label-2'];
      c.fillText(label, 0, 0);
    }
    c.setTransform(view.density, 0, 0, view.density, 0, 0);
    for (const { area, spot, size, width, height } of this.#labels) {
      const x = spot.x * view.scale - view.left, y = spot.y * view.scale - view.top;
      if (area.text) this.#plate(c, area, palette, x, y, size, width, height);
      else {
        c.font = `${area.fine ? 400 : 700} ${size}px ${palette.font}`;
        c.strokeStyle = palette['map-halo'];
        c.lineWidth = size * 0.26;
        c.strokeText(area.name, x, y);
        c.fillStyle = palette[area.fine ? 'map-label-2' : 'map-label'];
        c.fillText(area.name, x, y);
      }
    }
  }

  #plate(c, area, palette, x, y, size, width, height) {
    const bad = area.tone === BAD;
    c.beginPath();
    c.roundRect(x - width / 2, y - height / 2, width, height, size * 0.25);
    c.fillStyle = palette[bad ? 'cc-breached-fill' : 'map-halo'];
    c.fill();
    c.fillStyle = palette[bad ? 'cc-on-breached' : 'cc-text'];
    c.font = `${bad ? 700 : 400} ${size}px ${palette.font}`;
    c.fillText(area.name, x, y - size * 0.65);
    c.font = `700 ${size}px ${palette.font}`;
    c.fillText(area.text, x, y + size * 0.72);
  }
}

// Where a name may stand along lines, the middle first: on stretches that hardly turn, with the angle that is read from left to right.
function lineSpots(parts) {
  const { xy } = parts.reduce((a, b) => b.xy.length > a.xy.length ? b : a), count = xy.length / 2, lengths = [0];
  for (let i = 1; i < count; i++) lengths.push(lengths[i - 1] + Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]));
  const whole = lengths[count - 1];
  const at = distance => {
    let i = 1;
    while (i < count - 1 && lengths[i] < distance) i++;
    const t = (distance - lengths[i - 1]) / (lengths[i] - lengths[i - 1] || 1);
    return [xy[2 * i - 2] + (xy[2 * i] - xy[2 * i - 2]) * t, xy[2 * i - 1] + (xy[2 * i + 1] - xy[2 * i - 1]) * t];
  };
  return [0.5, 0.25, 0.75, 0.38, 0.62, 0.14, 0.86].map(share => {
    const half = whole * 0.06, [x, y] = at(whole * share), [ax, ay] = at(whole * share - half), [bx, by] = at(whole * share + half);
    const angle = Math.atan2(by - ay, bx - ax);
    return { x, y, width: whole / 3, angle: Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle };
  });
}

const inView = (box, { scale, left, top, width, height }) =>
  box.maxX * scale >= left && box.minX * scale <= left + width && box.maxY * scale >= top && box.minY * scale <= top + height;

// Sets the canvas to the shape's own pixels and says by how much they are stretched.
function place(c, { box }, view) {
  const stretch = view.scale / (256 * 2 ** view.level), s = stretch * view.density;
  c.setTransform(s, 0, 0, s, (box.minX * view.scale - view.left) * view.density, (box.minY * view.scale - view.top) * view.density);
  return stretch;
}

function boxAt(spot, view, width, height) {
  const x = spot.x * view.scale - view.left, y = spot.y * view.scale - view.top;
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

// How much of a box is under marks, in square pixels.
const hiddenOf = (box, items) => items.reduce((sum, i) => sum + shared(box, { left: i.x - i.reach, right: i.x + i.reach, top: i.y - i.reach, bottom: i.y + i.reach }), 0);

// How much of two boxes is the same, in square pixels.
const shared = (a, b) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
