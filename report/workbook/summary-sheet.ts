import type { CellStyle, MergeRange, WriteSheet } from 'hucre/xlsx';
import { type DecisionAct, decisions } from '../findings/decision.ts';
import { hasLoans } from '../findings/loan.ts';
import { type Phrase, plainText } from '../messages/phrase.ts';
import type { Tongue } from './bilingual.ts';
import { type Book, figureCell, figureName, unitName, valueCell, whyNot } from './book.ts';
import { CHANGE, numberStyle, STYLES } from './cell-styles.ts';
import { createGrid, formulaCell, type Grid, type GridCell, textCell } from './grid.ts';
import { addHead, addSection, addTitle, PRINTED } from './sheet-frame.ts';

const WIDTH = 7;

/** The figures that a finance director asks for, in the order of the report. */
const KEY_FIGURES = {
  selection: [
    'selection.customers.count',
    'selection.high_risk.count',
    'selection.high_risk.share_of_customers_pct',
    'selection.all.outstanding_total',
    'selection.high_risk.outstanding_total',
    'selection.high_risk.share_of_outstanding_pct',
    'selection.high_risk.top_decile_outstanding',
    'selection.high_risk.top_decile_share_pct',
    'selection.not_rated.count',
    'selection.not_rated.outstanding_total',
  ],
  score: ['score.mean', 'score.median', 'score.band.ge70.count', 'score.band.ge70.outstanding', 'score.unscored.count'],
  profit: ['profit.high_risk.gross_profit', 'profit.all.gross_profit', 'profit.high_risk.share_pct'],
  trend: ['trend.latest_rate_pct', 'trend.mean_pct', 'trend.current_streak.months', 'trend.current_streak.decline_pp'],
  loss: [
    'loss.baseline_6m',
    'loss.stress_6m',
    'loss.baseline_6m.high_risk',
    'loss.stress_6m.high_risk',
    'loss.expected_6m',
    'loss.worst_case',
  ],
  tiers: ['strategic_retention', 'focused_monitoring', 'active_collection'].flatMap((strategy) => [
    `tiers.${strategy}.count`,
    `tiers.${strategy}.outstanding`,
  ]),
  warnings: ['warning.count', 'warning.new_this_month.count'],
  plan: [
    'plan.customers.count',
    'plan.late.count',
    'plan.late.overdue',
    'plan.paused.count',
    'plan.exhausted.count',
    'plan.letters.drafted.count',
  ],
  review: [
    'review.high_risk.entered',
    'review.high_risk.left_paid',
    'review.high_risk.stayed',
    'review.collection_rate_change_pp',
  ],
  overdue: [
    'overdue.amount',
    'overdue.customers.count',
    'overdue.mean_days',
    'kpi.dso_days',
    'kpi.collection_effectiveness_pct',
  ],
  loan: ['loan.overdue_rate_pct', 'loan.scorecard.auc', 'loan.scorecard.cutoff_score'],
} as const satisfies Record<string, readonly string[]>;

/** The figure itself, and where amounts are per currency, each currency's. */
function withCurrencies(book: Book, id: string): readonly string[] {
  const perCurrency = book.figures.ids(`${id}.`).filter((found) => /^\.[A-Z]{3}$/.test(found.slice(id.length)));
  return book.figures.get(id) ? [id, ...perCurrency] : perCurrency;
}

/** Last month's value, and what has changed since as a formula. */
function comparedCells(book: Book, id: string, row: number): readonly GridCell[] {
  const figure = book.figures.get(id);
  const before = book.earlier.get(id);
  if (!figure || !before || before.value === null) return [null, null];
  const [now, then] = [book.figures.number(id), book.earlier.number(id)];
  const change = now === null || then === null ? null : Number((now - then).toFixed(6));
  const unit = figure.unit === 'pct' ? 'pp' : figure.unit;
  return [
    valueCell(book, before.value, before.unit, 'reported'),
    formulaCell(
      `IF(COUNT(B${row},D${row})<2,"",ROUND(B${row}-D${row},6))`,
      change,
      unit === 'pp' ? CHANGE : numberStyle(unit, book.digits),
    ),
  ];
}

function addFigure(grid: Grid, book: Book, id: string): void {
  const figure = book.figures.get(id);
  if (!figure) return;
  const row = grid.next();
  const missing = figure.value === null;
  grid.add([
    textCell(figureName(book, id), STYLES.text),
    missing ? null : figureCell(book, id),
    textCell(unitName(book, figure.unit), STYLES.quiet),
    ...comparedCells(book, id, row),
    textCell(id, STYLES.quiet),
    textCell(missing ? whyNot(book, id) : '', STYLES.quietWrapped),
  ]);
}

