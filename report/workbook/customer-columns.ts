import type { CellStyle } from 'hucre/xlsx';
import type { CustomerLine, ProfitabilityLevel } from '../../core/contracts/report-input.ts';
import type { Tongue } from './bilingual.ts';
import type { Book } from './book.ts';
import { INPUT_TEXT, numberStyle, STYLES } from './cell-styles.ts';
import { columnLetters } from './grid.ts';
import { bandLabels } from './score-bands.ts';

/** The first row of customers, below title, explanation and head. */
export const FIRST_ROW = 5;

const KEYS = [
  'customer_id',
  'name',
  'outstanding',
  'payment_rate',
  'credit_score',
  'stability',
  'points_payment_rate',
  'points_credit_score',
  'points_stability',
  'score',
  'reported_score',
  'band',
  'book_tier',
  'level',
  'strategy',
  'policy',
  'owner',
  'manager',
  'main_reason',
] as const;

/** A column of the list of customers. */
export type CustomerKey = (typeof KEYS)[number];

/** How a column is headed, looks and is filled. */
export interface CustomerColumn {
  readonly key: CustomerKey;
  readonly head: (tongue: Tongue) => string;
  readonly width: number;
  readonly style: CellStyle;
  /** A number may come as a decimal text. With a formula it is the value that the formula has now. */
  readonly value: (line: CustomerLine) => string | number | null;
  readonly kind: 'text' | 'number';
  /** As written in the first row. */
  readonly formula?: string;
}

/** The letters of a column of the list. */
export function customerColumn(key: CustomerKey): string {
  return columnLetters(KEYS.indexOf(key));
}

const cell = (key: CustomerKey) => `${customerColumn(key)}${FIRST_ROW}`;

const inputs = `${cell('payment_rate')}:${cell('stability')}`;

/** Points of one input, clamped to its range; nothing where any input is missing, because there is no score then. */
function pointsFormula(input: CustomerKey & ('payment_rate' | 'credit_score' | 'stability')): string {
  const best = `best_${input}`;
  return `IF(COUNT(${inputs})<3,"",(${best}-MEDIAN(0,${cell(input)},${best}))/${best}*100*weight_${input})`;
}

const points = `${cell('points_payment_rate')}:${cell('points_stability')}`;
const score = cell('score');

const FORMULAS: Readonly<Partial<Record<CustomerKey, string>>> = {
  points_payment_rate: pointsFormula('payment_rate'),
  points_credit_score: pointsFormula('credit_score'),
  points_stability: pointsFormula('stability'),
  // Rounded so that a score of exactly 70 is not taken for 69.99…: the limit belongs to the higher band.
  score: `IF(COUNT(${inputs})<3,"",ROUND(SUM(${points}),10))`,
  band: `IF(${score}="","",LOOKUP(${score},band_from,band_label))`,
  strategy: `INDEX(level_strategy,MATCH(${cell('level')},level_label,0))`,
  policy: `IF(${score}="","",LOOKUP(${score},band_from,band_policy))`,
  owner: `INDEX(level_owner,MATCH(${cell('level')},level_label,0))`,
  main_reason: `IF(${score}="","",INDEX(factor_label,MATCH(MAX(${points}),${points},0)))`,
};

function pointsOf(line: CustomerLine, code: string): number | null {
  return line.reasons.find((reason) => reason.code === code)?.points ?? null;
}

/** What the levels of profit are called: by the tier in the books, or by relative margin where that is the axis. */
export function levelName(book: Book, level: ProfitabilityLevel): string {
  const relative = book.figures.text('tiers.axis') === 'relative_margin';
  return book.words.say(({ messages }) => (relative ? messages.terms.relative_levels : messages.terms.levels)[level]);
}

/** Remembers words by key: a hundred thousand rows ask for the same dozen. */
function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}

