import type { WriteSheet } from 'hucre/xlsx';
import { LEVELS, strategyOf } from '../../core/domain/tiers.ts';
import { type Book, differenceCell, figureCell, figureName } from './book.ts';
import { BAND_FILLS, fill, INPUT_TEXT, numberStyle, STYLES } from './cell-styles.ts';
import { levelName } from './customer-columns.ts';
import { createGrid, formulaCell, type Grid, type GridCell, numberCell, textCell } from './grid.ts';
import { extremeOf, meanOf, medianOf, type Tally } from './live-totals.ts';
import { BANDS_UPWARDS, bandLabels } from './score-bands.ts';
import { addHead, addSection, addTitle, nameRange, PRINTED } from './sheet-frame.ts';

const WIDTH = 9;
const FACTORS = [
  { code: 'payment_rate', best: 100 },
  { code: 'credit_score', best: 850 },
  { code: 'stability', best: 100 },
] as const;

function addWeights(grid: Grid, book: Book, sheet: string): void {
  const { words, input } = book;
  addSection(
    grid,
    words.say(({ book: b }) => b.score.weights),
    WIDTH,
  );
  grid.add([
    textCell(
      words.say(({ book: b }) => b.score.weights_how),
      STYLES.quiet,
    ),
  ]);
  addHead(grid, book, [
    ({ book: b }) => b.columns.factor,
    ({ book: b }) => b.columns.weight,
    ({ book: b }) => b.columns.rule_weight,
    ({ book: b }) => b.columns.lowest,
    ({ book: b }) => b.columns.highest,
  ]);
  const first = grid.next();
  const weight = { ...numberStyle('number', 0, 'input'), numFmt: '0.00##' };
  for (const { code, best } of FACTORS) {
    const set = input.rules.score.weights[code];
    const label = textCell(
      words.say(({ messages }) => messages.terms.measures[code]),
      STYLES.text,
    );
    const row = grid.add([
      label,
      numberCell(set, weight),
      numberCell(set, { ...weight, ...STYLES.quiet }),
      numberCell(0, STYLES.text),
      numberCell(best, STYLES.text),
    ]);
    nameRange(book, `weight_${code}`, sheet, `B${row}`);
    nameRange(book, `best_${code}`, sheet, `E${row}`);
  }
  const last = grid.next() - 1;
  nameRange(book, 'factor_label', sheet, `A${first}`, `A${last}`);
  const total = Number(FACTORS.reduce((sum, { code }) => sum + input.rules.score.weights[code], 0).toFixed(12));
  grid.add([
    textCell(
      words.say(({ book: b }) => b.score.sum),
      STYLES.total,
    ),
    formulaCell(`ROUND(SUM(B${first}:B${last}),12)`, total, { ...STYLES.total, numFmt: '0.00##' }),
  ]);
}

function addBands(grid: Grid, book: Book, sheet: string): void {
  const { words, input, digits } = book;
  addSection(
    grid,
    words.say(({ book: b }) => b.score.bands),
    WIDTH,
  );
  addHead(grid, book, [
    ({ book: b }) => b.columns.from,
    ({ messages }) => messages.words.columns.band,
    ({ messages }) => messages.words.columns.policy,
    ({ messages }) => messages.words.columns.count,
    ({ book: b }) => b.columns.reported,
    ({ messages }) => messages.words.columns.outstanding,
    ({ book: b }) => b.columns.reported_balance,
    ({ messages }) => messages.words.columns.difference,
    ({ book: b }) => b.columns.id,
  ]);
  const first = grid.next();
  const labels = bandLabels();
  for (const [index, { band, from }] of BANDS_UPWARDS.entries()) {
    const row = grid.next();
    const inside = book.totals.of({ band });
    const label = index === BANDS_UPWARDS.length - 1 ? `A${row}&" – 100"` : `A${row}&" – "&A${row + 1}`;
    const policy = words.say(({ messages }) => messages.terms.policies[input.rules.policy[band]]);
    grid.add([
      numberCell(from, numberStyle('count', 0, 'input')),
      formulaCell(label, labels[band], { ...STYLES.text, fill: fill(BAND_FILLS[band]) }),
      textCell(policy, INPUT_TEXT),
      formulaCell(`COUNTIFS(customers_band,B${row})`, inside.count, numberStyle('count', 0)),
      figureCell(book, `score.band.${band}.count`, 'reported'),
      ...amountCells(book, row, inside, `score.band.${band}.outstanding`),
      textCell(`score.band.${band}.count, .outstanding`, STYLES.quiet),
    ]);
  }
  const last = grid.next() - 1;
  nameRange(book, 'band_from', sheet, `A${first}`, `A${last}`);
  nameRange(book, 'band_label', sheet, `B${first}`, `B${last}`);
  nameRange(book, 'band_policy', sheet, `C${first}`, `C${last}`);
  const scored = book.totals.of({});
  grid.add([
    null,
    textCell(
      words.say(({ messages }) => messages.words.page.total),
      STYLES.total,
    ),
    null,
    formulaCell(`SUM(D${first}:D${last})`, scored.count, { ...numberStyle('count', 0), ...STYLES.total }),
    null,
    ...(book.summable
      ? [
          formulaCell(`SUM(F${first}:F${last})`, scored.balance, {
            ...numberStyle('money', digits),
            ...STYLES.total,
          }),
        ]
      : []),
  ]);
}

