import {
  A_LONGER_WAY,
  ALWAYS_ONE,
  type ArguedMutant,
  NEVER_AT_THE_LIMIT,
  NO_TWO_ALIKE,
  PAST_THE_END,
  within,
} from './argued-mutant.ts';

const SCORECARD = 'core/domain/scorecard';

/** Of fits, cuts and tests: what is reckoned with numbers that are not whole. */
export const ARGUED_SCORECARD_FITS: readonly ArguedMutant[] = [
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
  ...within(
    `${SCORECARD}/logistic.ts`,
    'The same steps are taken, only with more or less of rounding let pass near the highest point.',
    [['ArithmeticOperator', '1e-9 * Math.abs(value)', '1e-9 / Math.abs(value)']],
  ),
  ...within(`${SCORECARD}/logistic.ts`, NEVER_AT_THE_LIMIT, [
    ['EqualityOperator', 'nextValue >= value - 1e-9 * Math.abs(value)', 'nextValue > value - 1e-9 * Math.abs(value)'],
    ['EqualityOperator', 'moved < TOLERANCE', 'moved <= TOLERANCE'],
  ]),
  ...within(`${SCORECARD}/logistic.ts`, 'Halves of one are never a millionth.', [
    ['EqualityOperator', 'scale > 1e-6', 'scale >= 1e-6'],
  ]),
  ...within(`${SCORECARD}/logistic.ts`, 'Steps that have not come to rest after sixty do not with one more.', [
    ['EqualityOperator', 'iterations < MAX_ITERATIONS', 'iterations <= MAX_ITERATIONS'],
  ]),
  ...within(
    `${SCORECARD}/logistic.ts`,
    'Where chances are so near to 0 and 1 that nothing is left of the likelihood, rounding keeps the steps from coming to rest, which says parted too.',
    [
      ['ConditionalExpression', 'state.logLikelihood < -1e-6', 'true'],
      ['EqualityOperator', 'state.logLikelihood < -1e-6', 'state.logLikelihood <= -1e-6'],
      ['UnaryOperator', '-1e-6', '+1e-6'],
    ],
  ),
  ...within(
    `${SCORECARD}/logistic.ts`,
    'What a positive definite matrix is solved for is finite, in each of its parts.',
    [['MethodExpression', 'step.every(Number.isFinite)', 'step.some(Number.isFinite)']],
  ),
  ...within(`${SCORECARD}/correlation.ts`, 'With something added to the diagonal no factor is infinite.', [
    ['ArithmeticOperator', '1 / JITTER', '1 * JITTER'],
  ]),
  ...within(`${SCORECARD}/fit-model.ts`, 'A factor is never a millionth below the largest to the last digit.', [
    ['EqualityOperator', 'factor >= largest * (1 - ALIKE)', 'factor > largest * (1 - ALIKE)'],
  ]),
  ...within(`${SCORECARD}/fit-model.ts`, ALWAYS_ONE, [
    ['UnaryOperator', '-1', '+1'],
    ['StringLiteral', "''", '"Stryker was here!"'],
  ]),
  ...within(`${SCORECARD}/fit-model.ts`, 'A start that is undefined is taken as one left out is.', [
    ['ConditionalExpression', 'start === undefined', 'false'],
  ]),
  ...within(
    `${SCORECARD}/fit-model.ts`,
    'No feature stands before the first, which could be dropped: the intercept stays.',
    [['ConditionalExpression', 'index === 0', 'false']],
  ),
  ...within(
    `${SCORECARD}/fit-model.ts`,
    'A fit with columns that say the same is made anew with a penalty, so that no variance is zero, nor becomes so when others are held at zero.',
    [
      ['ConditionalExpression', 'deviation > 0', 'true'],
      ['EqualityOperator', 'deviation > 0', 'deviation >= 0'],
      ['ConditionalExpression', 'variance <= 0', 'false'],
      ['EqualityOperator', 'variance <= 0', 'variance < 0'],
      ['BlockStatement', '{\n    coefficients[index] = 0;\n    return;\n  }', '{}'],
    ],
  ),
  ...within(
    `${SCORECARD}/fit-model.ts`,
    'Two features are as far off to the last digit only where rounding has it so, or where both say nothing and both go.',
    [
      ['EqualityOperator', 'z > wrong.z', 'z >= wrong.z'],
      ['EqualityOperator', 'p > weak.p', 'p >= weak.p'],
    ],
  ),
  ...within(`${SCORECARD}/fit-model.ts`, PAST_THE_END, [
    ['EqualityOperator', 'b < column.length', 'b <= column.length'],
  ]),
  ...within(`${SCORECARD}/fit-model.ts`, NO_TWO_ALIKE, [
    ['EqualityOperator', 'a.binned.name < b.binned.name', 'a.binned.name <= b.binned.name'],
  ]),
  ...within(
    `${SCORECARD}/optimal-segments.ts`,
    'To have found nothing better is only the sooner end of a search that would find nothing more.',
    [['BooleanLiteral', 'false', 'true']],
  ),
  ...within(`${SCORECARD}/optimal-segments.ts`, ALWAYS_ONE, [['UnaryOperator', '-1', '+1']]),
  ...within(
    `${SCORECARD}/optimal-segments.ts`,
    'No bin begins at the end, or ends where it begins, so that there is nothing to be followed.',
    [
      ['EqualityOperator', 'from < n', 'from <= n'],
      ['EqualityOperator', 'middle < n', 'middle <= n'],
      ['EqualityOperator', 'start < middle', 'start <= middle'],
      ['ArithmeticOperator', 'middle + 1', 'middle - 1'],
      ['EqualityOperator', 'start < table.size', 'start <= table.size'],
      ['EqualityOperator', 'state >= 0', 'state > 0'],
    ],
  ),
  ...within(`${SCORECARD}/optimal-segments.ts`, 'Times and divided by one, or by minus one, are the same.', [
    [
      'ArithmeticOperator',
      '((this.rate[second] ?? 0) - (this.rate[first] ?? 0)) * direction',
      '((this.rate[second] ?? 0) - (this.rate[first] ?? 0)) / direction',
    ],
  ]),
  ...within(`${SCORECARD}/optimal-segments.ts`, A_LONGER_WAY, [
    ['ConditionalExpression', 'most <= rules.maxBins', 'false'],
    ['EqualityOperator', 'most <= rules.maxBins', 'most < rules.maxBins'],
    ['ConditionalExpression', 'Number.isNaN(straight) && Number.isNaN(turned)', 'false'],
    ['ConditionalExpression', 'Number.isNaN(worth)', 'false'],
  ]),
  ...within(
    `${SCORECARD}/optimal-segments.ts`,
    'Of two ways to cut that are worth the same to the last digit either is the best.',
    [
      ['EqualityOperator', 'met >= value', 'met > value'],
      ['EqualityOperator', 'value > best.value', 'value >= best.value'],
    ],
  ),
  ...within(`${SCORECARD}/interactions.ts`, NO_TWO_ALIKE, [
    ['EqualityOperator', 'a.binned.name < b.binned.name', 'a.binned.name <= b.binned.name'],
    [
      'EqualityOperator',
      'a.featureA + a.featureB < b.featureA + b.featureB',
      'a.featureA + a.featureB <= b.featureA + b.featureB',
    ],
  ]),
  ...within(
    `${SCORECARD}/interactions.ts`,
    'Only a bin without loans lies at the very end: a group of its own would have none.',
    [['ArithmeticOperator', 'GROUPS - 1', 'GROUPS + 1']],
  ),
  ...within(`${SCORECARD}/interactions.ts`, 'The places of a margin have other numbers, and the same cells.', [
    ['ArithmeticOperator', 'at / 2', 'at * 2'],
  ]),
  ...within(`${SCORECARD}/interactions.ts`, 'After sixty rounds one more moves nothing but last digits.', [
    ['EqualityOperator', 'round < 60', 'round <= 60'],
  ]),
  ...within(
    `${SCORECARD}/interactions.ts`,
    'The p-value of a test without degrees of freedom is no number, which is below no level.',
    [
      ['ConditionalExpression', 'degreesOfFreedom(observed) > 0', 'true'],
      ['EqualityOperator', 'degreesOfFreedom(observed) > 0', 'degreesOfFreedom(observed) >= 0'],
    ],
  ),
  ...within(`${SCORECARD}/interactions.ts`, 'A fitted count is five to the last digit only where rounding has it so.', [
    ['EqualityOperator', 'count >= LEAST_EXPECTED', 'count > LEAST_EXPECTED'],
  ]),
  ...within(
    `${SCORECARD}/interactions.ts`,
    'Past the last cell there are no loans, which are not further off than any.',
    [['EqualityOperator', 'cell < GROUPS * GROUPS', 'cell <= GROUPS * GROUPS']],
  ),
  ...within(
    `${SCORECARD}/interactions.ts`,
    'Where no loan is, or none due, the root is no number or zero and is taken for one; none is off: zero as well.',
    [
      ['ConditionalExpression', 'n === 0 || due === 0', 'false'],
      ['LogicalOperator', 'n === 0 || due === 0', 'n === 0 && due === 0'],
      ['ConditionalExpression', 'n === 0', 'false'],
      ['ConditionalExpression', 'due === 0', 'false'],
    ],
  ),
  ...within(
    `${SCORECARD}/interactions.ts`,
    'Two cells are as far off to the last digit only where rounding has it so.',
    [['EqualityOperator', 'distance > most', 'distance >= most']],
  ),
  ...within(`${SCORECARD}/fairness.ts`, ALWAYS_ONE, [
    ['StringLiteral', "''", '"Stryker was here!"'],
    ['UnaryOperator', '-1', '+1'],
  ]),
  ...within(
    `${SCORECARD}/fairness.ts`,
    'Groups that are compared have loans, on both sides, but where the sample of a very large book misses a handful.',
    [
      ['ArrayDeclaration', '[]', '["Stryker was here"]'],
      ['ConditionalExpression', 'areas.length === 0', 'false'],
    ],
  ),
  ...within(`${SCORECARD}/fairness.ts`, 'A group whose upper edge is undefined is as open as one that has none.', [
    ['ConditionalExpression', 'upper === undefined', 'false'],
  ]),
  ...within(
    `${SCORECARD}/fairness.ts`,
    'All loans of a very large book in place of an even sample: a longer way to the same measure.',
    [
      [
        'MethodExpression',
        'Math.max(1, Math.ceil(known.length / PROXY_LOANS))',
        'Math.min(1, Math.ceil(known.length / PROXY_LOANS))',
      ],
      ['MethodExpression', 'known.filter((_, index) => index % stride === 0)', 'known'],
      ['ConditionalExpression', 'index % stride === 0', 'true'],
    ],
  ),
  ...within(
    `${SCORECARD}/fairness.ts`,
    'Of two groups in all, both of which are compared, the second is told apart as well as the first.',
    [
      ['ConditionalExpression', 'levels.length === 2 && column.levels.length === 2', 'false'],
      ['ConditionalExpression', 'levels.length === 2', 'true'],
      ['EqualityOperator', 'levels.length === 2', 'levels.length !== 2'],
      ['MethodExpression', 'levels.slice(0, 1)', 'levels'],
    ],
  ),
  ...within(`${SCORECARD}/fairness.ts`, 'A group is told from the rest as well as the rest from it.', [
    ['EqualityOperator', 'column.codes[row] === code', 'column.codes[row] !== code'],
  ]),
  ...within(`${SCORECARD}/fairness.ts`, 'Evidence of the other sign gets a coefficient of the other sign.', [
    ['EqualityOperator', 'inGroup[index] === 1', 'inGroup[index] !== 1'],
  ]),
  ...within(`${SCORECARD}/fairness.ts`, 'Both totals turn their sign, of which a ratio of shares sees nothing.', [
    ['ArithmeticOperator', 'all + count', 'all - count'],
  ]),
  ...within(`${SCORECARD}/fairness.ts`, 'No loan is in a fold past the last.', [
    ['EqualityOperator', 'fold < folds', 'fold <= folds'],
  ]),
  ...within(
    `${SCORECARD}/fairness.ts`,
    'How far the measure holds features back is a rough rule, of which two loans more are as good.',
    [['ArithmeticOperator', 'binned.bins.length - 1', 'binned.bins.length + 1']],
  ),
];
