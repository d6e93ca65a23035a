// Circles of a radius on the ground, dashed, with their length written on the northern edge.
const EQUATOR = 40075016.686; // metres around the earth, as Web Mercator takes it

const radiusOf = ({ latitude, meters }, view) => meters / (EQUATOR * Math.cos(latitude * Math.PI / 180)) * view.scale;

/** Where its length is written, on the canvas: no name of an area goes there. */
export function ringLabelBox(ring, view, sizes) {
  const x = ring.x * view.scale - view.left, y = ring.y * view.scale - view.top - radiusOf(ring, view), half = ring.label.length * sizes.text * 0.35;
  return { left: x - half, right: x + half, top: y - sizes.text, bottom: y + sizes.text };
}

export function drawRing(c, ring, view, palette, sizes) {
  const { x, y, label, strong } = ring, radius = radiusOf(ring, view);
  const px = x * view.scale - view.left, py = y * view.scale - view.top;
  c.setTransform(view.density, 0, 0, view.density, 0, 0);
  c.beginPath();
  c.arc(px, py, radius, 0, 2 * Math.PI);
  c.strokeStyle = c.fillStyle = palette['map-route'];
  if (strong) {
    c.globalAlpha = 0.06;
    c.fill();
  }
  c.globalAlpha = strong ? 0.85 : 0.5;
  c.lineWidth = sizes.line * (strong ? 1.8 : 1.2);
  c.setLineDash(strong ? [9, 5] : [3, 5]);
  c.stroke();
  c.setLineDash([]);
  c.globalAlpha = 1;
  c.font = `${sizes.text}px ${palette.font}`;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.lineWidth = sizes.text * 0.35;
  c.lineJoin = 'round';
  c.strokeStyle = palette['map-halo'];
  c.strokeText(label, px, py - radius);
  c.fillStyle = palette['cc-text-2'];
  c.fillText(label, px, py - radius);
  c.textAlign = 'start';
}
