import { A_LONGER_WAY, ALWAYS_ONE, type ArguedMutant, PAST_THE_END, within } from './argued-mutant.ts';

const FIT = 'core/domain/early-warning/rising-fit.ts';

export const ARGUED_EARLY_WARNING: readonly ArguedMutant[] = [
  ...within(FIT, 'Steps after the best point has been reached move nothing that could be seen: it only takes longer.', [
    ['EqualityOperator', 'step < MAX_STEPS', 'step <= MAX_STEPS'],
    ['ConditionalExpression', 'change.every((by) => Math.abs(by) < TOLERANCE)', 'false'],
    ['ArrowFunction', '(by) => Math.abs(by) < TOLERANCE'],
    ['ConditionalExpression', 'Math.abs(by) < TOLERANCE', 'false'],
    ['EqualityOperator', 'Math.abs(by) < TOLERANCE', 'Math.abs(by) <= TOLERANCE'],
    ['EqualityOperator', 'sweep < SWEEPS', 'sweep <= SWEEPS'],
    ['AssignmentOperator', 'sweep += 1', 'sweep -= 1'],
    ['ConditionalExpression', 'most < TOLERANCE / 10', 'false'],
    ['EqualityOperator', 'most < TOLERANCE / 10', 'most <= TOLERANCE / 10'],
    ['ArithmeticOperator', 'TOLERANCE / 10', 'TOLERANCE * 10'],
  ]),
  ...within(
    FIT,
    'The last of forty halvings is as good as no step, and sums of logarithms never lie a tolerance apart to the digit.',
    [
      ['EqualityOperator', 'found < reached - TOLERANCE', 'found <= reached - TOLERANCE'],
      ['ConditionalExpression', 'part > SHORTEST', 'true'],
      ['EqualityOperator', 'part > SHORTEST', 'part >= SHORTEST'],
    ],
  ),
  ...within(FIT, PAST_THE_END, [
    ['EqualityOperator', 'part < starts.length', 'part <= starts.length'],
    ['EqualityOperator', 'other < size', 'other <= size'],
    ['EqualityOperator', 'row < size', 'row <= size'],
    ['EqualityOperator', 'column < size', 'column <= size'],
    ['ArithmeticOperator', 'size - 2', 'size + 2'],
  ]),
  ...within(FIT, 'The intercept stands before the first part, where nothing is added up.', [
    ['EqualityOperator', 'at > 0', 'at >= 0'],
  ]),
  ...within(FIT, 'The curvature only says how far to go: the best point, which the gradient tells, is the same.', [
    ['ConditionalExpression', 'isTop[at] === 1', 'false'],
  ]),
  ...within(FIT, 'Copies cells that are equal by then.', [['ArithmeticOperator', 'row + 1', 'row - 1']]),
  ...within(FIT, A_LONGER_WAY, [['ConditionalExpression', 'moved === 0', 'false']]),
  ...within(FIT, 'Nothing is believed of the intercept: a billionth of a row pulls it, wherever to.', [
    ['ConditionalExpression', 'at === 0', 'false'],
  ]),
  ...within('core/domain/early-warning/back-test.ts', ALWAYS_ONE, [
    ['ConditionalExpression', 'tenth === undefined', 'false'],
    ['ConditionalExpression', 'found === undefined', 'false'],
  ]),
  ...within('core/domain/early-warning/walk-forward.ts', ALWAYS_ONE, [
    ['ConditionalExpression', 'of === undefined', 'false'],
    ['BooleanLiteral', 'false', 'true'],
  ]),
  ...within('core/domain/early-warning/walk-forward.ts', PAST_THE_END, [
    ['EqualityOperator', 'row < table.rows', 'row <= table.rows'],
  ]),
  ...within(
    'core/domain/early-warning/walk-forward.ts',
    'Both models are compared on the same events: where one has no AUC, neither has.',
    [
      ['ConditionalExpression', 'dynamicAuc === null || fittedAuc === null', 'false'],
      ['LogicalOperator', 'dynamicAuc === null || fittedAuc === null', 'dynamicAuc === null && fittedAuc === null'],
      ['ConditionalExpression', 'dynamicAuc === null', 'false'],
      ['ConditionalExpression', 'fittedAuc === null', 'false'],
    ],
  ),
  ...within('core/domain/early-warning/warning-table.ts', PAST_THE_END, [
    ['EqualityOperator', 'index < into.length', 'index <= into.length'],
  ]),
  ...within('core/domain/early-warning/alerts.ts', PAST_THE_END, [['EqualityOperator', 'row < rows', 'row <= rows']]),
  ...within('core/domain/early-warning/judgement.ts', PAST_THE_END, [
    ['EqualityOperator', 'row < table.rows', 'row <= table.rows'],
  ]),
  ...within('core/domain/early-warning/judgement.ts', ALWAYS_ONE, [['StringLiteral', "''", '"Stryker was here!"']]),
];
