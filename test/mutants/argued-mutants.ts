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

type Change = readonly [mutator: string, code: string, by?: string];

const within = (file: string, reason: string, changes: readonly Change[]): ArguedMutant[] =>
  changes.map(([mutator, code, by]) => ({ file, mutator, code, reason, ...(by === undefined ? {} : { by }) }));

const FIT = 'core/domain/early-warning/rising-fit.ts';
const PAST_THE_END = 'Past the end of a list of fixed length nothing is read and nothing written.';
const A_LONGER_WAY = 'A quicker way to what the longer way, which the mutant takes, comes to as well.';
const NEVER_AT_THE_LIMIT = 'Sums of logarithms and random shares are never equal to a limit to the last digit.';
const ALWAYS_ONE = 'There always is one, which the compiler cannot know.';
const SCORECARD = 'core/domain/scorecard';
const NO_TWO_ALIKE = 'No two of what is sorted are alike.';

export const ARGUED: readonly ArguedMutant[] = [
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
  ...within(`${SCORECARD}/calibration.ts`, 'Both branches are the same chance, written in two ways.', [
    ['ConditionalExpression', 'logOdds >= 0', 'true'],
    ['EqualityOperator', 'logOdds >= 0', 'logOdds > 0'],
  ]),
  ...within(`${SCORECARD}/coarse-groups.ts`, PAST_THE_END, [
    ['ArithmeticOperator', 'counts.goods.length - 1', 'counts.goods.length + 1'],
  ]),
  ...within(`${SCORECARD}/coarse-groups.ts`, 'A group without loans adds nothing to the last.', [
    ['ConditionalExpression', 'size(open) === 0', 'false'],
  ]),
  ...within(`${SCORECARD}/cutoff.ts`, PAST_THE_END, [
    ['EqualityOperator', 'i < groups.score.length', 'i <= groups.score.length'],
    ['EqualityOperator', 'row < loss.chances.length', 'row <= loss.chances.length'],
  ]),
  ...within(`${SCORECARD}/cutoff.ts`, A_LONGER_WAY, [['EqualityOperator', 'i >= 0', 'i > 0']]),
  ...within(`${SCORECARD}/cutoff.ts`, 'What weighs nothing adds nothing.', [
    ['EqualityOperator', 'weight > 0', 'weight >= 0'],
  ]),
  ...within(`${SCORECARD}/design.ts`, PAST_THE_END, [
    ['EqualityOperator', 'index < columns.length', 'index <= columns.length'],
  ]),
  ...within(`${SCORECARD}/design.ts`, ALWAYS_ONE, [['ConditionalExpression', 'column !== undefined', 'true']]),
  ...within(`${SCORECARD}/expectation-reading.ts`, A_LONGER_WAY, [
    ['ConditionalExpression', 'rung !== undefined', 'true'],
    ['ArrayDeclaration', 'new Array<number>(pValues.length)', 'new Array()'],
  ]),
  ...within(`${SCORECARD}/expectation-reading.ts`, ALWAYS_ONE, [
    ['OptionalChaining', 'rungs[rung]?.push', 'rungs[rung].push'],
  ]),
  ...within(`${SCORECARD}/expectation-reading.ts`, 'Both sides are written alike, small or large.', [
    ['MethodExpression', 'word.trim().toLowerCase()', 'word.trim().toUpperCase()'],
  ]),
  ...within(`${SCORECARD}/expectation-reading.ts`, 'Nothing is read of a difference of zero, the line before says.', [
    ['EqualityOperator', 'comparison.cliffsDelta > 0', 'comparison.cliffsDelta >= 0'],
  ]),
  ...within(`${SCORECARD}/feature-counts.ts`, PAST_THE_END, [['EqualityOperator', 'code < size', 'code <= size']]),
  ...within(`${SCORECARD}/folds.ts`, PAST_THE_END, [['EqualityOperator', 'row < ids.length', 'row <= ids.length']]),
  ...within(`${SCORECARD}/folds.ts`, ALWAYS_ONE, [['StringLiteral', "''", '"Stryker was here!"']]),
  ...within(`${SCORECARD}/folds.ts`, A_LONGER_WAY, [['ArrayDeclaration', '[0, 0]', '[]']]),
  ...within(`${SCORECARD}/folds.ts`, 'Which of the two kinds is dealt from which pile is the same.', [
    ['EqualityOperator', 'overdue[row] === 1', 'overdue[row] !== 1'],
  ]),
  ...within(`${SCORECARD}/loan-table.ts`, NO_TWO_ALIKE, [
    ['EqualityOperator', 'a < b', 'a <= b'],
    ['ConditionalExpression', 'a > b', 'true'],
    ['EqualityOperator', 'a > b', 'a >= b'],
  ]),
  ...within(`${SCORECARD}/loan-table.ts`, PAST_THE_END, [
    ['EqualityOperator', 'row < codes.length', 'row <= codes.length'],
  ]),
  ...within(`${SCORECARD}/fine-columns.ts`, NO_TWO_ALIKE, [
    ['EqualityOperator', 'a < b', 'a <= b'],
    ['ConditionalExpression', 'a > b', 'true'],
    ['EqualityOperator', 'a > b', 'a >= b'],
  ]),
  ...within(`${SCORECARD}/out-of-fold.ts`, PAST_THE_END, [
    ['EqualityOperator', 'row < sum.length', 'row <= sum.length'],
  ]),
  ...within(`${SCORECARD}/refusal-reasons.ts`, PAST_THE_END, [
    ['EqualityOperator', 'row < loans', 'row <= loans'],
    ['EqualityOperator', 'row < score.length', 'row <= score.length'],
    ['EqualityOperator', 'feature < own.length', 'feature <= own.length'],
  ]),
  ...within(`${SCORECARD}/refusal-reasons.ts`, A_LONGER_WAY, [['ConditionalExpression', 'worst < 0', 'false']]),
  ...within(`${SCORECARD}/refusal-reasons.ts`, ALWAYS_ONE, [
    ['OptionalChaining', 'model.features[feature]?.column', 'model.features[feature].column'],
    ['OptionalChaining', 'codes?.[row]', 'codes[row]'],
    ['OptionalChaining', 'card.features[feature]?.bins', 'card.features[feature].bins'],
    ['OptionalChaining', 'card.features[feature]?.bins[bin]?.points', 'card.features[feature]?.bins[bin].points'],
    [
      'OptionalChaining',
      'points[feature]?.[model.features[feature]?.column.codes[row] ?? 0]',
      'points[feature][model.features[feature]?.column.codes[row] ?? 0]',
    ],
  ]),
  ...within(`${SCORECARD}/round-edge.ts`, A_LONGER_WAY, [['EqualityOperator', 'edge <= upTo', 'edge < upTo']]),
  ...within(`${SCORECARD}/round-edge.ts`, 'Times one and divided by one are the same.', [
    ['EqualityOperator', 'exponent < 0', 'exponent <= 0'],
  ]),
  ...within(`${SCORECARD}/score-groups.ts`, PAST_THE_END, [
    ['EqualityOperator', 'row < keys.length', 'row <= keys.length'],
  ]),
  ...within(`${SCORECARD}/score-groups.ts`, A_LONGER_WAY, [['ConditionalExpression', 'score.length === 0', 'false']]),
  ...within(`${SCORECARD}/correlation.ts`, PAST_THE_END, [
    ['EqualityOperator', 'from < rows', 'from <= rows'],
    ['EqualityOperator', 'a < width', 'a <= width'],
    ['EqualityOperator', 'b < width', 'b <= width'],
    ['EqualityOperator', 'i < count', 'i <= count'],
  ]),
  ...within(`${SCORECARD}/correlation.ts`, 'Two sums are multiplied: their signs go out together.', [
    ['ArithmeticOperator', '(sums[a] ?? 0) + value', '(sums[a] ?? 0) - value'],
  ]),
  ...within(`${SCORECARD}/correlation.ts`, 'Every so many blocks are the same counted up or down.', [
    ['AssignmentOperator', 'index += 1', 'index -= 1'],
  ]),
  ...within(`${SCORECARD}/logistic.ts`, PAST_THE_END, [
    ['EqualityOperator', 'column < design.width', 'column <= design.width'],
    ['EqualityOperator', 'i < design.rows', 'i <= design.rows'],
    ['EqualityOperator', 'from < rows', 'from <= rows'],
    ['EqualityOperator', 'i < information.length', 'i <= information.length'],
    ['EqualityOperator', 'column < coefficients.length', 'column <= coefficients.length'],
    ['EqualityOperator', 'i < count', 'i <= count'],
    ['EqualityOperator', 'column < gradient.length', 'column <= gradient.length'],
    ['EqualityOperator', 'row < size', 'row <= size'],
    ['EqualityOperator', 'column < size', 'column <= size'],
    ['EqualityOperator', 'i < coefficients.length', 'i <= coefficients.length'],
  ]),
  ...within(`${SCORECARD}/logistic.ts`, 'The same steps are taken, only more or fewer, to the same highest point.', [
    ['ArithmeticOperator', 'bads + 0.5', 'bads - 0.5'],
    ['ArithmeticOperator', 'design.rows - bads + 0.5', 'design.rows - bads - 0.5'],
    ['ConditionalExpression', 'coefficients.some((b) => Math.abs(b) > SEPARATED_ABOVE)', 'false'],
    ['MethodExpression', 'coefficients.some((b) => Math.abs(b) > SEPARATED_ABOVE)'],
    ['ArrowFunction', '(b) => Math.abs(b) > SEPARATED_ABOVE'],
    ['ConditionalExpression', 'Math.abs(b) > SEPARATED_ABOVE', 'false'],
    ['EqualityOperator', 'Math.abs(b) > SEPARATED_ABOVE', 'Math.abs(b) >= SEPARATED_ABOVE'],
    ['ConditionalExpression', 'index % stride === 0', 'true'],
    ['AssignmentOperator', 'index += 1', 'index -= 1'],
  ]),
  ...within(`${SCORECARD}/logistic.ts`, 'Log-odds of nothing are even either way.', [
    ['EqualityOperator', 'eta >= 0', 'eta > 0'],
    ['EqualityOperator', 'eta > 0', 'eta >= 0'],
  ]),
  ...within(`${SCORECARD}/logistic.ts`, A_LONGER_WAY, [['ConditionalExpression', 'i + 3 < count', 'false']]),
  ...within(`${SCORECARD}/ranking.ts`, PAST_THE_END, [
    ['EqualityOperator', 'i < goods.length', 'i <= goods.length'],
    ['EqualityOperator', 'i < groups.score.length', 'i <= groups.score.length'],
  ]),
  ...within(`${SCORECARD}/ranking.ts`, 'Once the tenth is full, parts of nothing are added.', [
    ['ConditionalExpression', 'i < groups.score.length', 'true'],
    ['ConditionalExpression', 'taken < wanted', 'true'],
    ['EqualityOperator', 'taken < wanted', 'taken <= wanted'],
    ['LogicalOperator', 'i < groups.score.length && taken < wanted', 'i < groups.score.length || taken < wanted'],
  ]),
  ...within(`${SCORECARD}/ranking.ts`, 'The last score fills the last band anyway.', [
    ['ConditionalExpression', 'i === groups.score.length - 1', 'false'],
    ['ArithmeticOperator', 'groups.score.length - 1', 'groups.score.length + 1'],
  ]),
  ...within(`${SCORECARD}/stability.ts`, PAST_THE_END, [
    ['EqualityOperator', 'row < score.length', 'row <= score.length'],
    ['EqualityOperator', 'row < values.length', 'row <= values.length'],
  ]),
  ...within(`${SCORECARD}/stability.ts`, 'Shares are the same of counts that are all negative.', [
    ['ArithmeticOperator', '(now[bin] ?? 0) + 1', '(now[bin] ?? 0) - 1'],
  ]),
  ...within(`${SCORECARD}/stability.ts`, A_LONGER_WAY, [
    ['ArrayDeclaration', 'new Array<number>(feature.bins.length)', 'new Array()'],
    ['ConditionalExpression', 'bin >= 0', 'true'],
  ]),
  ...within(`${SCORECARD}/feature-bins.ts`, 'A level of significance of one asks for a distance of nothing.', [
    ['ConditionalExpression', 'settings.max_neighbour_p_value >= 1', 'false'],
    ['EqualityOperator', 'settings.max_neighbour_p_value >= 1', 'settings.max_neighbour_p_value > 1'],
  ]),
  ...within(`${SCORECARD}/feature-bins.ts`, 'Nothing stands before the first bin that it could be kept from.', [
    ['ConditionalExpression', 'at > 0', 'true'],
    ['EqualityOperator', 'at > 0', 'at >= 0'],
  ]),
];
