/** Money in whole cents: the sample adds amounts as integers. */
export type Cents = number;

/** An amount drawn as a fraction → whole cents. */
export function toCents(amount: number): Cents {
  return Math.round(amount * 100);
}

/** 123456 → `1234.56`, -5 → `-0.05`. */
export function centsText(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Keeps a value inside its range. */
export function within(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}
