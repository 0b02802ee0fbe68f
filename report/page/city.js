// The city: every citizen a pixel.
import { curve, grid, inTile, tile, tileSide } from "page/curve";

// kinds are the statuses in the order of their numbers, from least to most that the system did.
export const kinds = [
  { name: "untouched", colour: "--untouched" },
  { name: "too young to be scored", colour: "--unscored" },
  { name: "entries of her own", colour: "--entered" },
  { name: "false entries, on no list", colour: "--struck" },
  { name: "on a list, also by the true ledger", colour: "--with" },
  { name: "on a list only for lawful conduct", colour: "--lawful" },
  { name: "on a list wrongly", colour: "--wronged" },
];

// unpacked gives each citizen's status, in order.
export async function unpacked(map) {
  const zipped = Uint8Array.from(atob(map.packed), (c) => c.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  const pairs = new Uint8Array(await new Response(stream).arrayBuffer());
  const out = new Uint8Array(map.citizens);
  for (let i = 0; i < out.length; i++) out[i] = (pairs[i >> 1] >> (4 * (i & 1))) & 15;
  return out;
}

// layout is where everyone stands, in pixels of the whole map.
export function layout(map) {
  const tiles = Math.ceil(map.citizens / tile);
  const { width, height } = grid(tiles);
  return {
    tiles: curve(tiles, width, height),
    columns: width,
    width: width * tileSide,
    height: height * tileSide,
    citizens: map.citizens,
  };
}

// at gives who stands at a pixel of the whole map, as a place in the order of the map, or -1.
export function at(plan, x, y) {
  if (x < 0 || y < 0 || x >= plan.width || y >= plan.height) return -1;
  const t = plan.tiles[(y >> 3) * plan.columns + (x >> 3)];
  const i = t * tile + inTile[(y & 7) * tileSide + (x & 7)];
  return t < 0 || i >= plan.citizens ? -1 : i;
}

// where is the pixel on which a place in the order of the map stands.
export function where(plan, i) {
  const place = plan.tiles.indexOf(Math.floor(i / tile)),
    inside = inTile.indexOf(i % tile);
  return {
    x: (place % plan.columns) * tileSide + (inside % tileSide),
    y: Math.floor(place / plan.columns) * tileSide + Math.floor(inside / tileSide),
  };
}

// number is the citizen's number, where the map holds one tile in every so many of each stride-th citizen.
export const number = (map, i) => (Math.floor(i / tile) * map.every * tile + (i % tile)) * map.stride;

// place is the inverse of number: -1 for a citizen who is not on the map.
export function place(map, n) {
  const row = n / map.stride,
    t = Math.floor(row / tile),
    i = (t / map.every) * tile + (row % tile);
  return Number.isInteger(row) && t % map.every === 0 && i < map.citizens ? i : -1;
}

// paint draws the window of the map that starts at (view.x, view.y), view.step pixels of the map for each of the canvas.
//
// Where a pixel of the canvas stands for several citizens, one of them is shown, picked by a fixed hash of the place: an average
// would hide a small share and the worst would swell it, and the nearest would always be the same member of a household.
export function paint(canvas, plan, statuses, view, colours, empty) {
  const context = canvas.getContext("2d", { alpha: false });
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  const { step } = view,
    fromX = Math.floor(view.x / step),
    fromY = Math.floor(view.y / step);
  for (let row = 0, p = 0; row < canvas.height; row++) {
    for (let column = 0; column < canvas.width; column++, p++) {
      let x = view.x + column * step,
        y = view.y + row * step;
      if (step > 1) {
        const h = hash(fromX + column, fromY + row);
        x = (fromX + column + (h & 0xffff) / 0x10000) * step;
        y = (fromY + row + (h >>> 16) / 0x10000) * step;
      }
      const i = at(plan, Math.floor(x), Math.floor(y));
      pixels[p] = i < 0 ? empty : colours[statuses[i]];
    }
  }
  context.putImageData(image, 0, 0);
}

// hash mixes two whole numbers into 32 bits.
function hash(x, y) {
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

// packedColour writes "#rrggbb" as the 32 bits of a pixel, red in the lowest byte.
export function packedColour(text) {
  const n = parseInt(text.trim().slice(1), 16);
  return (0xff000000 | ((n & 0xff) << 16) | (n & 0xff00) | (n >> 16)) >>> 0;
}
