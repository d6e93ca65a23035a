// How marks look. A symbol is painted once per size, theme and face, and then copied.

/** The order of C#'s MapSymbol: the number is also the urgency. */
export const SYMBOLS = [
  ['device'], ['device', 'stale'], ['person', 'stale'], ['person'], ['clock', 'met'], ['clock', 'paused'], ['clock', 'ok'],
  ['alarm', 'low', 'cleared'], ['alarm', 'low', 'ack'], ['alarm', 'low', 'active'], ['clock', 'atrisk'],
  ['alarm', 'medium', 'cleared'], ['alarm', 'medium', 'ack'], ['alarm', 'medium', 'active'], ['clock', 'breached'],
  ['alarm', 'high', 'cleared'], ['alarm', 'high', 'ack'], ['alarm', 'high', 'active'],
  ['alarm', 'critical', 'cleared'], ['alarm', 'critical', 'ack'], ['alarm', 'critical', 'active'],
];
export const CRITICAL_ACTIVE = 20;
const FIRST_ABNORMAL = 7; // alarms, and clocks at risk or breached

// Drawn on 24 × 24 units.
const SHAPES = {
  critical: ['M7.6 1.5h8.800l6.100 6.100v8.800l-6.100 6.100H7.600l-6.100-6.100V7.600z', [['M12 6.200v7.300', 2.8], ['M12 17.700h.02', 3.4]]],
  high: ['M12 2.200L23 21.200H1z', [['M12 9v5.400', 2.6], ['M12 18h.02', 3]]],
  medium: ['M12 1.200L22.800 12 12 22.800 1.200 12z', [['M8 12h8', 2.8]]],
  low: ['M2.500 12a9.500 9.500 0 1 0 19 0a9.500 9.500 0 1 0-19 0z', [['M12 12h.02', 4.6]]],
};
const ICONS = {
  person: 'M8.500 7a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0M5 20.500c0-4.500 2.800-7 7-7s7 2.500 7 7',
  device: 'M7 7h10v10H7zM12 3v4M12 17v4M3 12h4M17 12h4',
  water: 'M3 8c3-2.500 6-2.500 9 0s6 2.500 9 0M3 13c3-2.500 6-2.500 9 0s6 2.500 9 0M3 18c3-2.500 6-2.500 9 0s6 2.500 9 0',
  rain: 'M7 13.500a4 4 0 0 1 .3-8 5.500 5.500 0 0 1 10.400 1.600A3.300 3.300 0 0 1 17 13.500M8 17l-1 3M12.500 17l-1 3M17 17l-1 3',
  manhole: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M7 9h10M6 12h12M7 15h10',
  gas: 'M12 3c1 4 5.500 6 5.500 11a5.500 5.500 0 0 1-11 0c0-3 2-4.500 2.500-7 1.200.8 2 2 2.200 3.200C12 8.500 12.300 6 12 3z',
  smoke: 'M4 18h16M6 14.500c2-1 2-3 4-3s2 2 4 2 2-3 4-3M8 7.500c1.500-.8 1.500-2.500 3-2.500s1.500 1.500 3 1.500',
  sos: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M8.400 12a3.600 3.600 0 1 0 7.200 0a3.600 3.600 0 1 0-7.200 0',
  motion: 'M9 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M11 8.500l-2.500 5 3.500 2v5M11 10l3.500 2.500M8.500 13.500l-2.500 6M18 6a6 6 0 0 1 0 7',
  ebike: 'M2.500 16a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0M14.500 16a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0M6 16l4-7h5l3 7M9 6h2.500M12 12.500l-1.500 3.500h3L12 19.500',
  crowd: 'M9.400 8a2.600 2.600 0 1 0 5.200 0a2.600 2.600 0 1 0-5.200 0M3.500 10a2 2 0 1 0 4 0a2 2 0 1 0-4 0M16.500 10a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7.500 19c0-3.500 1.800-5.500 4.500-5.500s4.500 2 4.500 5.500M2.500 18c0-2.500 1.200-4 3.200-4M21.500 18c0-2.500-1.200-4-3.200-4',
  noise: 'M4 10v4h3.500L12 18V6L7.500 10zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  camera: 'M3 8.500l12-3.500 1.800 5.500-12 3.500zM16 7.500l4.500-1M8.500 13l1 3.500H4M4 14v5',
  door: 'M6 21V4l9-1.500V21M3.500 21h17M15 6h3v15M11.500 12v1.500',
  pump: 'M5 13a6 6 0 1 0 12 0a6 6 0 1 0-12 0M11 7h9v4h-3.300M3 13h2M11 10v3l2.500 2M6 21h10',
  gate: 'M4 4v17M20 4v17M4 7h16M8 7v8h8V7M4 19c2.700-1.600 5.300-1.600 8 0s5.300 1.600 8 0',
};
const PIN = 'M12 23c5-5.500 7-9 7-12.500a7 7 0 0 0-14 0C5 14 7 17.500 12 23z';

