import { Decimal } from './decimal.ts';

/**
 * A quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996): position (n − 1)·p.
 * `low` and `high` are the order statistics on either side of it.
 */
export function quantile7(n: number, p: number, low: string, high: string): Decimal {
  const position = (n - 1) * p;
  const below = new Decimal(low);
  return below.plus(new Decimal(high).minus(below).times(position - Math.floor(position)));
}

/** The same of values that are all at hand, smallest first. */
export function quantileOf(sorted: readonly Decimal[], p: number): Decimal {
  const position = (sorted.length - 1) * p;
  const at = (index: number) => (sorted[index] ?? new Decimal(0)).toFixed();
  return quantile7(sorted.length, p, at(Math.floor(position)), at(Math.ceil(position)));
}

/** The middle value; of an even number, the mean of the two in the middle. Null where there are none. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
}
