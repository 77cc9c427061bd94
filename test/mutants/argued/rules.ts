import { A_LONGER_WAY, ALWAYS_ONE, type ArguedMutant, NO_TWO_ALIKE, within } from './argued-mutant.ts';

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
  ...within(
    'core/domain/calendar-zone.ts',
    'Offsets, which alone are to be kept out, hold no letter; what else begins or ends otherwise is no zone to Intl either.',
    [
      ['Regex', '/^[A-Za-z][\\w+/-]*$/', '/[A-Za-z][\\w+/-]*$/'],
      ['Regex', '/^[A-Za-z][\\w+/-]*$/', '/^[A-Za-z][\\w+/-]*/'],
    ],
  ),
  ...within('core/domain/calendar-zone.ts', ALWAYS_ONE, [['StringLiteral', "''"]]),
  ...within('core/domain/sql-literal.ts', ALWAYS_ONE, [['StringLiteral', "''"]]),
  ...within(
    'core/domain/sql-literal.ts',
    'A day with the beginning of a time behind it makes no moment once another time is put behind that.',
    [['Regex', '/^\\d{4}-\\d{2}-\\d{2}$/', '/^\\d{4}-\\d{2}-\\d{2}/']],
  ),
  ...within('core/domain/tally.ts', 'What has no key is counted under one that nobody can ask for.', [
    ['ConditionalExpression', 'key === null', 'false'],
  ]),
  ...within('core/domain/tiers.ts', ALWAYS_ONE, [['StringLiteral', "''"]]),
  ...within(
    'core/domain/tiers.ts',
    'Two margins near enough for it to matter are of the same size to twelve digits, and an unknown one comes last either way.',
    [['MethodExpression', 'Math.max(Math.abs(x), Math.abs(y))', 'Math.min(Math.abs(x), Math.abs(y))']],
  ),
  ...within('core/domain/tiers.ts', 'Every place is written over with the level of its customer.', [
    ['ArrayDeclaration', 'new Array(n)', 'new Array()'],
    ['StringLiteral', "'low'", '""'],
  ]),
  ...within('core/domain/money.ts', 'A minus stands nowhere but at the beginning of an amount.', [
    ['Regex', '/^-[0.]+$/', '/-[0.]+$/'],
  ]),
  ...within(
    'core/domain/profit.ts',
    'The share is missing where either sum is, and its reading is not asked for then.',
    [
      ['ConditionalExpression', 'isMissing(part) || isMissing(whole)', 'false'],
      ['LogicalOperator', 'isMissing(part) || isMissing(whole)', 'isMissing(part) && isMissing(whole)'],
    ],
  ),
  ...within(
    'core/domain/selection.ts',
    'Only of a row that is not there, and what it lacks was said the line before.',
    [
      ['ConditionalExpression', 'sum === undefined', 'false'],
      ['ConditionalExpression', 'count === undefined', 'false'],
    ],
  ),
  ...within('core/domain/streaks.ts', 'Before the first month there is no run to go on with.', [
    ['BooleanLiteral', 'true', 'false'],
  ]),
  ...within('core/domain/run-id.ts', NO_TWO_ALIKE, [['EqualityOperator', 'a < b', 'a <= b']]),
  ...within('core/domain/credit/check-clauses.ts', 'A period that is not known counts once a year, as none does.', [
    ['StringLiteral', "'year'", '""'],
  ]),
  ...within('core/domain/credit/propose-limit.ts', 'Zero has been left out before.', [
    ['EqualityOperator', 'byScore > 0', 'byScore >= 0'],
    ['EqualityOperator', 'byRate > 0', 'byRate >= 0'],
  ]),
  ...within(
    'core/domain/credit/propose-limit.ts',
    'Where no limit stands a first one is proposed, before any is held back.',
    [['ConditionalExpression', 'current === null', 'false']],
  ),
  ...within('core/domain/credit/typed-rows.ts', ALWAYS_ONE, [['StringLiteral', "''"]]),
  ...within('core/domain/credit/typed-rows.ts', 'Every column of choices lists them.', [['ArrayDeclaration', '[]']]),
  ...within(
    'core/domain/credit/typed-rows.ts',
    'The whole text has to be the ten characters of a day two lines below: they leave no room beside the pattern.',
    [
      ['Regex', '/^\\d{4}-\\d{2}-\\d{2}$/', '/\\d{4}-\\d{2}-\\d{2}$/'],
      ['Regex', '/^\\d{4}-\\d{2}-\\d{2}$/', '/^\\d{4}-\\d{2}-\\d{2}/'],
    ],
  ),
  ...within('core/domain/overdue/expected-loss.ts', ALWAYS_ONE, [
    ['ConditionalExpression', 'month !== undefined', 'true'],
  ]),
  ...within('core/domain/desk/approval-request.ts', 'Moments are in UTC: days are added to one as to its day.', [
    ['MethodExpression', 'each.requested.at.slice(0, 10)', 'each.requested.at'],
  ]),
  ...within('core/domain/desk/decided-step.ts', 'Of two equal days it takes the one or the other.', [
    ['EqualityOperator', 'task.due_date < due', 'task.due_date <= due'],
  ]),
  ...within('core/domain/desk/desk-form.ts', 'What is left out is refused, as the word is that takes its place.', [
    ['StringLiteral', "''"],
  ]),
  ...within('core/domain/desk/desk-form.ts', 'What is wrong with a form is always wrong with one of its fields.', [
    ['StringLiteral', "'do'", '""'],
  ]),
  ...within('core/domain/desk/desk-link.ts', 'A function that comes to its end returns undefined.', [
    ['BlockStatement', '{\n    return undefined;\n  }', '{}'],
  ]),
  ...within(
    'core/domain/desk/find-tasks.ts',
    'A word instead of a month is after every period, and left out with those.',
    [['ArrayDeclaration', '[]']],
  ),
  ...within('core/domain/desk/find-tasks.ts', ALWAYS_ONE, [['ConditionalExpression', 'oldest === undefined', 'false']]),
  ...within(
    'core/domain/desk/judge-words.ts',
    'The last day of a month follows from the first seven characters alone.',
    [['MethodExpression', 'word.due_date.slice(0, 7)', 'word.due_date']],
  ),
  ...within(
    'core/domain/desk/treatment.ts',
    'A word instead of a day is after every day, so that nothing was done by then.',
    [['ArrayDeclaration', '[]']],
  ),
  ...within('core/domain/desk/worklist.ts', 'What is equal takes the place of what is the same.', [
    ['EqualityOperator', "on > (since.get(customer) ?? '')", "on >= (since.get(customer) ?? '')"],
    ['EqualityOperator', 'rankOf(why) < rankOf(known)', 'rankOf(why) <= rankOf(known)'],
  ]),
  ...within('core/domain/desk/sheet/read-task-sheet.ts', ALWAYS_ONE, [['StringLiteral', "''"]]),
  ...within('core/domain/desk/sheet/read-cells.ts', ALWAYS_ONE, [['StringLiteral', "''"]]),
  ...within(
    'core/domain/desk/sheet/sheet-layout.ts',
    'A cell that is not there is no title, nor is the word that takes its place.',
    [['StringLiteral', "''"]],
  ),
];
