import type { WriteSheet } from 'hucre/xlsx';
import { LEVELS, strategyOf } from '../../core/domain/tiers.ts';
import { termFor } from '../messages/messages-for.ts';
import { type Book, differenceCell, figureCell, figureName, valueCell } from './book.ts';
import { BAND_FILLS, fill, numberStyle, STYLES } from './cell-styles.ts';
import { levelName } from './customer-columns.ts';
import { createGrid, formulaCell, type Grid, type GridCell, textCell } from './grid.ts';
import type { Tally } from './live-totals.ts';
import { BANDS_UPWARDS, bandLabels } from './score-bands.ts';
import { addHead, addSection, addTitle, PRINTED } from './sheet-frame.ts';

const WIDTH = 9;

/** How a matrix counts: the formula over one cell's customers, what it gives, and the part of the figure's id. */
interface Measure {
  readonly formula: (conditions: string) => string;
  readonly value: (tally: Tally) => number;
  readonly unit: 'count' | 'money';
  readonly part: 'count' | 'outstanding';
}

const COUNTED: Measure = {
  formula: (conditions) => `COUNTIFS(${conditions})`,
  value: (tally) => tally.count,
  unit: 'count',
  part: 'count',
};
const ADDED: Measure = {
  formula: (conditions) => `SUMIFS(customers_outstanding,${conditions})`,
  value: (tally) => tally.balance,
  unit: 'money',
  part: 'outstanding',
};

/** Band by level: computed here on the left, as reported on the right. */
function addMatrix(grid: Grid, book: Book, title: string, measure: Measure): void {
  const { words, digits } = book;
  addSection(grid, title, WIDTH);
  const reported = words.say(({ book: b }) => b.columns.reported);
  const heads = LEVELS.map((_, index) => `INDEX(level_label,${index + 1})`);
  const levelHead = (index: number): GridCell =>
    formulaCell(heads[index] ?? '', levelName(book, LEVELS[index] ?? 'low'), STYLES.head);
  const total = textCell(
    words.head(({ messages }) => messages.words.page.total),
    STYLES.head,
  );
  const headRow = grid.add(
    [
      textCell(
        words.head(({ messages }) => messages.words.columns.band),
        STYLES.head,
      ),
      ...LEVELS.map((_, i) => levelHead(i)),
      total,
      textCell(reported, STYLES.head),
      ...LEVELS.map((_, i) => levelHead(i)),
    ],
    34,
  );
  const labels = bandLabels();
  const style = numberStyle(measure.unit, digits);
  const first = grid.next();
  for (const [index, { band }] of [...BANDS_UPWARDS.entries()].toReversed()) {
    const row = grid.next();
    const cells = LEVELS.map((level, i) => {
      const inside = book.totals.of({ band, level });
      const letters = 'BCD'[i] ?? 'B';
      return formulaCell(
        measure.formula(`customers_band,$A${row},customers_level,${letters}$${headRow}`),
        measure.value(inside),
        style,
      );
    });
    const inBand = book.totals.of({ band });
    grid.add([
      formulaCell(`INDEX(band_label,${index + 1})`, labels[band], { ...STYLES.text, fill: fill(BAND_FILLS[band]) }),
      ...cells,
      formulaCell(`SUM(B${row}:D${row})`, measure.value(inBand), style),
      textCell(`tiers.cell.${band}.*.${measure.part}`, STYLES.quiet),
      ...LEVELS.map((level) => figureCell(book, `tiers.cell.${band}.${level}.${measure.part}`, 'reported')),
    ]);
  }
  const last = grid.next() - 1;
  const sums = LEVELS.map((level, i) => {
    const letters = 'BCD'[i] ?? 'B';
    return formulaCell(`SUM(${letters}${first}:${letters}${last})`, measure.value(book.totals.of({ level })), {
      ...style,
      ...STYLES.total,
    });
  });
  grid.add([
    textCell(
      words.say(({ messages }) => messages.words.page.total),
      STYLES.total,
    ),
    ...sums,
    formulaCell(`SUM(E${first}:E${last})`, measure.value(book.totals.of({})), { ...style, ...STYLES.total }),
  ]);
}

