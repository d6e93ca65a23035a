// One map: what it holds, when it is painted, and where it looks. Zoom and pan belong to whoever looks: nothing here moves
// the view but the first fit, a "view" change, and a resize before anybody has touched it.
import { Ground } from './ground.js';
import { Marks } from './marks.js';
import { readPalette, readSizes, watchTheme } from './palette.js';
import { Pointer } from './pointer.js';
import { emptyBox, grow, projectX, projectY, unproject } from './shapes.js';
import { Symbols } from './symbols.js';
import { CLOSEST, Tiles } from './tiles.js';

// What a view was fitted to; something better may fit it again, the same never.
const FIT = { nothing: 0, base: 1, marks: 2, areas: 3, asked: 4 };

export class CityMap {
  #L; #element; #options; #map; #panes = {}; #symbols; #palette; #sizes; #tiles; #pointer;
  #ground = new Ground();
  #marks = new Marks();
  #fitted = FIT.nothing;
  #home = null;
  #held = false; // a person has moved the view
  #quiet = false; // we are moving it
  #more = false; // a change has come in part; a first view of a part would stay
  #frame = 0;
  #stale = { ground: true, marks: true, labels: true };
  #labelsKnewMarks = false;
  #stops = [];
  #gone = new AbortController();

  constructor(L, element, options, dotnet) {
    this.#L = L;
    this.#element = element;
    this.#options = options;
    this.#quietly(() => this.#build());
    this.#readLook();
    this.#watch();
    this.#pointer = new Pointer(this.#map, element, options, dotnet, {
      itemAt: p => this.#marks.hit(p.x + (this.#view?.edge ?? 0), p.y + (this.#view?.edge ?? 0)),
      areaAt: at => this.#ground.areaAt(projectX(at.lng), projectY(at.lat)),
      markSize: () => this.#sizes.mark,
      pin: at => { this.#marks.setPin(at); this.#stale.marks = true; this.#ask(); },
    });
    options.baseLayers?.forEach((address, i) => this.#load(address, i));
  }

  apply(changes, more) {
    for (const change of changes) this.#verbs[change.op]?.(change);
    this.#more = more;
    if (more) return;
    this.#fit();
    this.#ask();
  }

