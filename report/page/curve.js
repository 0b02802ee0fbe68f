// Where a citizen stands on the map. Tiles of 64 consecutive citizens follow a Hilbert curve generalised to rectangles of any
// size (the recursion is J. Červený's), so that a district, a run of tiles, is one patch. Inside a tile the order is Morton's.

export const tileSide = 8;
export const tile = tileSide * tileSide;

// grid is the rectangle of tiles between 1.1:1 and 1.4:1 that holds so many with the fewest places to spare; of equals the one
// nearest 5:4.
export function grid(tiles) {
  const middle = Math.max(1, Math.round(Math.sqrt(tiles * 1.25)));
  let best = { width: middle, height: Math.ceil(tiles / middle) || 1 };
  for (let off = 0; off <= middle * 0.06; off++) {
    for (const width of [middle - off, middle + off]) {
      const height = Math.ceil(tiles / width) || 1;
      if (width * height < best.width * best.height) best = { width, height };
    }
  }
  return best;
}

// curve gives the tile that stands at each place of the grid, row by row; -1 where the curve has more places than tiles.
export function curve(tiles, width, height) {
  const at = new Int32Array(width * height).fill(-1);
  let next = 0;
  const put = (x, y) => {
    if (next < tiles) at[y * width + x] = next;
    next++;
  };
  if (width >= height) walk(put, 0, 0, width, 0, 0, height);
  else walk(put, 0, 0, 0, height, width, 0);
  return at;
}

// walk visits the rectangle that starts at (x, y) with its longer side along (ax, ay) and the other along (bx, by).
function walk(put, x, y, ax, ay, bx, by) {
  const long = Math.abs(ax + ay),
    short = Math.abs(bx + by);
  const [dx, dy, ex, ey] = [ax, ay, bx, by].map(Math.sign);
  if (short === 1) return line(put, x, y, dx, dy, long);
  if (long === 1) return line(put, x, y, ex, ey, short);
  let [hx, hy, kx, ky] = [ax, ay, bx, by].map((v) => Math.floor(v / 2));
  if (2 * long > 3 * short) {
    if (Math.abs(hx + hy) % 2 && long > 2) [hx, hy] = [hx + dx, hy + dy];
    walk(put, x, y, hx, hy, bx, by);
    walk(put, x + hx, y + hy, ax - hx, ay - hy, bx, by);
    return;
  }
  if (Math.abs(kx + ky) % 2 && short > 2) [kx, ky] = [kx + ex, ky + ey];
  walk(put, x, y, kx, ky, hx, hy);
  walk(put, x + kx, y + ky, ax, ay, bx - kx, by - ky);
  walk(put, x + ax - dx + kx - ex, y + ay - dy + ky - ey, -kx, -ky, hx - ax, hy - ay);
}

function line(put, x, y, dx, dy, length) {
  for (let i = 0; i < length; i++) put(x + i * dx, y + i * dy);
}

// inTile[y*8+x] is a citizen's place in her tile: the bits of x and y taken in turn.
export const inTile = Uint8Array.from({ length: tile }, (_, i) => {
  const x = i % tileSide,
    y = Math.floor(i / tileSide);
  let n = 0;
  for (let bit = 0; bit < 3; bit++) n |= (((x >> bit) & 1) << (2 * bit)) | (((y >> bit) & 1) << (2 * bit + 1));
  return n;
});
