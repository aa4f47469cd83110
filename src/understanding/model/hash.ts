/** FNV-1a, 32 bits, taken one UTF-16 unit at a time, so that the hashes of all beginnings of a word come on the way. */
export const hashStart = (seed: number): number => (0x811c9dc5 ^ seed) >>> 0;

/** Takes one more unit in. */
export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193) >>> 0;

/** Takes a string in. */
export const hashText = (hash: number, text: string): number => {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = hashUnit(h, text.charCodeAt(i));
  return h;
};

/** Spreads the bits, for the lowest ones of FNV are poor. */
export const hashEnd = (hash: number): number => {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  return h >>> 0;
};
