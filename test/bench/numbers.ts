/** The value below which a share of the sorted `values` lies; NaN of none. */
export const quantile = (values: readonly number[], share: number): number =>
  values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

export const sorted = (values: Iterable<number>): number[] => [...values].sort((one, other) => one - other);

export const median = (values: Iterable<number>): number => quantile(sorted(values), 0.5);

/** Rounded to `digits` after the point; null of what is no number, as JSON has it. */
export const rounded = (value: number | null | undefined, digits = 0): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
