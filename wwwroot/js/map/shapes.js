// Outlines and lines: decoded, projected to Web Mercator in 0..1, simplified per zoom and kept as paths.
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE = new Uint8Array(128);
[...DIGITS].forEach((c, i) => { VALUE[c.charCodeAt(0)] = i; });
const TOLERANCE = 0.6; // pixels: less than the width of the line that hides it

export const projectX = longitude => longitude / 360 + 0.5;
export const projectY = latitude => {
  const sine = Math.sin(Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/** Latitude and longitude of a place in 0..1. */
export const unproject = (x, y) => [360 / Math.PI * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90, (x - 0.5) * 360];

/** Parts of a shape: ids (one number per vertex, equal for equal places), xy (x, y, x, y…) and the box around them. */
export function decode(text) {
  const shape = { parts: [], box: emptyBox(), paths: new Map() };
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('.', at) < 0 ? text.length : text.indexOf('.', at);
    const xy = [], ids = [];
    let longitude = 0, latitude = 0;
    const number = () => {
      let value = 0, factor = 1, digit;
      do { digit = VALUE[text.charCodeAt(at++)]; value += (digit & 31) * factor; factor *= 32; } while (digit & 32);
      return value % 2 ? -(value - 1) / 2 : value / 2;
    };
    while (at < end) {
      longitude += number();
      latitude += number();
      xy.push(projectX(longitude / 1e6), projectY(latitude / 1e6));
      ids.push(Math.round(longitude / 10 + 18e6) * 18000001 + Math.round(latitude / 10 + 9e6));
      grow(shape.box, xy[xy.length - 2], xy[xy.length - 1]);
    }
    shape.parts.push({ xy: Float64Array.from(xy), ids: Float64Array.from(ids) });
    at = end + 1;
  }
  return shape;
}

export const emptyBox = () => ({ minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity });

export function grow(box, x, y) {
  if (x < box.minX) box.minX = x;
  if (x > box.maxX) box.maxX = x;
  if (y < box.minY) box.minY = y;
  if (y > box.maxY) box.maxY = y;
}

/** Gives every area its edge: its outline without what a neighbour already draws, so that no border is drawn twice. */
export function shareEdges(areas) {
  const drawn = new Set(), vertices = new Map();
  const vertex = id => { let v = vertices.get(id); if (v === undefined) vertices.set(id, v = vertices.size); return v; };
  for (const area of areas) {
    const parts = [];
    for (const { xy, ids } of area.shape.parts) {
      let run = [];
      for (let i = 1; i < ids.length; i++) {
        const a = vertex(ids[i - 1]), b = vertex(ids[i]), key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
        if (a === b && run.length) continue;
        if (drawn.has(key)) { if (run.length) parts.push({ xy: Float64Array.from(run) }); run = []; continue; }
        drawn.add(key);
        if (!run.length) run.push(xy[2 * i - 2], xy[2 * i - 1]);
        run.push(xy[2 * i], xy[2 * i + 1]);
      }
      if (run.length) parts.push({ xy: Float64Array.from(run) });
    }
    area.edge = { parts, box: area.shape.box, paths: new Map() };
  }
}

/** A path in pixels of that whole zoom, from the shape's upper left corner; simplified once and kept. */
export function pathAt(shape, zoom, closed) {
  let path = shape.paths.get(zoom);
  if (path) return path;
  path = new Path2D();
  const scale = 256 * 2 ** zoom, { minX, minY } = shape.box;
  for (const part of shape.parts) {
    const kept = simplify(part.xy, TOLERANCE / scale);
    if (closed && kept.length < 3) continue; // smaller than a pixel here
    kept.forEach((i, n) => {
      const x = (part.xy[2 * i] - minX) * scale, y = (part.xy[2 * i + 1] - minY) * scale;
      if (n) path.lineTo(x, y); else path.moveTo(x, y);
    });
    if (closed) path.closePath();
  }
  shape.paths.set(zoom, path);
  return path;
}

/** Douglas and Peucker: the indices of the vertices that stay. */
function simplify(xy, tolerance) {
  const count = xy.length / 2, keep = new Uint8Array(count), open = [0, count - 1], limit = tolerance * tolerance;
  keep[0] = keep[count - 1] = 1;
  while (open.length) {
    const last = open.pop(), first = open.pop();
    let worst = limit, at = 0;
    for (let i = first + 1; i < last; i++) {
      const d = squareToSegment(xy[2 * i], xy[2 * i + 1], xy[2 * first], xy[2 * first + 1], xy[2 * last], xy[2 * last + 1]);
      if (d > worst) { worst = d; at = i; }
    }
    if (at) { keep[at] = 1; open.push(first, at, at, last); }
  }
  const kept = [];
  for (let i = 0; i < count; i++) if (keep[i]) kept.push(i);
  return kept;
}

function squareToSegment(px, py, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length)) : 0;
  return (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2;
}

/** Whether a place in 0..1 is inside the shape. */
export function contains({ parts, box }, x, y) {
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) return false;
  let inside = false;
  for (const { xy } of parts) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      if ((xy[i + 1] > y) !== (xy[j + 1] > y) && x < (xy[j] - xy[i]) * (y - xy[i + 1]) / (xy[j + 1] - xy[i + 1]) + xy[i]) inside = !inside;
    }
  }
  return inside;
}

/** Where a name may stand inside a shape, best first: on its widest level lines, as { x, y, width }. */
export function labelSpots({ parts, box }, lines = 17) {
  const spots = [];
  for (let n = 1; n < lines; n++) {
    const y = box.minY + (box.maxY - box.minY) * n / lines, crossings = [];
    for (const { xy } of parts) {
      for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
        if ((xy[i + 1] > y) !== (xy[j + 1] > y)) crossings.push((xy[j] - xy[i]) * (y - xy[i + 1]) / (xy[j + 1] - xy[i + 1]) + xy[i]);
      }
    }
    crossings.sort((a, b) => a - b);
    let best = null;
    for (let i = 1; i < crossings.length; i += 2) {
      const width = crossings[i] - crossings[i - 1];
      if (!best || width > best.width) best = { x: (crossings[i] + crossings[i - 1]) / 2, y, width };
    }
    if (!best) continue;
    // A name in the middle of its area is understood sooner than one at its edge.
    const rank = best.width * (1 - Math.abs(n / lines - 0.5));
    spots.push({ ...best, rank });
    for (const side of [-0.25, -0.14, 0.14, 0.25]) spots.push({ x: best.x + side * best.width, y, width: best.width * (1 - 2 * Math.abs(side)), rank: rank * (0.6 - Math.abs(side)) });
  }
  return spots.sort((a, b) => b.rank - a.rank);
}
