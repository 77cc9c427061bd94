import type { NoteCode } from '../contracts/notes.ts';
import type { Decimal } from './decimal.ts';

type Value = NonNullable<unknown>;

/** A value that is known; the reason, if any, is a caveat: how it must be read. */
export interface Known<T extends Value> {
  readonly value: T;
  readonly reason?: NoteCode;
}

/** A value that was not computed, and why. */
export interface Missing {
  readonly value: null;
  readonly reason: NoteCode;
}

/** A value that is known, or the reason why it is not. */
export type Quantity<T extends Value> = Known<T> | Missing;

/** A known value, perhaps with a caveat. */
export function known<T extends Value>(value: T, caveat?: NoteCode): Known<T> {
  return caveat === undefined ? { value } : { value, reason: caveat };
}

/** A value that was not computed, and why. */
export function missing(reason: NoteCode): Missing {
  return { value: null, reason };
}

/** Whether a quantity has no value. */
export function isMissing(quantity: Quantity<Value>): quantity is Missing {
  return quantity.value === null;
}

/** A value that may be null, with the reason to give if it is. */
export function knownOr<T extends Value>(value: T | null, reason: NoteCode): Quantity<T> {
  return value === null ? missing(reason) : known(value);
}

/** What follows from a quantity; a missing one stays missing and a caveat stays. */
export function derive<T extends Value, U extends Value>(quantity: Quantity<T>, compute: (value: T) => U): Quantity<U> {
  return isMissing(quantity) ? quantity : known(compute(quantity.value), quantity.reason);
}

/** What follows from two quantities; the first that is missing says why. */
export function derive2<T extends Value, S extends Value, U extends Value>(
  first: Quantity<T>,
  second: Quantity<S>,
  compute: (first: T, second: S) => U,
): Quantity<U> {
  if (isMissing(first)) return first;
  if (isMissing(second)) return second;
  return known(compute(first.value, second.value), first.reason ?? second.reason);
}

/** first ÷ second; missing where the divisor is zero. */
export function ratio(first: Quantity<Decimal>, second: Quantity<Decimal>): Quantity<Decimal> {
  if (isMissing(first)) return first;
  if (isMissing(second)) return second;
  if (second.value.isZero()) return missing('zero_denominator');
  return known(first.value.div(second.value), first.reason ?? second.reason);
}

/** first ÷ second × 100; missing where the divisor is zero. */
export function percentage(first: Quantity<Decimal>, second: Quantity<Decimal>): Quantity<Decimal> {
  return ratio(
    derive(first, (value) => value.times(100)),
    second,
  );
}
