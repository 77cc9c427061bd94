import { Decimal } from 'decimal.js';
import type { WriteSheet } from 'hucre/xlsx';
import type { FigureUnit } from '../../core/contracts/figure.ts';
import { type Book, differenceCell, figureCell, figureName, unitName } from './book.ts';
import { numberStyle, STYLES } from './cell-styles.ts';
import { createGrid, formulaCell, type Grid, numberCell, textCell } from './grid.ts';
import { addHead, addSection, addTitle, PRINTED } from './sheet-frame.ts';

const WIDTH = 5;

const INPUTS = [
  'loss.monthly_revenue_mean',
  'trend.mean_pct',
  'trend.latest_rate_pct',
  'trend.current_streak.decline_pp',
  'selection.high_risk.share_of_outstanding_pct',
  'selection.high_risk.outstanding_total',
] as const;
type Input = (typeof INPUTS)[number];

/** A result: which inputs it needs, its formula over their cells, and the same in decimals for readers that do not compute. */
interface Result {
  readonly id: string;
  readonly needs: readonly Input[];
  readonly formula: (at: (input: Input) => string) => string;
  readonly value: (of: (input: Input) => Decimal) => Decimal;
}

const REVENUE = 'loss.monthly_revenue_mean';
const MEAN = 'trend.mean_pct';
const LATEST = 'trend.latest_rate_pct';
const STREAK = 'trend.current_streak.decline_pp';
const SHARE = 'selection.high_risk.share_of_outstanding_pct';
const OWED = 'selection.high_risk.outstanding_total';

const six = (revenue: Decimal, fall: Decimal) => Decimal.max(0, revenue.times(6).times(fall).div(100));

const RESULTS: readonly Result[] = [
  {
    id: 'loss.baseline_6m',
    needs: [REVENUE, MEAN, LATEST],
    formula: (at) => `MAX(0,6*${at(REVENUE)}*(${at(MEAN)}-${at(LATEST)})/100)`,
    value: (of) => six(of(REVENUE), of(MEAN).minus(of(LATEST))),
  },
  {
    id: 'loss.baseline_6m.high_risk',
    needs: [REVENUE, MEAN, LATEST, SHARE],
    formula: (at) => `MAX(0,6*${at(REVENUE)}*(${at(MEAN)}-${at(LATEST)})/100)*${at(SHARE)}/100`,
    value: (of) =>
      six(of(REVENUE), of(MEAN).minus(of(LATEST)))
        .times(of(SHARE))
        .div(100),
  },
  {
    id: 'loss.stress_6m',
    needs: [REVENUE, MEAN, LATEST, STREAK],
    formula: (at) => `MAX(0,6*${at(REVENUE)}*(${at(MEAN)}-(${at(LATEST)}-${at(STREAK)}))/100)`,
    value: (of) => six(of(REVENUE), of(MEAN).minus(of(LATEST)).plus(of(STREAK))),
  },
  {
    id: 'loss.stress_6m.high_risk',
    needs: [REVENUE, MEAN, LATEST, STREAK, SHARE],
    formula: (at) => `MAX(0,6*${at(REVENUE)}*(${at(MEAN)}-(${at(LATEST)}-${at(STREAK)}))/100)*${at(SHARE)}/100`,
    value: (of) =>
      six(of(REVENUE), of(MEAN).minus(of(LATEST)).plus(of(STREAK)))
        .times(of(SHARE))
        .div(100),
  },
  { id: 'loss.worst_case', needs: [OWED], formula: (at) => at(OWED), value: (of) => of(OWED) },
  {
    id: 'loss.balance_at_current_streak',
    needs: [OWED, STREAK],
    formula: (at) => `${at(OWED)}*${at(STREAK)}/100`,
    value: (of) => of(OWED).times(of(STREAK)).div(100),
  },
];