export class Symbols {
  constructor(palette, mark, text, density) {
    Object.assign(this, { palette, mark, text, density, kept: new Map() });
  }

  /** One mark as a picture { canvas, width, height } in CSS pixels. */
  of(mark) {
    const [kind, state] = SYMBOLS[mark.symbol], words = kind === 'person' ? mark.label ?? '' : kind === 'alarm' ? mark.tag ?? '' : '';
    return this.#keep(`${mark.symbol}|${mark.share}|${mark.icon ?? ''}|${words}`, () => {
      if (kind === 'clock') return this.#clock(state, mark.share);
      if (kind === 'person') return this.#person(words, state === 'stale');
      if (kind === 'device') return this.#device(mark.icon, state === 'stale');
      if (words) return this.#plate(state, SYMBOLS[mark.symbol][2], words);
      return this.#alarm(state, SYMBOLS[mark.symbol][2], mark.symbol === CRITICAL_ACTIVE);
    });
  }

  /** Several marks as one: a grey disc with their number, and the worst at its corner if that is abnormal. */
  cluster(count, worst) {
    const corner = worst >= FIRST_ABNORMAL ? worst : -1;
    return this.#keep(`cluster|${count}|${corner}`, () => this.#cluster(count, corner));
  }

  pin() {
    return this.#keep('pin', () => this.#sheet(this.mark * 2.4, this.mark * 4.2, c => {
      const s = this.mark * 2 / 24;
      c.scale(s, s);
      c.translate(-12, -23);
      this.#halo(c, new Path2D(PIN), 3);
      c.fillStyle = this.palette['cc-accent'];
      c.fill(new Path2D(PIN));
      c.fillStyle = this.palette['cc-on-accent'];
      c.beginPath();
      c.arc(12, 10.5, 2.6, 0, 7);
      c.fill();
    }));
  }

  #keep(key, make) {
    let picture = this.kept.get(key);
    if (!picture) {
      if (this.kept.size > 3000) this.kept.clear();
      this.kept.set(key, picture = make());
    }
    return picture;
  }

  // The painter draws around 0, 0.
  #sheet(width, height, paint) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(width * this.density);
    canvas.height = Math.ceil(height * this.density);
    const c = canvas.getContext('2d');
    c.setTransform(this.density, 0, 0, this.density, canvas.width / 2, canvas.height / 2);
    c.lineCap = c.lineJoin = 'round';
    paint(c);
    return { canvas, width: canvas.width / this.density, height: canvas.height / this.density };
  }

  #halo(c, path, width) {
    c.strokeStyle = this.palette['map-halo'];
    c.lineWidth = width;
    c.stroke(path);
  }

  #clock(state, share) {
    const p = this.palette, m = this.mark, side = m * 1.06 + 2;
    const ink = { ok: p['cc-mark'], met: p['cc-ok-fill'], paused: p['cc-text-3'], atrisk: p['cc-atrisk-fill'], breached: p['cc-breached-fill'] }[state];
    return this.#sheet(side + 4, side + 4, c => {
      c.beginPath();
      c.roundRect(-side / 2, -side / 2, side, side, m * 0.2);
      c.fillStyle = p['cc-raised'];
      c.fill();
      c.strokeStyle = ink;
      c.lineWidth = Math.max(1, m / 18);
      c.stroke();
      this.#face(c, state, share, ink, m * 0.86);
    });
  }

  #face(c, state, share, ink, size) {
    c.save();
    c.scale(size / 24, size / 24);
    c.fillStyle = c.strokeStyle = ink;
    c.beginPath();
    if (state === 'breached') {
      c.roundRect(-10, -10, 20, 20, 4);
      c.fill();
      c.strokeStyle = this.palette['cc-on-breached'];
      c.lineWidth = 2.6;
      c.stroke(new Path2D('M0-5.500v6.200l4 2.600'));
    } else {
      c.arc(0, 0, 9.5, 0, 7);
      c.lineWidth = 2.2;
      c.stroke();
      if (state === 'paused') {
        c.lineWidth = 2.6;
        c.stroke(new Path2D('M-2.500-3.500v7M2.500-3.500v7'));
      } else if (share > 0) {
        c.beginPath();
        c.moveTo(0, 0);
        c.arc(0, 0, 7, -Math.PI / 2, -Math.PI / 2 + Math.min(0.9999, share) * 2 * Math.PI);
        c.closePath();
        c.fill();
      }
    }
    c.restore();
  }

  #alarm(priority, state, big) {
    const m = this.mark, size = big ? m * 2 : m * 1.25;
    return this.#sheet(big ? m * 3.1 : size + 6, big ? m * 3.1 : size + 6, c => {
      if (big) {
        c.beginPath();
        c.arc(0, 0, m * 1.36, 0, 7);
        c.strokeStyle = this.palette['cc-critical-fill'];
        c.lineWidth = m * 0.12;
        c.stroke();
      }
      this.#priority(c, priority, state, size);
    });
  }

  // A value beside its symbol; an active Critical's is the one that is filled.
  #plate(priority, state, words) {
    const p = this.palette, m = this.mark, font = `700 ${m * 0.92}px ${p.font}`, height = m * 1.5, width = m * 1.75 + this.#width(font, words);
    const filled = priority === 'critical' && state === 'active';
    return this.#sheet(width + 6, height + 6, c => {
      c.beginPath();
      c.roundRect(-width / 2, -height / 2, width, height, m * 0.2);
      c.fillStyle = filled ? p['cc-critical-solid'] : p['cc-panel'];
      c.fill();
      c.strokeStyle = filled ? '#fff' : p[`cc-${priority}-text`];
      c.lineWidth = Math.max(1, m / 10);
      c.stroke();
      c.save();
      c.translate(-width / 2 + m * 0.78, 0);
      this.#priority(c, priority, state, m);
      c.restore();
      c.font = font;
      c.textBaseline = 'middle';
      c.fillStyle = filled ? '#fff' : p[`cc-${priority}-text`];
      c.fillText(words, -width / 2 + m * 1.42, m * 0.05);
    });
  }

  #priority(c, priority, state, size) {
    const p = this.palette, [shape, marks] = SHAPES[priority], path = new Path2D(shape), active = state === 'active';
    c.save();
    c.scale(size / 24, size / 24);
    c.translate(-12, -12);
    this.#halo(c, path, 4.5);
    c.fillStyle = active ? p[`cc-${priority}-fill`] : p['cc-panel'];
    c.fill(path);
    // Red is dark to red-blind eyes: the white edge keeps an active Critical the brightest mark.
    c.strokeStyle = !active ? p[`cc-${priority}-text`] : priority === 'critical' ? '#fff' : p.light ? p[`cc-${priority}-text`] : p[`cc-${priority}-fill`];
    c.lineWidth = active ? 1.6 : 2.3;
    if (state === 'cleared') c.setLineDash([4, 3]);
    c.stroke(path);
    c.setLineDash([]);
    c.strokeStyle = active ? p[`cc-on-${priority}`] : p[`cc-${priority}-text`];
    for (const [d, width] of marks) { c.lineWidth = width; c.stroke(new Path2D(d)); }
    c.restore();
  }

  #icon(c, name, size, x) {
    c.save();
    c.translate(x - size / 2, -size / 2);
    c.scale(size / 24, size / 24);
    c.lineWidth = 2;
    c.stroke(new Path2D(ICONS[name] ?? ICONS.device));
    c.restore();
  }

  #device(icon, stale) {
    const p = this.palette, m = this.mark, radius = m * 0.49;
    return this.#sheet(m + 6, m + 6, c => {
      c.beginPath();
      c.arc(0, 0, radius, 0, 7);
      c.fillStyle = p['map-halo'];
      c.fill();
      if (stale) { c.strokeStyle = p['cc-stale-fill']; c.lineWidth = 1; c.setLineDash([3, 2]); c.stroke(); c.setLineDash([]); }
      c.strokeStyle = stale ? p['cc-stale-fill'] : p['cc-mark'];
      this.#icon(c, icon, m * 0.7, 0);
    });
  }

  #person(words, stale) {
    const p = this.palette, m = this.mark, font = `700 ${m * 0.72}px ${p.font}`, height = m;
    const text = words ? this.#width(font, words) + m * 0.5 : 0, width = m + text;
    return this.#sheet(width + 6, height + 6, c => {
      c.beginPath();
      c.roundRect(-width / 2, -height / 2, width, height, height / 2);
      c.fillStyle = stale ? p['cc-stale-bg'] : p['cc-text-2'];
      c.fill();
      c.strokeStyle = stale ? p['cc-stale-fill'] : p['map-halo'];
      c.lineWidth = 1;
      if (stale) c.setLineDash([3, 2]);
      c.stroke();
      c.setLineDash([]);
      c.strokeStyle = c.fillStyle = stale ? p['cc-stale-text'] : p['cc-bg'];
      this.#icon(c, 'person', m * 0.74, -width / 2 + m / 2);
      c.font = font;
      c.textBaseline = 'middle';
      if (words) c.fillText(words, -width / 2 + m, m * 0.04);
    });
  }

  #cluster(count, corner) {
    const p = this.palette, m = this.mark, font = `500 ${m * 0.84}px ${p.font}`, words = count.toLocaleString('en');
    const height = m * 1.75, width = Math.max(height, this.#width(font, words) + m * 0.8);
    return this.#sheet(width + m * 1.1, height + m * 1.1, c => {
      c.beginPath();
      c.roundRect(-width / 2, -height / 2, width, height, height / 2);
      c.fillStyle = p['cc-raised'];
      c.fill();
      c.strokeStyle = p['cc-line-strong'];
      c.lineWidth = Math.max(1, m / 12);
      c.stroke();
      c.font = font;
      c.textAlign = 'center';
      c.textBaseline = 'middle';
      c.fillStyle = p['cc-text'];
      c.fillText(words, 0, m * 0.05);
      if (corner < 0) return;
      const [kind, state, fill] = SYMBOLS[corner];
      c.translate(width / 2 - m * 0.15, -height / 2 + m * 0.05);
      if (kind === 'alarm') this.#priority(c, state, fill, m);
      else this.#badge(c, state);
    });
  }

  #badge(c, state) {
    const size = this.mark * 0.92, ink = this.palette[state === 'breached' ? 'cc-breached-fill' : 'cc-atrisk-fill'];
    const disc = new Path2D();
    disc.roundRect(-size / 2, -size / 2, size, size, size * 0.3);
    c.fillStyle = this.palette['cc-raised'];
    c.fill(disc);
    this.#face(c, state, 0.8, ink, size);
  }

  #width(font, words) {
    const c = this.measure ??= document.createElement('canvas').getContext('2d');
    c.font = font;
    return c.measureText(words).width;
  }
}
