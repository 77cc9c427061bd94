import type { SheetChart, WriteSheet } from 'hucre/xlsx';
import type { FigureUnit } from '../../core/contracts/figure.ts';
import { termFor } from '../messages/messages-for.ts';
import { type Book, differenceCell, figureCell, figureName } from './book.ts';
import { CHANGE, numberStyle, STYLES } from './cell-styles.ts';
import { createGrid, formulaCell, type Grid, numberCell, quotedSheet, textCell } from './grid.ts';
import { meanOf } from './live-totals.ts';
import { addHead, addSection, addTitle, PRINTED } from './sheet-frame.ts';

const WIDTH = 5;

interface MonthRow {
  readonly month: string;
  readonly rate: number | null;
  readonly change: number | null;
  readonly falls: number;
  readonly flag: string;
}

/** The months of the window with the change and the run of falls that the formulas beside them give. */
function monthRows(book: Book): readonly MonthRow[] {
  let before: number | null = null;
  let falls = 0;
  return book.figures.rows('trend.months').map((row, index) => {
    const found = row.rate_pct;
    const rate = typeof found === 'number' ? found : null;
    const change: number | null = index === 0 || rate === null || before === null ? null : rate - before;
    falls = change !== null && change < 0 ? falls + 1 : 0;
    before = rate;
    return { month: String(row.month ?? ''), rate, change, falls, flag: String(row.flag ?? '') };
  });
}

function addMonths(grid: Grid, book: Book, months: readonly MonthRow[]): number {
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.month,
    ({ messages }) => messages.words.columns.rate,
    ({ messages }) => messages.words.columns.change,
    ({ book: b }) => b.columns.run_of_falls,
    ({ book: b }) => b.columns.flag,
  ]);
  const first = grid.next();
  for (const [index, { month, rate, change, falls, flag }] of months.entries()) {
    const row = grid.next();
    const changeFormula = index === 0 ? '""' : `IF(COUNT(B${row - 1}:B${row})<2,"",B${row}-B${row - 1})`;
    const fallsFormula = index === 0 ? '0' : `IF(C${row}="",0,IF(C${row}<0,D${row - 1}+1,0))`;
    grid.add([
      textCell(month, STYLES.text),
      numberCell(rate, numberStyle('pct', 0, 'input')),
      formulaCell(changeFormula, change, CHANGE),
      formulaCell(fallsFormula, falls, numberStyle('count', 0)),
      textCell(
        book.words.say(({ book: b }) => termFor(b.trend.flags, flag)),
        STYLES.quiet,
      ),
    ]);
  }
  return first;
}

function addTotals(grid: Grid, book: Book, months: readonly MonthRow[], first: number): void {
  const last = first + months.length - 1;
  const rates = months.flatMap(({ rate }) => (rate === null ? [] : [rate]));
  const changes = months.flatMap(({ change }) => (change === null ? [] : [change]));
  const falls = changes.filter((change) => change < 0);
  const [oldest, latest] = [months[0]?.rate ?? null, months.at(-1)?.rate ?? null];
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  // Where no change is known there is nothing to count or add, and nought would be a finding.
  const range = `C${first}:C${last}`;
  const changed = (formula: string) => `IF(COUNT(${range})=0,"",${formula.replace('@', range)})`;
  const rows: readonly { id: string; formula: string; value: number | null; unit: FigureUnit }[] = [
    { id: 'trend.latest_rate_pct', formula: `IF(B${last}="","",B${last})`, value: latest, unit: 'pct' },
    {
      id: 'trend.mean_pct',
      formula: `IF(COUNT(B${first}:B${last})=0,"",AVERAGE(B${first}:B${last}))`,
      value: meanOf(rates),
      unit: 'pct',
    },
    {
      id: 'trend.change_over_window_pp',
      formula: `IF(OR(ROWS(B${first}:B${last})<2,B${first}="",B${last}=""),"",B${last}-B${first})`,
      value: months.length < 2 || oldest === null || latest === null ? null : latest - oldest,
      unit: 'pp',
    },
    {
      id: 'trend.declining_months',
      formula: changed('COUNTIF(@,"<0")'),
      value: changes.length === 0 ? null : falls.length,
      unit: 'count',
    },
    {
      id: 'trend.sum_of_declines_pp',
      formula: changed('-SUMIF(@,"<0")'),
      value: changes.length === 0 ? null : Math.abs(sum(falls)),
      unit: 'pp',
    },
    {
      id: 'trend.worst_month.change_pp',
      formula: `IF(COUNTIF(C${first}:C${last},"<0")=0,"",MIN(C${first}:C${last}))`,
      value: falls.length === 0 ? null : Math.min(...falls),
      unit: 'pp',
    },
    { id: 'trend.current_streak.months', formula: `D${last}`, value: months.at(-1)?.falls ?? 0, unit: 'months' },
    {
      id: 'trend.longest_streak.months',
      formula: `MAX(D${first}:D${last})`,
      value: Math.max(...months.map((month) => month.falls)),
      unit: 'months',
    },
  ];
  addSection(
    grid,
    book.words.say(({ book: b }) => b.trend.totals),
    WIDTH,
  );
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.measure,
    ({ book: b }) => b.columns.live,
    ({ book: b }) => b.columns.reported,
    ({ messages }) => messages.words.columns.difference,
    ({ book: b }) => b.columns.id,
  ]);
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

function rateChart(book: Book, sheet: string, first: number, months: readonly MonthRow[]): SheetChart {
  const last = first + months.length - 1;
  const range = (letters: string) => `${quotedSheet(sheet)}!$${letters}$${first}:$${letters}$${last}`;
  const rates = months.flatMap(({ rate }) => (rate === null ? [] : [rate]));
  const title = figureName(book, 'trend.months');
  return {
    type: 'line',
    title,
    altText: `${title}: ${months[0]?.month ?? ''} – ${months.at(-1)?.month ?? ''}`,
    series: [
      {
        name: book.words.say(({ messages }) => messages.words.columns.rate),
        values: range('B'),
        categories: range('A'),
        color: 'A4262C',
        smooth: false,
      },
    ],
    anchor: { from: { row: 3, col: 6 }, to: { row: 21, col: 15 } },
    legend: false,
    dispBlanksAs: 'gap',
    axes: {
      y: {
        numberFormat: { formatCode: '0"%"' },
        scale: {
          min: Math.max(0, Math.floor(Math.min(...rates) / 5) * 5),
          max: Math.min(100, Math.ceil(Math.max(...rates) / 5) * 5),
        },
        gridlines: { major: true },
      },
    },
  };
}

/** The collection rate month by month: changes and runs of falls are formulas, the rates are inputs; a native chart beside them. */
export function trendSheet(book: Book): WriteSheet {
  const { words } = book;
  const name = words.sheetName((w) => w.sheets.trend);
  const months = monthRows(book);
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.trend),
  );
  grid.gap();
  const known = months.some(({ rate }) => rate !== null);
  if (months.length === 0)
    grid.add([
      textCell(
        words.say(({ book: b }) => b.trend.no_months),
        STYLES.quiet,
      ),
    ]);
  const first = months.length === 0 ? 0 : addMonths(grid, book, months);
  grid.gap();
  if (months.length > 0) addTotals(grid, book, months, first);
  const widths = [40, 16, 20, 16, 34];
  return grid.sheet(name, {
    columns: widths.map((width) => ({ width })),
    ...(known ? { charts: [rateChart(book, name, first, months)] } : {}),
    ...PRINTED,
  });
}
