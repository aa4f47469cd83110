/** A picture, four bytes (red, green, blue, opacity) a pixel, row by row. */
export interface Picture {
  readonly size: number;
  readonly data: Uint8Array;
}

type Color = readonly [red: number, green: number, blue: number];
type Point = readonly [x: number, y: number];

const teal: Color = [0x0b, 0x55, 0x63];
const white: Color = [0xff, 0xff, 0xff];

/** How many points of a pixel are looked at, each way: edges come out smooth. */
const samples = 4;

/** The colour icon: a white key on the colour of the page, within the 96 pixels in the middle that Teams never cuts. */
export const colorIcon = (): Picture => draw(192, 95, { paper: teal, ink: white });

/** The outline icon: the key alone, white on nothing. */
export const outlineIcon = (): Picture => draw(32, 29, { ink: white });

function draw(
  size: number,
  keySize: number,
  { paper, ink }: { readonly paper?: Color; readonly ink: Color },
): Picture {
  const data = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const share = shareOfKey(column, row, size, keySize);
      const color = paper ? ink.map((value, at) => mix(paper[at] ?? 0, value, share)) : ink;
      data.set([...color, paper ? 255 : Math.round(share * 255)], (row * size + column) * 4);
    }
  }
  return { size, data };
}

const mix = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share);

/** How much of a pixel the key covers, from 0 to 1. */
function shareOfKey(column: number, row: number, size: number, keySize: number): number {
  let inside = 0;
  for (let at = 0; at < samples ** 2; at += 1) {
    const x = (column + ((at % samples) + 0.5) / samples - size / 2) / keySize;
    const y = (row + (Math.floor(at / samples) + 0.5) / samples - size / 2) / keySize;
    if (isKey([x, y])) inside += 1;
  }
  return inside / samples ** 2;
}

/** Half the width of its lines. The key fills a square of side 1 around the origin, its bow at the top left. */
const half = 0.05;
const bow = { middle: [-0.35, 0] as Point, radius: 0.2 };
const lines: readonly (readonly [Point, Point])[] = [
  [
    [-0.15, 0],
    [0.46, 0],
  ],
  [
    [0.28, 0],
    [0.28, 0.14],
  ],
  [
    [0.46, 0],
    [0.46, 0.18],
  ],
];
/** Its bits hang to the left, so it stands a little to the right. */
const shift = 0.06;

function isKey([right, y]: Point): boolean {
  const x = right - shift;
  // The key is described lying down, and hangs at 45 degrees.
  const point: Point = [(x + y) / Math.SQRT2, (y - x) / Math.SQRT2];
  const fromRing = Math.abs(distance(point, bow.middle) - bow.radius);
  return fromRing <= half || lines.some((line) => fromLine(point, line) <= half);
}

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by);

function fromLine(point: Point, [start, end]: readonly [Point, Point]): number {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy);
  const at = Math.min(1, Math.max(0, along));
  return distance(point, [start[0] + at * dx, start[1] + at * dy]);
}
