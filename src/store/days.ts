export const dayMs = 24 * 60 * 60_000;

/** The day of a time in ms since 1970, counted from then. */
export const dayOf = (time: number): number => Math.floor(time / dayMs);
