/** A mutant that no test need kill, because it changes nothing that anybody could see, or nothing that a test should hold. */
export interface ArguedMutant {
  readonly file: string;
  readonly mutator: string;
  /** The code that is replaced, as it stands in the file. */
  readonly code: string;
  /** By what; all replacements of this mutator where it is left out. */
  readonly by?: string;
  readonly reason: string;
}

export const ARGUED: readonly ArguedMutant[] = [
  {
    file: 'core/domain/exact.ts',
    mutator: 'ArithmeticOperator',
    code: 'text.length - point - 1',
    reason: 'A quicker way to what the longer way, which the mutant takes, comes to as well.',
  },
  {
    file: 'core/domain/exact.ts',
    mutator: 'ArithmeticOperator',
    code: 'text.length - point',
    reason: 'A quicker way to what the longer way, which the mutant takes, comes to as well.',
  },
  {
    file: 'core/domain/exact.ts',
    mutator: 'ConditionalExpression',
    code: 'places > EXACT_PLACES',
    by: 'true',
    reason: 'A quicker way to what the longer way, which the mutant takes, comes to as well.',
  },
  {
    file: 'core/domain/exact.ts',
    mutator: 'EqualityOperator',
    code: 'places > EXACT_PLACES',
    by: 'places >= EXACT_PLACES',
    reason: 'A quicker way to what the longer way, which the mutant takes, comes to as well.',
  },
  {
    file: 'core/domain/exact.ts',
    mutator: 'EqualityOperator',
    code: 'numerator < 0n',
    by: 'numerator <= 0n',
    reason: 'Zero comes out as zero either way.',
  },
  {
    file: 'core/domain/money.ts',
    mutator: 'EqualityOperator',
    code: 'minor < 0n',
    by: 'minor <= 0n',
    reason: 'Zero comes out as zero either way.',
  },
  {
    file: 'core/domain/score.ts',
    mutator: 'EqualityOperator',
    code: 'value < 0n',
    by: 'value <= 0n',
    reason: 'Zero comes out as zero either way.',
  },
  {
    file: 'core/domain/score.ts',
    mutator: 'EqualityOperator',
    code: 'value > highest',
    by: 'value >= highest',
    reason: 'At the bound both branches are the bound.',
  },
  {
    file: 'core/domain/mail-size.ts',
    mutator: 'EqualityOperator',
    code: 'size > room',
    by: 'size >= room',
    reason: 'Sizes are whole lines of 78 bytes and the room is none: they are never equal.',
  },
  {
    file: 'core/domain/customer-order.ts',
    mutator: 'ConditionalExpression',
    code: 'a === b',
    by: 'false',
    reason: 'A quicker way to what the longer way, which the mutant takes, comes to as well.',
  },
  {
    file: 'core/domain/tiers.ts',
    mutator: 'ConditionalExpression',
    code: 'Math.abs(y - x) > 1e-12 * Math.max(Math.abs(x), Math.abs(y))',
    by: 'false',
    reason: 'A quicker way to what the longer way, which the mutant takes, comes to as well.',
  },
  {
    file: 'core/domain/desk/desk-link.ts',
    mutator: 'EqualityOperator',
    code: 'text.length > LONGEST',
    by: 'text.length >= LONGEST',
    reason: 'Base64 of whole bytes has no length that makes a signed link exactly that long.',
  },
];