function addStrategies(grid: Grid, book: Book): void {
  const { words, input, digits } = book;
  addSection(
    grid,
    words.say(({ book: b }) => b.tiers.strategies),
    WIDTH,
  );
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.strategy,
    ({ messages }) => messages.words.columns.count,
    ({ book: b }) => b.columns.reported,
    ({ messages }) => messages.words.columns.outstanding,
    ({ book: b }) => b.columns.reported_balance,
    ({ messages }) => messages.words.columns.difference,
    ({ book: b }) => b.columns.due_days,
    ({ messages }) => messages.words.columns.owner,
    ({ messages }) => messages.words.columns.action,
  ]);
  for (const [index, level] of LEVELS.entries()) {
    const strategy = strategyOf(level);
    const row = grid.next();
    const ours = book.totals.of({ strategy });
    const live = ours.balance;
    const id = `tiers.${strategy}.outstanding`;
    grid.add(
      [
        formulaCell(
          `INDEX(level_strategy,${index + 1})`,
          words.say(({ messages }) => messages.terms.strategies[strategy]),
          STYLES.wrapped,
        ),
        formulaCell(`COUNTIFS(customers_strategy,A${row})`, ours.count, numberStyle('count', 0)),
        figureCell(book, `tiers.${strategy}.count`, 'reported'),
        ...(book.summable
          ? [
              formulaCell(
                `SUMIFS(customers_outstanding,customers_strategy,A${row})`,
                live,
                numberStyle('money', digits),
              ),
              figureCell(book, id, 'reported'),
              differenceCell(book, `D${row}`, `E${row}`, [live, book.figures.number(id)], 'money'),
            ]
          : [
              textCell(
                words.say(({ book: b }) => b.tiers.several_currencies),
                STYLES.quiet,
              ),
              figureCell(book, id, 'reported'),
              null,
            ]),
        valueCell(book, input.rules.tiers.due_in_days[strategy], 'count'),
        formulaCell(
          `INDEX(level_owner,${index + 1})`,
          words.say(({ messages }) => messages.terms.roles[input.rules.tiers.owners[strategy]]),
          STYLES.wrapped,
        ),
        textCell(
          words.head(({ messages }) => messages.terms.strategy_actions[strategy]),
          STYLES.wrapped,
        ),
      ],
      64,
    );
  }
}

function addPolicies(grid: Grid, book: Book): void {
  const { words, input } = book;
  addSection(
    grid,
    words.say(({ messages }) => messages.words.sections.policy),
    WIDTH,
  );
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.band,
    ({ messages }) => messages.words.columns.count,
    ({ book: b }) => b.columns.reported,
    ({ messages }) => messages.words.columns.policy,
  ]);
  for (const [index, { band }] of [...BANDS_UPWARDS.entries()].toReversed()) {
    const row = grid.next();
    const policy = input.rules.policy[band];
    grid.add([
      formulaCell(`INDEX(band_label,${index + 1})`, bandLabels()[band], {
        ...STYLES.text,
        fill: fill(BAND_FILLS[band]),
      }),
      formulaCell(`COUNTIFS(customers_band,A${row})`, book.totals.of({ band }).count, numberStyle('count', 0)),
      figureCell(book, `policy.band.${band}.count`, 'reported'),
      textCell(
        `${words.say(({ messages }) => messages.terms.policies[policy])}: ${words.say(({ messages }) => messages.terms.policy_actions[policy])}`,
        STYLES.text,
      ),
    ]);
  }
}

const INDICATOR_UNITS = {
  high_risk_share_of_outstanding_pct: 'pct',
  collection_rate_pct: 'pct',
  top_decile_outstanding: 'money',
  consecutive_falls: 'months',
} as const;

function addTargets(grid: Grid, book: Book): void {
  const { words } = book;
  const targets = book.figures.rows('monitor.targets');
  if (targets.length === 0) return;
  addSection(grid, figureName(book, 'monitor.targets'), WIDTH);
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.indicator,
    ({ messages }) => messages.words.columns.now,
    ({ messages }) => messages.words.columns.target,
    ({ messages }) => messages.words.columns.by,
    ({ messages }) => messages.words.columns.owner,
  ]);
  for (const target of targets) {
    const indicator = String(target.indicator);
    const unit = Object.hasOwn(INDICATOR_UNITS, indicator)
      ? INDICATOR_UNITS[indicator as keyof typeof INDICATOR_UNITS]
      : 'number';
    grid.add([
      textCell(
        words.say(({ messages }) => termFor(messages.terms.indicators, indicator)),
        STYLES.text,
      ),
      valueCell(book, target.now, unit),
      valueCell(book, target.target, unit),
      textCell(String(target.by ?? ''), STYLES.wrapped),
      textCell(
        words.say(({ messages }) => termFor(messages.terms.roles, String(target.owner ?? ''))),
        STYLES.text,
      ),
    ]);
  }
}

/** Band by profit, strategies, credit policy and targets; counts and balances are formulas over the list of customers. */
export function tiersSheet(book: Book): WriteSheet {
  const { words } = book;
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.tiers),
  );
  grid.gap();
  addMatrix(
    grid,
    book,
    words.say(({ book: b }) => b.tiers.count_matrix),
    COUNTED,
  );
  grid.gap();
  if (book.summable)
    addMatrix(
      grid,
      book,
      words.say(({ book: b }) => b.tiers.amount_matrix),
      ADDED,
    );
  else
    grid.add([
      textCell(
        words.say(({ book: b }) => b.tiers.several_currencies),
        STYLES.quiet,
      ),
    ]);
  grid.gap();
  addStrategies(grid, book);
  grid.gap();
  addPolicies(grid, book);
  grid.gap();
  addTargets(grid, book);
  const widths = [46, 18, 18, 20, 20, 30, 18, 34, 60];
  return grid.sheet(
    words.sheetName((w) => w.sheets.tiers),
    { columns: widths.map((width) => ({ width })), ...PRINTED },
  );
}