function addIdentity(grid: Grid, book: Book): void {
  const { words, input } = book;
  const { run } = input;
  const facts = [
    ['company', run.company],
    ['period', run.period],
    ['revision', String(run.revision)],
    ['run', run.id],
    ['profile', run.profile],
    ['version', run.version],
  ] as const;
  for (const [key, value] of facts)
    grid.add([
      textCell(
        words.say(({ book: b }) => b.summary.identity[key]),
        STYLES.quiet,
      ),
      textCell(value, STYLES.text),
    ]);
}

/** The act, who answers for it and by when, in one language. */
function actText({ messages, speaker }: Tongue, act: DecisionAct): string {
  const who = act.owner === null ? [] : [messages.terms.roles[act.owner]];
  const when = act.due === null ? [] : [messages.words.due_by({ day: speaker.format.day(act.due) })];
  const signed = [...who, ...when].join(messages.words.list_separator);
  const what = plainText(speaker.say(act.what));
  return `→ ${signed === '' ? what : messages.words.counted({ what, count: signed })}`;
}

const LINE_HEIGHT = 16;

/** The three things a director must know and do, each in every language on its own line. Returns the rows to be merged over the width. */
function addDecisions(grid: Grid, book: Book): MergeRange[] {
  const { words, input } = book;
  const merges: MergeRange[] = [];
  const addLine = (say: (tongue: Tongue) => string, style: CellStyle) => {
    const row = grid.add([textCell(words.head(say), style)], LINE_HEIGHT * words.tongues.length) - 1;
    merges.push({ startRow: row, endRow: row, startCol: 0, endCol: WIDTH - 1 });
  };
  addSection(
    grid,
    words.say(({ messages }) => messages.words.sections.decision),
    WIDTH,
  );
  for (const { know, because, acts } of decisions(input)) {
    const phrases = (tongue: Tongue): Phrase[] => [know, ...because].map((finding) => tongue.speaker.say(finding));
    addLine((tongue) => phrases(tongue).map(plainText).join(tongue.messages.words.sentence_gap), STYLES.statement);
    for (const act of acts) addLine((tongue) => actText(tongue, act), STYLES.wrapped);
  }
  return merges;
}

/** Key figures with unit, last month, change and id; the sheet that opens first. */
export function summarySheet(book: Book): WriteSheet {
  const { words, input } = book;
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ messages }) => messages.terms.report),
  );
  const banner = Array.from({ length: WIDTH - 1 }, (): GridCell => ({ style: STYLES.alarm }));
  if (input.run.synthetic)
    grid.add([
      textCell(
        words.say(({ messages }) => messages.terms.synthetic),
        STYLES.alarm,
      ),
      ...banner,
    ]);
  if (!input.run.reliable)
    grid.add([
      textCell(
        words.say(({ messages }) => messages.terms.unreliable),
        STYLES.alarm,
      ),
      ...banner,
    ]);
  grid.gap();
  const merges = addDecisions(grid, book);
  grid.gap();
  const previous = input.previous?.period;
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.figure,
    ({ messages }) => messages.words.columns.value,
    ({ book: b }) => b.columns.unit,
    ({ book: b }) => (previous === undefined ? b.summary.no_previous : `${b.columns.previous} (${previous})`),
    ({ messages }) => messages.words.columns.change,
    ({ book: b }) => b.columns.id,
    ({ book: b }) => b.columns.note,
  ]);
  for (const [section, ids] of Object.entries(KEY_FIGURES)) {
    if (section === 'loan' && !hasLoans(book.figures)) continue;
    const shown = ids.flatMap((id) => withCurrencies(book, id));
    if (shown.length === 0) continue;
    addSection(
      grid,
      words.say(({ messages }) => messages.words.sections[section as keyof typeof KEY_FIGURES]),
      WIDTH,
    );
    for (const id of shown) addFigure(grid, book, id);
  }
  grid.gap();
  addIdentity(grid, book);
  const widths = [60, 20, 22, 20, 18, 46, 60];
  return grid.sheet(
    words.sheetName((w) => w.sheets.summary),
    { columns: widths.map((width) => ({ width })), merges, ...PRINTED },
  );
}
