// Circles of a radius on the ground, dashed, with their length written on the northern edge.
const EQUATOR = 40075016.686; // metres around the earth, as Web Mercator takes it

export function drawRing(c, { x, y, latitude, meters, label, strong }, view, palette, sizes) {
  const radius = meters / (EQUATOR * Math.cos(latitude * Math.PI / 180)) * view.scale;
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