  #verbs = {
    mark: c => { this.#marks.set(c); this.#stale.marks = true; },
    unmark: c => { this.#marks.remove(c.id); this.#stale.marks = true; },
    area: c => { this.#ground.setArea(c); this.#stale.ground = this.#stale.labels = true; },
    tone: c => { this.#ground.setTone(c); this.#stale.ground = this.#stale.labels = true; },
    unarea: c => { this.#ground.removeArea(c.id); this.#stale.ground = this.#stale.labels = true; },
    rings: c => { this.#marks.setRings(c.rings); this.#stale.marks = this.#stale.labels = true; },
    pin: c => { this.#marks.setPin(c.at); this.#stale.marks = true; },
    view: c => { this.#home = [[c.at[0], c.at[1]], [c.at[2], c.at[3]]]; this.#held = false; this.#fitted = FIT.asked; this.#goHome(); },
  };

  dispose() {
    this.#gone.abort();
    cancelAnimationFrame(this.#frame);
    this.#stops.forEach(stop => stop());
    this.#tiles?.stop();
    this.#pointer.stop();
    this.#map.remove();
    Object.values(this.#panes).forEach(c => { c.canvas.width = c.canvas.height = 0; }); // frees the picture now, not at the next collection
  }

  #build() {
    const L = this.#L, o = this.#options, free = o.interactive;
    this.#element.classList.toggle('cc-map-pickable', o.pickable);
    const map = this.#map = L.map(this.#element, {
      zoomControl: false, attributionControl: false, trackResize: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false,
      inertia: false, minZoom: 2, maxZoom: CLOSEST, zoomSnap: o.tileUrl ? 1 : 0.05, wheelPxPerZoomLevel: 100,
      dragging: free, scrollWheelZoom: free, doubleClickZoom: free && !o.pickable, boxZoom: free, keyboard: free, touchZoom: free,
    });
    map.setView([20, 0], 2, { animate: false });
    for (const [name, z] of [['ground', 210], ['marks', 450]]) {
      const pane = map.createPane(`cc-${name}`);
      pane.style.zIndex = z;
      pane.style.pointerEvents = 'none';
      const canvas = L.DomUtil.create('canvas', '', pane);
      this.#panes[name] = canvas.getContext('2d');
    }
    if (free) L.control.zoom({ position: 'topright', zoomInTitle: o.zoomIn, zoomOutTitle: o.zoomOut }).addTo(map);
    L.control.scale({ position: 'bottomright', imperial: false, maxWidth: o.wall ? this.#element.clientHeight / 4 || 160 : 90 }).addTo(map);
    if (o.attribution) {
      const words = document.createElement('span');
      words.textContent = o.attribution;
      L.control.attribution({ position: 'bottomright', prefix: false }).addAttribution(words.innerHTML).addTo(map);
    }
    if (o.tileUrl) this.#tiles = new Tiles(L, map, o.tileUrl, () => { this.#stale.ground = true; this.#ask(); });
  }

  async #load(address, index) {
    try {
      const answer = await fetch(address, { signal: this.#gone.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.#ground.addLayer(index, await answer.json());
    } catch (reason) {
      if (!this.#gone.signal.aborted) console.warn(`Base layer ${address}: ${reason.message}`);
      return;
    }
    if (this.#gone.signal.aborted) return;
    this.#stale.ground = true;
    this.#fit();
    this.#ask();
  }

  #watch() {
    const map = this.#map, element = this.#element;
    map.on('movestart', () => { if (!this.#quiet) this.#held = true; });
    map.on('move', () => this.#moved(false));
    map.on('moveend zoomend viewreset', () => this.#moved(true));
    const listen = (target, name, handler) => { target.addEventListener(name, handler); this.#stops.push(() => target.removeEventListener(name, handler)); };
    listen(document.fonts, 'loadingdone', () => this.#look());
    const size = new ResizeObserver(() => this.#resized());
    size.observe(element);
    this.#stops.push(() => size.disconnect(), watchTheme(element, () => this.#look()));
    this.#watchDensity();
  }

  // A window dragged to another screen changes the density; the query that notices it is for one density only.
  #watchDensity() {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const changed = () => { this.#look(); this.#watchDensity(); };
    query.addEventListener('change', changed, { once: true, signal: this.#gone.signal });
  }

  #resized() {
    const { clientWidth: width, clientHeight: height, style } = this.#element;
    if (!width || !height) return; // hidden: the picture waits as it is
    // No observer runs between a print's layout and its paper: there the picture keeps the size it was painted in, and the style sheet shrinks it into its box.
    style.setProperty('--painted-width', `${width}px`);
    style.setProperty('--painted-height', `${height}px`);
    style.setProperty('--painted-zoom', Math.min(1, 480 / width, 320 / height));
    this.#quietly(() => this.#map.invalidateSize({ animate: false, pan: false }));
    this.#look();
    this.#fit();
    if (!this.#held) this.#goHome();
  }

  #readLook() {
    this.#palette = readPalette(this.#element);
    this.#sizes = readSizes(this.#element);
    this.#symbols = new Symbols(this.#palette, this.#sizes.mark, this.#sizes.text, devicePixelRatio);
  }

  #look() {
    this.#readLook();
    this.#stale = { ground: true, marks: true, labels: true };
    this.#ask();
  }

  #quietly(move) {
    this.#quiet = true;
    try { move(); } finally { this.#quiet = false; }
  }

  // The first view: everything there is, once there is something better to show than before.
  #fit() {
    if (this.#more || this.#held || !this.#element.clientWidth || !this.#element.clientHeight) return;
    const better = [[FIT.areas, () => this.#ground.box(true)], [FIT.marks, () => this.#marksBox()], [FIT.base, () => this.#ground.box(false)]];
    for (const [rank, find] of better) {
      if (rank <= this.#fitted) return;
      const box = find();
      if (!box) continue;
      this.#fitted = rank;
      this.#home = [unproject(box.minX, box.maxY), unproject(box.maxX, box.minY)];
      this.#goHome();
      return;
    }
  }

  #marksBox() {
    if (!this.#marks.marks.size) return null;
    const box = emptyBox();
    for (const { x, y } of this.#marks.marks.values()) grow(box, x, y);
    return box;
  }

  #goHome() {
    if (!this.#home || !this.#element.clientWidth || !this.#element.clientHeight) return;
    const fit = bottom => this.#quietly(() => this.#map.fitBounds(this.#home, {
      animate: false, maxZoom: 17, paddingTopLeft: [this.#sizes.mark, this.#sizes.mark], paddingBottomRight: [this.#sizes.mark, bottom],
    }));
    fit(this.#sizes.mark);
    // Only where the legend would lie on what is shown does it cost room.
    const sw = this.#map.latLngToContainerPoint(this.#home[0]), ne = this.#map.latLngToContainerPoint(this.#home[1]);
    const under = this.#covers().filter(r => r.top > this.#element.clientHeight / 2 && r.left < ne.x && r.right > sw.x && r.top < sw.y);
    if (under.length) fit(this.#element.clientHeight - Math.min(...under.map(r => r.top)));
    this.#moved(true);
  }

  #moved(ended) {
    // While a hand drags, the sheets move with the pane; they are painted anew only when their spare edge is used up.
    if (ended || this.#beyondEdge()) {
      this.#stale = { ground: true, marks: true, labels: true };
      this.#ask();
    }
  }

  #beyondEdge() {
    const at = this.#map.getPixelBounds().min, v = this.#view;
    return !v || v.zoom !== this.#map.getZoom() || at.x < v.left || at.y < v.top
      || at.x + this.#map.getSize().x > v.left + v.width || at.y + this.#map.getSize().y > v.top + v.height;
  }

  #view = null;

  #ask() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => { this.#frame = 0; this.#paint(); });
  }

  #paint() {
    const size = this.#map.getSize();
    if (!size.x || !size.y || !this.#element.clientWidth) return;
    const view = this.#measure(size), { ground, marks } = this.#panes, stale = this.#stale;
    if (stale.ground || stale.labels || stale.marks) this.#marks.layout(view, this.#sizes.mark);
    if (stale.marks) this.#marks.draw(this.#sheet(marks, view), view, this.#symbols, this.#palette, this.#sizes);
    // The first marks may move names out of their way; later ones only a name that they cover.
    const inTheWay = this.#marks.items.length > 0 && (!this.#labelsKnewMarks || (stale.marks && this.#ground.isHidden(view, this.#marks.items)));
    if (stale.ground || stale.labels || inTheWay) {
      const c = this.#sheet(ground, view);
      this.#ground.draw(c, view, this.#palette, this.#sizes, this.#tiles?.show);
      if (stale.labels || inTheWay) this.#ground.layoutLabels(c, view, this.#palette, this.#sizes, this.#taken(view), this.#marks.items);
      this.#ground.drawLabels(c, view, this.#palette);
      this.#labelsKnewMarks = this.#marks.items.length > 0;
    }
    this.#stale = { ground: false, marks: false, labels: false };
  }

  // left and top: the sheets' corner in pixels of the whole world at this zoom; edge: what they reach beyond the map.
  #measure(size) {
    const zoom = this.#map.getZoom(), edge = this.#options.interactive ? Math.round(Math.max(size.x, size.y) * 0.12) : 0;
    const min = this.#map.getPixelBounds().min;
    return this.#view = {
      zoom, level: Math.ceil(zoom), scale: 256 * 2 ** zoom, edge, density: devicePixelRatio,
      left: min.x - edge, top: min.y - edge, width: size.x + 2 * edge, height: size.y + 2 * edge,
    };
  }

  #sheet(c, { width, height, edge, density }) {
    const canvas = c.canvas, w = Math.round(width * density), h = Math.round(height * density);
    if (canvas.width !== w || canvas.height !== h) {
      Object.assign(canvas, { width: w, height: h });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    this.#L.DomUtil.setPosition(canvas, this.#map.containerPointToLayerPoint([-edge, -edge]));
    return c;
  }

  // Where no name goes, on the canvas: under what lies over the map, and where rings write.
  #taken(view) {
    const { edge } = view;
    return [...this.#covers().map(r => ({ left: r.left + edge, right: r.right + edge, top: r.top + edge, bottom: r.bottom + edge })), ...this.#marks.ringLabels(view, this.#sizes)];
  }

  // What lies over the map and must not be written under, in its own pixels.
  #covers() {
    const from = this.#element.getBoundingClientRect(), room = this.#sizes.text * 0.5;
    return [...(this.#element.parentElement ?? this.#element).querySelectorAll('.cc-map-legend, .leaflet-control')].map(e => e.getBoundingClientRect())
      .map(r => ({ left: r.left - from.left - room, right: r.right - from.left + room, top: r.top - from.top - room, bottom: r.bottom - from.top + room }));
  }
}
