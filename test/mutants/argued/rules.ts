import { A_LONGER_WAY, ALWAYS_ONE, type ArguedMutant, within } from './argued-mutant.ts';

export const ARGUED_RULES: readonly ArguedMutant[] = [
  {
    file: 'core/domain/exact.ts',
    mutator: 'ArithmeticOperator',
    code: 'text.length - point - 1',
    reason: A_LONGER_WAY,
  },
  {
    file: 'core/domain/exact.ts',
    mutator: 'ArithmeticOperator',
    code: 'text.length - point',
    reason: A_LONGER_WAY,
  },
  {
    file: 'core/domain/exact.ts',
    mutator: 'ConditionalExpression',
    code: 'places > EXACT_PLACES',
    by: 'true',
    reason: A_LONGER_WAY,
  },
  {
    file: 'core/domain/exact.ts',
    mutator: 'EqualityOperator',
    code: 'places > EXACT_PLACES',
    by: 'places >= EXACT_PLACES',
    reason: A_LONGER_WAY,
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
    reason: A_LONGER_WAY,
  },
  {
    file: 'core/domain/tiers.ts',
    mutator: 'ConditionalExpression',
    code: 'Math.abs(y - x) > 1e-12 * Math.max(Math.abs(x), Math.abs(y))',
    by: 'false',
    reason: A_LONGER_WAY,
  },
  {
    file: 'core/domain/desk/desk-link.ts',
    mutator: 'EqualityOperator',
    code: 'text.length > LONGEST',
    by: 'text.length >= LONGEST',
    reason: 'Base64 of whole bytes has no length that makes a signed link exactly that long.',
  },
  ...within('core/domain/collection-plan/debtor.ts', ALWAYS_ONE, [
    ['ConditionalExpression', 'first === undefined', 'false'],
    ['ArrayDeclaration', '[]'],
  ]),
  ...within('core/domain/collection-plan/evaluate-stages.ts', A_LONGER_WAY, [
    ['ConditionalExpression', 'last === undefined', 'false'],
  ]),
  ...within('core/domain/collection-plan/evaluate-stages.ts', 'What has no stage is counted at none.', [
    ['ArrayDeclaration', '[]'],
  ]),
  ...within('core/domain/collection-plan/plan-step.ts', 'No measure has the name that is asked for then.', [
    ['ArrayDeclaration', '[]'],
  ]),
  ...within('core/domain/collection-plan/stages-exhausted.ts', A_LONGER_WAY, [
    ['ConditionalExpression', 'oldestDays === null', 'false'],
  ]),
  ...within('core/domain/collection-plan/place-customer.ts', A_LONGER_WAY, [
    ['ConditionalExpression', "ageStage === 'before_due'", 'false'],
  ]),
];
