/** A colour as `#rrggbb` from `#rgb` or `#rrggbb`, in lower case; undefined when it is none. */
export function readColor(value: string | null | undefined): string | undefined {
  const color = value?.trim().toLowerCase() ?? '';
  if (/^#[\da-f]{6}$/.test(color)) return color;
  return /^#[\da-f]{3}$/.test(color) ? color.replace(/[\da-f]/g, '$&$&') : undefined;
}

/**
 * Black or white, whichever can be read better on a colour: one of the two always has a contrast of 4.5 or more.
 *
 * @param color as `#rrggbb`
 */
export const textOn = (color: string): '#000' | '#fff' => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Where the contrast with black, (L + 0.05) / 0.05, is that with white, 1.05 / (L + 0.05): WCAG 2.2, relative luminance.
  return luminance > Math.sqrt(1.05 * 0.05) - 0.05 ? '#000' : '#fff';
};

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
