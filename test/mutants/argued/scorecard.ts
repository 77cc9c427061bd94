import { A_LONGER_WAY, ALWAYS_ONE, type ArguedMutant, NO_TWO_ALIKE, PAST_THE_END, within } from './argued-mutant.ts';

const SCORECARD = 'core/domain/scorecard';

export const ARGUED_SCORECARD: readonly ArguedMutant[] = [
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
  ...within(`${SCORECARD}/loan-table.ts`, NO_TWO_ALIKE, [['EqualityOperator', 'a < b', 'a <= b']]),
  ...within(`${SCORECARD}/loan-table.ts`, PAST_THE_END, [
    ['EqualityOperator', 'row < codes.length', 'row <= codes.length'],
  ]),
  ...within(`${SCORECARD}/fine-columns.ts`, NO_TWO_ALIKE, [['EqualityOperator', 'a < b', 'a <= b']]),
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
  ...within(`${SCORECARD}/feature-bins.ts`, ALWAYS_ONE, [
    ['ConditionalExpression', 'special === undefined', 'false'],
    ['ArrayDeclaration', '[]', '["Stryker was here"]'],
  ]),
  ...within(`${SCORECARD}/feature-bins.ts`, 'A bin whose upper edge is undefined is as open as one that has none.', [
    ['ConditionalExpression', 'upper === undefined', 'false'],
  ]),
  ...within(`${SCORECARD}/feature-bins.ts`, 'The least number of loans that the rules take is one.', [
    ['ConditionalExpression', 'count === 0', 'false'],
  ]),
  ...within(`${SCORECARD}/feature-bins.ts`, 'The code of the others is past the last text: it names none either way.', [
    ['MethodExpression', 'groups\n    .filter((codes) => codes !== otherCodes)', 'groups'],
    ['ConditionalExpression', 'codes !== otherCodes', 'true'],
  ]),
  ...within(`${SCORECARD}/feature-analysis.ts`, ALWAYS_ONE, [['ArrayDeclaration', '[]', '["Stryker was here"]']]),
  ...within(
    `${SCORECARD}/feature-analysis.ts`,
    'What could not be compared has no adjusted value; what is the same everywhere has none either, and a difference of zero, of which nothing is read.',
    [
      [
        'LogicalOperator',
        'comparison === null || adjusted === undefined',
        'comparison === null && adjusted === undefined',
      ],
      ['ConditionalExpression', 'comparison === null', 'false'],
      ['ConditionalExpression', 'adjusted === undefined', 'false'],
    ],
  ),
  ...within(`${SCORECARD}/feature-catalogue.ts`, 'A feature that is not in the catalogue belongs to the others too.', [
    ['StringLiteral', "'industry'", '""'],
    ['StringLiteral', "'region'", '""'],
  ]),
  ...within(`${SCORECARD}/fine-bins.ts`, PAST_THE_END, [
    ['EqualityOperator', 'row < values.length', 'row <= values.length'],
    ['EqualityOperator', 'row < codes.length', 'row <= codes.length'],
  ]),
  ...within(`${SCORECARD}/fine-bins.ts`, 'Before the first of a list of fixed length nothing is written either.', [
    ['ConditionalExpression', 'code >= 0', 'true'],
  ]),
  ...within(`${SCORECARD}/fine-bins.ts`, 'Before the first value there is none, from which the first differs.', [
    ['ConditionalExpression', 'i === 0', 'false'],
    ['ConditionalExpression', 'i > 0', 'true'],
    ['EqualityOperator', 'i > 0', 'i >= 0'],
  ]),
  ...within(`${SCORECARD}/fine-bins.ts`, A_LONGER_WAY, [
    ['ConditionalExpression', 'specials.size === 0', 'false'],
    ['ConditionalExpression', 'code < 0', 'false'],
  ]),
  ...within(`${SCORECARD}/fine-bins.ts`, ALWAYS_ONE, [
    ['UnaryOperator', '-1', '+1'],
    ['StringLiteral', "''", '"Stryker was here!"'],
  ]),
  ...within(`${SCORECARD}/loan-review.ts`, ALWAYS_ONE, [['ArrayDeclaration', '[]', '["Stryker was here"]']]),
  ...within(`${SCORECARD}/loan-review.ts`, NO_TWO_ALIKE, [['EqualityOperator', 'a.name < b.name', 'a.name <= b.name']]),
  ...within(`${SCORECARD}/loan-review.ts`, PAST_THE_END, [
    ['ConditionalExpression', 'reason < counts.length', 'true'],
    ['EqualityOperator', 'reason < counts.length', 'reason <= counts.length'],
  ]),
  ...within(`${SCORECARD}/loan-table.ts`, 'A blank is looked up under a text that it is not listed under.', [
    ['StringLiteral', "''", '"Stryker was here!"'],
  ]),
  ...within(`${SCORECARD}/folds.ts`, NO_TWO_ALIKE, [
    ['EqualityOperator', "(ids[a] ?? '') < (ids[b] ?? '')", "(ids[a] ?? '') <= (ids[b] ?? '')"],
  ]),
  ...within(`${SCORECARD}/stability.ts`, ALWAYS_ONE, [['UnaryOperator', '-1', '+1']]),
];