function valuesOf(book: Book): Readonly<Record<CustomerKey, (line: CustomerLine) => string | number | null>> {
  const { words, input } = book;
  const bands = bandLabels();
  const strategy = remembered((name: CustomerLine['strategy']) =>
    words.say(({ messages }) => messages.terms.strategies[name]),
  );
  const owner = remembered((role: CustomerLine['owner_role']) =>
    words.say(({ messages }) => messages.terms.roles[role]),
  );
  const level = remembered((name: ProfitabilityLevel) => levelName(book, name));
  const policy = remembered((band: NonNullable<CustomerLine['band']>) =>
    words.say(({ messages }) => messages.terms.policies[input.rules.policy[band]]),
  );
  const factor = remembered((code: CustomerLine['reasons'][number]['code']) =>
    words.say(({ messages }) => messages.terms.measures[code]),
  );
  return {
    customer_id: (line) => line.customer_id,
    // Balances in several currencies share a column: the name says which.
    name: (line) => (line.currency === undefined ? line.name : `${line.name} (${line.currency})`),
    outstanding: (line) => line.outstanding_balance,
    payment_rate: (line) => line.payment_rate_pct,
    credit_score: (line) => line.credit_score,
    stability: (line) => line.stability,
    points_payment_rate: (line) => pointsOf(line, 'payment_rate'),
    points_credit_score: (line) => pointsOf(line, 'credit_score'),
    points_stability: (line) => pointsOf(line, 'stability'),
    score: (line) => line.score,
    reported_score: (line) => line.score,
    band: (line) => (line.band === null ? null : bands[line.band]),
    book_tier: (line) => line.profitability_tier,
    level: (line) => level(line.profitability),
    strategy: (line) => strategy(line.strategy),
    policy: (line) => (line.band === null ? null : policy(line.band)),
    owner: (line) => owner(line.owner_role),
    manager: (line) => line.account_manager,
    main_reason: (line) => (line.reasons[0] === undefined ? null : factor(line.reasons[0].code)),
  };
}

const NUMBERS: Readonly<Partial<Record<CustomerKey, 'money' | 'pct' | 'score'>>> = {
  outstanding: 'money',
  payment_rate: 'pct',
  credit_score: 'score',
  stability: 'score',
  points_payment_rate: 'score',
  points_credit_score: 'score',
  points_stability: 'score',
  score: 'score',
  reported_score: 'score',
};
const INPUTS = new Set<CustomerKey>(['outstanding', 'payment_rate', 'credit_score', 'stability', 'level']);
const WIDTHS: Readonly<Partial<Record<CustomerKey, number>>> = {
  customer_id: 16,
  name: 34,
  outstanding: 16,
  level: 26,
  strategy: 32,
  policy: 34,
  owner: 34,
  manager: 20,
  book_tier: 20,
  main_reason: 32,
  band: 12,
};

function headOf(key: CustomerKey): (tongue: Tongue) => string {
  return ({ messages, book }) => {
    const { columns } = messages.words;
    switch (key) {
      case 'name':
        return columns.customer;
      case 'level':
        return columns.profitability;
      case 'points_payment_rate':
      case 'points_credit_score':
      case 'points_stability':
      case 'reported_score':
      case 'book_tier':
      case 'main_reason':
        return book.columns[key];
      default:
        return columns[key];
    }
  };
}

function styleOf(book: Book, key: CustomerKey): CellStyle {
  const unit = NUMBERS[key];
  if (unit)
    return numberStyle(
      unit,
      book.digits,
      INPUTS.has(key) ? 'input' : key === 'reported_score' ? 'reported' : 'computed',
    );
  return INPUTS.has(key) ? INPUT_TEXT : STYLES.text;
}

/** The columns of the list of customers, left to right. */
export function customerColumns(book: Book): readonly CustomerColumn[] {
  const values = valuesOf(book);
  return KEYS.map((key) => {
    const formula = FORMULAS[key];
    return {
      key,
      head: headOf(key),
      width: WIDTHS[key] ?? 13,
      style: styleOf(book, key),
      value: values[key],
      kind: NUMBERS[key] ? 'number' : 'text',
      ...(formula === undefined ? {} : { formula }),
    };
  });
}
