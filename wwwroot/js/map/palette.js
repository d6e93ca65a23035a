// Colours and sizes come from the tokens, read once per theme and size and then used as plain values.
const TOKENS = [
  '--map-land', '--map-land-2', '--map-rural', '--map-park', '--map-water', '--map-water-line', '--map-road-1', '--map-road-1-case', '--map-road-2', '--map-road-3',
  '--map-road-4', '--map-rail', '--map-boundary', '--map-grid', '--map-label', '--map-label-2', '--map-label-water', '--map-halo', '--map-route',
  '--map-tone-1', '--map-tone-2', '--map-tone-3', '--map-tone-4', '--map-tone-line',
  '--cc-bg', '--cc-panel', '--cc-raised', '--cc-line-strong', '--cc-text', '--cc-text-2', '--cc-text-3', '--cc-mark', '--cc-accent', '--cc-on-accent',
  '--cc-critical-fill', '--cc-critical-solid', '--cc-on-critical', '--cc-critical-text', '--cc-high-fill', '--cc-on-high', '--cc-high-text',
  '--cc-medium-fill', '--cc-on-medium', '--cc-medium-text', '--cc-low-fill', '--cc-on-low', '--cc-low-text',
  '--cc-atrisk-fill', '--cc-breached-fill', '--cc-on-breached', '--cc-ok-fill', '--cc-stale-fill', '--cc-stale-bg', '--cc-stale-text',
];

/** The tokens by name without their dashes, as they hold at an element. */
export function readPalette(element) {
  const style = getComputedStyle(element);
  const palette = Object.fromEntries(TOKENS.map(t => [t.slice(2), style.getPropertyValue(t).trim()]));
  palette.font = style.getPropertyValue('--cc-font').trim() || 'sans-serif';
  palette.light = style.colorScheme.includes('light');
  return palette;
}

/** Sizes in CSS pixels: m, a mark; line, one unit of line width; text, a place's name. The style sheet says them per surface. */
export function readSizes(element) {
  const probe = document.createElement('i');
  probe.className = 'cc-map-probe';
  element.append(probe);
  const style = getComputedStyle(probe);
  const sizes = { mark: parseFloat(style.width) || 18, line: parseFloat(style.height) || 1, text: parseFloat(style.fontSize) || 12 };
  probe.remove();
  return sizes;
}

/** Calls back when the theme may have changed; returns how to stop. */
export function watchTheme(element, changed) {
  const observer = new MutationObserver(changed);
  const wanted = { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] };
  for (const watched of new Set([document.documentElement, document.body, element.closest('[data-theme]')])) {
    if (watched) observer.observe(watched, wanted);
  }
  return () => observer.disconnect();
}
