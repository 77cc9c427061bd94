import type { WriteSheet } from 'hucre/xlsx';
import type { FigureUnit } from '../../core/contracts/figure.ts';
import { termFor } from '../messages/messages-for.ts';
import { type Book, figureCell, figureName, valueCell } from './book.ts';
import { numberStyle, STYLES } from './cell-styles.ts';
import { createGrid, formulaCell, type Grid, type GridCell, textCell } from './grid.ts';
import { addHead, addSection, addTitle, PRINTED } from './sheet-frame.ts';

const WIDTH = 14;
const HEAD_HEIGHT = 50;
const MEASURES = [
  'lifespan_days',
  'total_invoices',
  'avg_invoice_amount',
  'outstanding_balance',
  'payment_rate',
  'credit_score',
  'stability',
] as const;
const TIER = 'profile.profitability_tier.';

type Measure = (typeof MEASURES)[number];

function measureName(book: Book, measure: Measure): string {
  return book.words.say(({ messages }) => messages.terms.measures[measure]);
}

/** High-risk less normal, or over it, as a formula over the two means beside it. */
function comparison(book: Book, measure: Measure, row: number, operator: '-' | '/', unit: FigureUnit): GridCell {
  const [high, normal] = [`B${row}`, `F${row}`];
  const guard = operator === '-' ? `COUNT(${high},${normal})<2` : `OR(COUNT(${high},${normal})<2,${normal}=0)`;
  const [x, y] = ['high_risk', 'normal'].map((group) => book.figures.number(`profile.${measure}.${group}.mean`));
  const known = typeof x === 'number' && typeof y === 'number' && (operator === '-' || y !== 0);
  const result = known ? (operator === '-' ? x - y : x / y) : null;
  return formulaCell(`IF(${guard},"",${high}${operator}${normal})`, result, numberStyle(unit, book.digits));
}

function addMeasures(grid: Grid, book: Book): void {
  addHead(
    grid,
    book,
    [
      ({ messages }) => messages.words.columns.measure,
      ({ book: b }) => b.columns.mean_high,
      ({ messages }) => messages.words.columns.median_high,
      ({ book: b }) => b.columns.q1_high,
      ({ book: b }) => b.columns.q3_high,
      ({ book: b }) => b.columns.mean_normal,
      ({ messages }) => messages.words.columns.median_normal,
      ({ book: b }) => b.columns.q1_normal,
      ({ book: b }) => b.columns.q3_normal,
      ({ messages }) => messages.words.columns.difference,
      ({ book: b }) => b.columns.ratio,
      ({ book: b }) => b.columns.delta,
      ({ messages }) => messages.words.columns.p_value,
      ({ book: b }) => b.columns.reading,
    ],
    HEAD_HEIGHT,
  );
  for (const measure of MEASURES) {
    const id = (part: string) => `profile.${measure}.${part}`;
    const row = grid.next();
    const unit = book.figures.get(id('high_risk.mean'))?.unit ?? 'number';
    const groups = ['high_risk', 'normal'].flatMap((group) =>
      ['mean', 'median', 'q1', 'q3'].map((part) => figureCell(book, id(`${group}.${part}`))),
    );
    const reading = book.figures.text(id('reading'));
    grid.add([
      textCell(measureName(book, measure), STYLES.text),
      ...groups,
      comparison(book, measure, row, '-', unit),
      comparison(book, measure, row, '/', 'ratio'),
      figureCell(book, id('cliffs_delta')),
      figureCell(book, id('p_value')),
      reading === null
        ? figureCell(book, id('reading'))
        : textCell(
            book.words.say(({ messages }) => termFor(messages.terms.readings, reading)),
            STYLES.text,
          ),
    ]);
  }
}

function addBins(grid: Grid, book: Book, measure: Measure): void {
  const bins = book.figures.rows(`profile.${measure}.bins`);
  if (bins.length === 0) return;
  grid.gap();
  addSection(grid, measureName(book, measure), WIDTH);
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.measure,
    ({ messages }) => messages.terms.high_risk,
    ({ messages }) => messages.terms.normal,
  ]);
  for (const bin of bins) {
    grid.add([
      textCell(String(bin.label ?? ''), STYLES.text),
      valueCell(book, bin.high_risk, 'count'),
      valueCell(book, bin.normal, 'count'),
    ]);
  }
}

function addProfitTiers(grid: Grid, book: Book): void {
  const names = new Set(
    book.figures
      .ids(TIER)
      .flatMap((id) => /^(?:high_risk|normal)\.(.+)\.count$/.exec(id.slice(TIER.length))?.[1] ?? []),
  );
  if (names.size === 0) return;
  grid.gap();
  addSection(
    grid,
    book.words.say(({ book: b }) => b.profile.tiers),
    WIDTH,
  );
  addHead(grid, book, [
    ({ book: b }) => b.columns.book_tier,
    ({ messages }) => messages.terms.high_risk,
    ({ messages }) => messages.terms.normal,
  ]);
  for (const name of names) {
    grid.add([
      textCell(name, STYLES.text),
      figureCell(book, `${TIER}high_risk.${name}.count`),
      figureCell(book, `${TIER}normal.${name}.count`),
    ]);
  }
  for (const part of ['cramers_v', 'p_value'])
    grid.add([textCell(figureName(book, `${TIER}${part}`), STYLES.text), figureCell(book, `${TIER}${part}`)]);
}

/** High-risk against normal customers, measure by measure, with the distributions below. */
export function profileSheet(book: Book): WriteSheet {
  const grid = createGrid();
  addTitle(
    grid,
    book,
    book.words.say(({ book: b }) => b.sheets.profile),
  );
  grid.gap();
  addMeasures(grid, book);
  for (const measure of MEASURES) addBins(grid, book, measure);
  addProfitTiers(grid, book);
  const widths = [40, ...Array.from({ length: WIDTH - 1 }, () => 17)];
  return grid.sheet(
    book.words.sheetName((w) => w.sheets.profile),
    { columns: widths.map((width) => ({ width })), ...PRINTED },
  );
}