/** Balance computed here, as reported, and the difference; words where balances may not be added. */
function amountCells(book: Book, row: number, inside: Tally, id: string): GridCell[] {
  if (!book.summable)
    return [
      textCell(
        book.words.say(({ book: b }) => b.tiers.several_currencies),
        STYLES.quiet,
      ),
      figureCell(book, id, 'reported'),
      null,
    ];
  const live = inside.balance;
  return [
    formulaCell(`SUMIFS(customers_outstanding,customers_band,B${row})`, live, numberStyle('money', book.digits)),
    figureCell(book, id, 'reported'),
    differenceCell(book, `F${row}`, `G${row}`, [live, book.figures.number(id)], 'money'),
  ];
}

function addTotals(grid: Grid, book: Book): void {
  const { words } = book;
  const { scores, everybody } = book.totals;
  addSection(
    grid,
    words.say(({ book: b }) => b.score.totals),
    WIDTH,
  );
  grid.add([
    textCell(
      words.say(({ book: b }) => b.score.check),
      STYLES.quiet,
    ),
  ]);
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.measure,
    ({ book: b }) => b.columns.live,
    ({ book: b }) => b.columns.reported,
    ({ messages }) => messages.words.columns.difference,
    ({ book: b }) => b.columns.id,
  ]);
  const guarded = (formula: string) => `IF(COUNT(customers_score)=0,"",${formula}(customers_score))`;
  const rows = [
    { id: 'score.mean', formula: guarded('AVERAGE'), value: meanOf(scores), unit: 'score' },
    { id: 'score.median', formula: guarded('MEDIAN'), value: medianOf(scores), unit: 'score' },
    { id: 'score.min', formula: guarded('MIN'), value: extremeOf(scores, Math.min), unit: 'score' },
    { id: 'score.max', formula: guarded('MAX'), value: extremeOf(scores, Math.max), unit: 'score' },
    {
      id: 'selection.high_risk.count',
      formula: 'COUNT(customers_outstanding)',
      value: everybody.count,
      unit: 'count',
    },
    ...(book.summable
      ? [
          {
            id: 'selection.high_risk.outstanding_total',
            formula: 'SUM(customers_outstanding)',
            value: everybody.balance,
            unit: 'money',
          } as const,
        ]
      : []),
  ] as const;
  for (const { id, formula, value, unit } of rows) {
    const row = grid.next();
    grid.add([
      textCell(figureName(book, id), STYLES.text),
      formulaCell(formula, value, numberStyle(unit, book.digits)),
      figureCell(book, id, 'reported'),
      differenceCell(book, `B${row}`, `C${row}`, [value, book.figures.number(id)], unit),
      textCell(id, STYLES.quiet),
    ]);
  }
}

function addMapping(grid: Grid, book: Book, sheet: string): void {
  const { words, input } = book;
  addSection(
    grid,
    words.say(({ book: b }) => b.score.mapping),
    WIDTH,
  );
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.profitability,
    ({ messages }) => messages.words.columns.strategy,
    ({ messages }) => messages.words.columns.owner,
  ]);
  const first = grid.next();
  for (const level of LEVELS) {
    const strategy = strategyOf(level);
    grid.add([
      textCell(levelName(book, level), STYLES.text),
      textCell(
        words.say(({ messages }) => messages.terms.strategies[strategy]),
        INPUT_TEXT,
      ),
      textCell(
        words.say(({ messages }) => messages.terms.roles[input.rules.tiers.owners[strategy]]),
        INPUT_TEXT,
      ),
    ]);
  }
  const last = grid.next() - 1;
  nameRange(book, 'level_label', sheet, `A${first}`, `A${last}`);
  nameRange(book, 'level_strategy', sheet, `B${first}`, `B${last}`);
  nameRange(book, 'level_owner', sheet, `C${first}`, `C${last}`);
}

/** The settings of the score as cells, and what follows from them: changing a weight, a limit or a mapping recomputes the whole workbook. */
export function scoreSheet(book: Book): WriteSheet {
  const { words } = book;
  const name = words.sheetName((w) => w.sheets.score);
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.score),
  );
  grid.gap();
  addWeights(grid, book, name);
  grid.gap();
  addBands(grid, book, name);
  grid.gap();
  addTotals(grid, book);
  grid.gap();
  addMapping(grid, book, name);
  const widths = [42, 30, 34, 16, 16, 18, 18, 14, 40];
  return grid.sheet(name, { columns: widths.map((width) => ({ width })), ...PRINTED });
}
