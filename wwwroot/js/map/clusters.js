// Marks that would lie on each other become one item. Built anew from the marks that are there, so that no cluster counts
// what is gone; in world pixels, so that panning changes nothing; in the marks' own order, so that a change of state does not regroup them.

/** Items { x, y, worst, marks } in pixels of a world that is scale wide; reach: how near marks are to be one item. */
export function cluster(marks, scale, reach, overlap) {
  let items = [];
  for (const mark of marks) items.push({ x: mark.x * scale, y: mark.y * scale, worst: mark.symbol, marks: [mark] });
  items = join(items, reach);
  for (let round = 0; round < 4; round++) {
    const before = items.length;
    items = join(items, overlap);
    if (items.length === before) break;
  }
  return items;
}

function join(items, reach) {
  const cells = new Map(), limit = reach * reach, taken = new Uint8Array(items.length), joined = [];
  const column = v => Math.floor(v / reach), key = (x, y) => x * 67108864 + y;
  items.forEach((item, i) => {
    const k = key(column(item.x), column(item.y)), cell = cells.get(k);
    if (cell) cell.push(i); else cells.set(k, [i]);
  });
  items.forEach((item, i) => {
    if (taken[i]) return;
    const near = [];
    for (let cx = column(item.x) - 1; cx <= column(item.x) + 1; cx++) {
      for (let cy = column(item.y) - 1; cy <= column(item.y) + 1; cy++) {
        for (const j of cells.get(key(cx, cy)) ?? []) {
          if (!taken[j] && (items[j].x - item.x) ** 2 + (items[j].y - item.y) ** 2 <= limit) { taken[j] = 1; near.push(items[j]); }
        }
      }
    }
    joined.push(near.length === 1 ? item : merge(near));
  });
  return joined;
}

function merge(items) {
  const marks = items.flatMap(i => i.marks), whole = { x: 0, y: 0, worst: 0, marks };
  for (const { x, y, worst, marks: some } of items) {
    whole.x += x * some.length / marks.length;
    whole.y += y * some.length / marks.length;
    if (worst > whole.worst) whole.worst = worst;
  }
  return whole;
}
