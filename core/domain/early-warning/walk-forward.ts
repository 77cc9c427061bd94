import type { FittedCard } from './fitted-card.ts';
import { fitCard } from './fitted-card.ts';
import { scoreUnits } from './points-card.ts';
import { aucGain, discriminate, monthDraws, type RankedMonth, Ranking, standardError } from './ranking.ts';
import type { EarlyWarningSettings } from './settings.ts';
import type { WarningTable } from './warning-table.ts';

/** Months of history that a month end needs before it is judged, itself included. */
const HISTORY_MONTHS = 6;
/** Months after a month end in which its events fall. */
export const HORIZON_MONTHS = 3;
/** Months that both models must have been judged on before one can be said to win. */
const COMPARED_MONTHS = 3;

/** Standard errors on either side that hold 95 of 100. */
const TWO_SIDED_95 = 1.96;

/** Which score rules. */
export type Model = 'dynamic' | 'fitted';

/** Two models over the months both have scores for. */
export interface Contest {
  readonly months: number;
  readonly dynamicAuc: number;
  readonly fittedAuc: number;
  /** How far the difference may be off: 1.96 standard errors, by drawing months again. */
  readonly error: number;
}

/** A month end with the model that ruled it. */
export interface RuledMonth {
  readonly monthIndex: number;
  /** Whether its outcome counts: six months of history behind it, three closed months ahead. */
  readonly judged: boolean;
  readonly model: Model;
  /** The card as it could be fitted then; null where too little was known. */
  readonly card: FittedCard | null;
  /** What was known then of which model is better; null where too little was. */
  readonly contest: Contest | null;
}

/** Scores of every customer-month, each from what was known at its month end. */
export interface WalkForward {
  readonly months: readonly RuledMonth[];
  /** The score that ruled, in SCORE_UNITS, by row. */
  readonly scores: Uint16Array;
  /** Rows of each month, in the order of `months`. */
  readonly rowsOf: readonly Uint32Array[];
}

/**
 * Walks through the months as the reviews did: at each, a card is fitted to the months whose outcome was closed by then, the two models
 * are compared on the months they had both been judged on by then, and the better one scores the month. Nothing that happened after a
 * month end moves its scores.
 */
export function walkForward(
  table: WarningTable,
  range: { first: number; period: number },
  settings: EarlyWarningSettings,
): WalkForward {
  const { indexes, rowsOf } = monthsOf(table);
  const scores = Uint16Array.from(table.dynamic);
  const judged = indexes.map(
    (month) => month >= range.first + HISTORY_MONTHS - 1 && month + HORIZON_MONTHS <= range.period,
  );
  const rivals = { months: [] as number[], dynamic: new Ranking(), fitted: new Ranking() };
  const months = indexes.map((monthIndex, at): RuledMonth => {
    const rows = rowsOf[at] ?? new Uint32Array(0);
    const card =
      settings.model === 'dynamic'
        ? null
        : fitCard(table, trainingRows(indexes, rowsOf, judged, at, settings), settings);
    const own = card === null ? null : scoresBy(card, table, rows);
    const known = rivals.months.filter((month) => month + HORIZON_MONTHS <= monthIndex).length;
    const contest = compare(rivals, known, settings);
    const model = ruling(settings, own !== null, contest);
    if (model === 'fitted')
      own?.forEach((score, i) => {
        scores[rows[i] ?? 0] = score;
      });
    if (judged[at] === true && own !== null) {
      rivals.months.push(monthIndex);
      rivals.dynamic.add(rankedMonth(table, rows, (i) => table.dynamic[rows[i] ?? 0] ?? 0));
      rivals.fitted.add(rankedMonth(table, rows, (i) => own[i] ?? 0));
    }
    return { monthIndex, judged: judged[at] ?? false, model, card, contest };
  });
  return { months, scores, rowsOf };
}

