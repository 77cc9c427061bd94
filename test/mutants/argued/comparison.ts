import {
  A_LONGER_WAY,
  ALWAYS_ONE,
  type ArguedMutant,
  NEVER_AT_THE_LIMIT,
  PAST_THE_END,
  within,
} from './argued-mutant.ts';

export const ARGUED_COMPARISON: readonly ArguedMutant[] = [
  ...within('core/domain/correlation.ts', A_LONGER_WAY, [['ConditionalExpression', 'sorted[upTo] === value', 'true']]),
  ...within('core/domain/correlation.ts', PAST_THE_END, [['EqualityOperator', 'i < n', 'i <= n']]),
  ...within(
    'core/domain/fisher-exact.ts',
    'The margins are fixed: any odds weigh the tables against each other alike.',
    [['ArithmeticOperator', 'all - first', 'all + first']],
  ),
  ...within('core/domain/fisher-exact.ts', PAST_THE_END, [['EqualityOperator', 'fitting > 0', 'fitting >= 0']]),
  ...within('core/domain/fisher-exact.ts', NEVER_AT_THE_LIMIT, [
    ['EqualityOperator', 'log + (partners[fitting - 1] ?? 0) > limit', 'log + (partners[fitting - 1] ?? 0) >= limit'],
  ]),
  ...within('core/domain/fisher-exact.ts', 'All weights turn negative, and their ratio stays what it is.', [
    ['ArithmeticOperator', '(cumulative[i] ?? 0) + Math.exp(log)', '(cumulative[i] ?? 0) - Math.exp(log)'],
  ]),
  ...within('core/domain/fisher-simulated.ts', NEVER_AT_THE_LIMIT, [
    ['EqualityOperator', 'log <= limit', 'log < limit'],
    ['EqualityOperator', 'rest <= 0', 'rest < 0'],
  ]),
  ...within('core/domain/fisher-simulated.ts', 'Only rounding of u is left then, which hardly any draw meets.', [
    ['EqualityOperator', 'above > 0', 'above >= 0'],
    ['EqualityOperator', 'below > 0', 'below >= 0'],
  ]),
  ...within('core/domain/partial-tables.ts', 'Another split of the rows, over which the tables are the same.', [
    ['EqualityOperator', 'ways(left) <= ways(right)', 'ways(left) < ways(right)'],
    ['EqualityOperator', 'rows.length > 12', 'rows.length >= 12'],
    ['EqualityOperator', 'mask < 2 ** (rows.length - 1)', 'mask <= 2 ** (rows.length - 1)'],
    ['ArithmeticOperator', 'rows.length - 1', 'rows.length + 1'],
    ['EqualityOperator', '(mask >> i) % 2 === 1', '(mask >> i) % 2 !== 1'],
  ]),
  ...within('core/domain/partial-tables.ts', NEVER_AT_THE_LIMIT, [
    ['EqualityOperator', 'log < -depth', 'log <= -depth'],
    ['EqualityOperator', 'log + rowLog < -depth', 'log + rowLog <= -depth'],
  ]),
  ...within('core/domain/rate-group.ts', ALWAYS_ONE, [['StringLiteral', "'low'", '""']]),
  ...within('core/domain/top-decile.ts', ALWAYS_ONE, [['StringLiteral', "''", '"Stryker was here!"']]),
  ...within('core/domain/score-robustness.ts', 'Only the order is read, and all are stretched or moved alike.', [
    ['ArithmeticOperator', 'Math.round(-sum * 1e9) / 1e9', 'Math.round(-sum * 1e9) * 1e9'],
    [
      'ArithmeticOperator',
      'values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n',
      'values.reduce((sum, value) => sum + (value - mean) ** 2, 0) * n',
    ],
    ['ArithmeticOperator', 'value - mean', 'value + mean'],
    ['ArithmeticOperator', 'rank / values.length', 'rank * values.length'],
  ]),
  ...within('core/domain/wilson.ts', 'The root of a square is exact, so that the lower end comes out as 0 by itself.', [
    ['ConditionalExpression', 'successes === 0', 'false'],
  ]),
];