const GIVEN = [
  'loss.balance_at_worst_month',
  'loss.forecast_net_cash_6m',
  'loss.forecast_shortfall_6m',
  'loss.forecast_shortfall_6m.high_risk',
  'loss.expected_6m',
  'loss.expected_6m.p10',
  'loss.expected_6m.p90',
];

function decimalOf(book: Book, id: string): Decimal | null {
  const value = book.figures.get(id)?.value;
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? new Decimal(value) : null;
}

function addInputs(grid: Grid, book: Book): Map<Input, string> {
  const { words } = book;
  addSection(
    grid,
    words.say(({ book: b }) => b.loss.inputs),
    WIDTH,
  );
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.figure,
    ({ messages }) => messages.words.columns.value,
    ({ book: b }) => b.columns.unit,
    ({ book: b }) => b.columns.id,
  ]);
  const cells = new Map<Input, string>();
  for (const id of INPUTS) {
    const unit: FigureUnit = book.figures.get(id)?.unit ?? 'number';
    const number = decimalOf(book, id);
    const value =
      number === null
        ? figureCell(book, id)
        : numberCell(number.toNumber(), numberStyle(unit === 'pp' ? 'score' : unit, book.digits, 'input'));
    const row = grid.add([
      textCell(figureName(book, id), STYLES.text),
      value,
      textCell(unitName(book, unit), STYLES.quiet),
      textCell(id, STYLES.quiet),
    ]);
    cells.set(id, `B${row}`);
  }
  return cells;
}

function addResults(grid: Grid, book: Book, cells: ReadonlyMap<Input, string>): void {
  const { words, digits } = book;
  addSection(
    grid,
    words.say(({ book: b }) => b.loss.results),
    WIDTH,
  );
  grid.add([
    textCell(
      words.say(({ book: b }) => b.loss.formula_note),
      STYLES.quiet,
    ),
  ]);
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.scenario,
    ({ book: b }) => b.columns.live,
    ({ book: b }) => b.columns.reported,
    ({ messages }) => messages.words.columns.difference,
    ({ book: b }) => b.columns.id,
  ]);
  const at = (input: Input) => cells.get(input) ?? '';
  for (const { id, needs, formula, value } of RESULTS) {
    const row = grid.next();
    const known = new Map(
      needs.flatMap((input) => {
        const number = decimalOf(book, input);
        return number === null ? [] : [[input, number] as const];
      }),
    );
    const complete = known.size === needs.length;
    const result = complete
      ? value((input) => known.get(input) ?? new Decimal(0))
          .toDecimalPlaces(digits, Decimal.ROUND_HALF_UP)
          .toNumber()
      : null;
    grid.add([
      textCell(figureName(book, id), STYLES.text),
      formulaCell(
        `IF(COUNT(${needs.map(at).join(',')})<${needs.length},"",ROUND(${formula(at)},${digits}))`,
        result,
        numberStyle('money', digits),
      ),
      figureCell(book, id, 'reported'),
      differenceCell(book, `B${row}`, `C${row}`, [result, book.figures.number(id)], 'money'),
      textCell(id, STYLES.quiet),
    ]);
  }
  for (const id of GIVEN) {
    if (!book.figures.get(id)) continue;
    grid.add([
      textCell(figureName(book, id), STYLES.text),
      null,
      figureCell(book, id, 'reported'),
      null,
      textCell(id, STYLES.quiet),
    ]);
  }
}

/** What six months may cost: scenarios as formulas over inputs that can be changed, beside what the report says. */
export function lossSheet(book: Book): WriteSheet {
  const grid = createGrid();
  addTitle(
    grid,
    book,
    book.words.say(({ book: b }) => b.sheets.loss),
  );
  grid.gap();
  const cells = addInputs(grid, book);
  grid.gap();
  addResults(grid, book, cells);
  const widths = [62, 20, 20, 16, 42];
  return grid.sheet(
    book.words.sheetName((w) => w.sheets.loss),
    { columns: widths.map((width) => ({ width })), ...PRINTED },
  );
}