/** Without a card, as where none was to be fitted, the points of the settings rule. */
function ruling(settings: EarlyWarningSettings, known: boolean, contest: Contest | null): Model {
  if (!known) return 'dynamic';
  if (settings.model === 'fitted') return 'fitted';
  return contest !== null && contest.fittedAuc - contest.dynamicAuc > contest.error ? 'fitted' : 'dynamic';
}

/** Month indexes with anybody in them, ascending, and their rows. */
function monthsOf(table: WarningTable): { indexes: number[]; rowsOf: Uint32Array[] } {
  const counts = new Map<number, number>();
  for (let row = 0; row < table.rows; row += 1) {
    const month = table.month[row] ?? 0;
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  const indexes = [...counts.keys()].sort((a, b) => a - b);
  const rows = new Map(indexes.map((month) => [month, { list: new Uint32Array(counts.get(month) ?? 0), next: 0 }]));
  for (let row = 0; row < table.rows; row += 1) {
    const of = rows.get(table.month[row] ?? 0);
    if (of === undefined) continue;
    of.list[of.next] = row;
    of.next += 1;
  }
  return { indexes, rowsOf: indexes.map((month) => rows.get(month)?.list ?? new Uint32Array(0)) };
}

/** Customer-months whose outcome was closed at this month end, evenly thinned out to the sample's size. */
function trainingRows(
  indexes: readonly number[],
  rowsOf: readonly Uint32Array[],
  judged: readonly boolean[],
  at: number,
  { training }: EarlyWarningSettings,
): Uint32Array {
  const now = indexes[at] ?? 0;
  const closed = indexes.flatMap((month, i) =>
    judged[i] === true && month + HORIZON_MONTHS <= now && month >= now - HORIZON_MONTHS - training.months + 1
      ? [rowsOf[i] ?? new Uint32Array(0)]
      : [],
  );
  const all = closed.reduce((sum, rows) => sum + rows.length, 0);
  const step = Math.max(1, Math.ceil(all / training.sample));
  return Uint32Array.from(closed.flatMap((rows) => Array.from(rows.filter((_, i) => i % step === 0))));
}

function scoresBy(card: FittedCard, table: WarningTable, rows: Uint32Array): Uint16Array {
  return Uint16Array.from(rows, (row) =>
    scoreUnits(
      table.classes.reduce((sum, classes, part) => sum + (card.points[part]?.[classes[row] ?? 0] ?? 0), card.base),
    ),
  );
}

/** The customers of a month by some measure: those with an event, and the others. */
export function rankedMonth(table: WarningTable, rows: Uint32Array, measure: (i: number) => number): RankedMonth {
  let events = 0;
  for (const row of rows) if ((table.event[row] ?? 0) !== 0) events += 1;
  const ranked = { events: new Float64Array(events), others: new Float64Array(rows.length - events) };
  let [e, o] = [0, 0];
  rows.forEach((row, i) => {
    if ((table.event[row] ?? 0) !== 0) {
      ranked.events[e] = measure(i);
      e += 1;
    } else {
      ranked.others[o] = measure(i);
      o += 1;
    }
  });
  ranked.events.sort();
  ranked.others.sort();
  return ranked;
}

/** The two models over the first so many months that both have been judged on. */
function compare(
  { dynamic, fitted }: { dynamic: Ranking; fitted: Ranking },
  months: number,
  { bootstrap }: EarlyWarningSettings,
): Contest | null {
  if (months < COMPARED_MONTHS) return null;
  const once = Array.from({ length: months }, () => 1);
  const [dynamicAuc, fittedAuc] = [discriminate(dynamic, once).auc, discriminate(fitted, once).auc];
  const draws = monthDraws(months, bootstrap.draws, bootstrap.seed);
  const error = standardError(draws.map((weights) => aucGain(fitted, dynamic, weights)));
  return dynamicAuc === null || fittedAuc === null || error === null
    ? null
    : { months, dynamicAuc, fittedAuc, error: TWO_SIDED_95 * error };
}
