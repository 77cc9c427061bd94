import { type CodedColumn, codedDesign } from '../scorecard/design.ts';
import { fitLogistic } from '../scorecard/logistic.ts';
import { bestSegmentations } from '../scorecard/optimal-segments.ts';
import { weightOfEvidence } from '../scorecard/woe.ts';
import { EVEN_SCORE, PARTS, type Part, POINTS_PER_LOG_ODDS, type PointsCard } from './points-card.ts';
import type { EarlyWarningSettings } from './settings.ts';
import type { WarningTable } from './warning-table.ts';

/** A card that was fitted to what became of past months' customers. */
export interface FittedCard extends PointsCard {
  /** First and last month index whose customers it learned from. */
  readonly from: number;
  readonly to: number;
  readonly customerMonths: number;
  readonly events: number;
  /** Parts that count, in the order of PARTS. */
  readonly parts: readonly Part[];
}

/** A class joined from finer ones holds at least this share of the customer-months, and this many of either kind. */
const MIN_SHARE = 0.01;
const MIN_EACH = 5;
const MAX_BINS = 8;
/** What a further bin must bring, in units of what chance alone would bring it. */
const BIN_PENALTY = 2;
/** Pulls every coefficient towards zero: so many customer-months' worth of evidence that nothing matters. */
const COEFFICIENT_PENALTY = 3;

/**
 * Fits a card to the customer-months given, by the scorecard's way: each part's classes are joined so that the share of events only
 * rises with the value, then a logistic regression on their weights of evidence; parts that would count the wrong way round are left
 * out. Null where there are too few events, or nothing that tells them apart.
 */
export function fitCard(
  table: WarningTable,
  rows: Uint32Array,
  edges: readonly Float64Array[],
  settings: EarlyWarningSettings,
): FittedCard | null {
  const target = Uint8Array.from(rows, (row) => ((table.event[row] ?? 0) === 0 ? 0 : 1));
  const events = target.reduce((sum, event) => sum + event, 0);
  if (events < settings.training.min_events || rows.length - events < settings.training.min_events) return null;
  const binned = PARTS.map((_, index) =>
    evidenceOf(table, rows, target, index, (edges[index]?.length ?? 0) + 1, events),
  );
  let kept = PARTS.map((_, index) => index).filter((index) => binned[index] !== null);
  while (kept.length > 0) {
    const columns = kept.flatMap((index): CodedColumn[] => {
      const [codes, evidence] = [table.classes[index], binned[index]];
      return codes === undefined || evidence === null || evidence === undefined ? [] : [{ codes, standsFor: evidence }];
    });
    const penalties = kept.map(() => COEFFICIENT_PENALTY);
    const { coefficients } = fitLogistic(codedDesign(columns, rows), target, { penalties });
    const lowest = kept.reduce((at, _, i) => ((coefficients[i + 1] ?? 0) < (coefficients[at + 1] ?? 0) ? i : at), 0);
    if ((coefficients[lowest + 1] ?? 0) > 0) return cardOf(table, rows, events, kept, binned, coefficients);
    kept = kept.filter((_, i) => i !== lowest);
  }
  return null;
}

/** Weight of evidence for an event by class, over classes joined so that it only rises; null where they all join. */
function evidenceOf(
  table: WarningTable,
  rows: Uint32Array,
  target: Uint8Array,
  part: number,
  classes: number,
  events: number,
): Float64Array | null {
  const codes = table.classes[part] ?? new Uint8Array(0);
  const [goods, bads] = [new Float64Array(classes), new Float64Array(classes)];
  for (let i = 0; i < rows.length; i += 1) {
    const found = codes[rows[i] ?? 0] ?? 0;
    const counts = target[i] === 1 ? bads : goods;
    counts[found] = (counts[found] ?? 0) + 1;
  }
  const totals = { goods: rows.length - events, bads: events };
  const { rising } = bestSegmentations({ goods, bads, barrier: Array.from(goods, () => false) }, totals, {
    minCount: MIN_SHARE * rows.length,
    minBads: MIN_EACH,
    minGoods: MIN_EACH,
    surelyExpected: Number.POSITIVE_INFINITY,
    maxBins: MAX_BINS,
    zCritical: 0,
    penalty: BIN_PENALTY * (1 / totals.goods + 1 / totals.bads),
  });
  if (rising === null || rising.starts.length < 2) return null;
  const evidence = new Float64Array(classes);
  rising.starts.forEach((start, at) => {
    const end = rising.starts[at + 1] ?? classes;
    const sum = (counts: Float64Array) => counts.subarray(start, end).reduce((total, count) => total + count, 0);
    evidence.fill(-weightOfEvidence(sum(goods), sum(bads), totals.goods, totals.bads), start, end);
  });
  return evidence;
}

function cardOf(
  table: WarningTable,
  rows: Uint32Array,
  events: number,
  kept: readonly number[],
  binned: readonly (Float64Array | null)[],
  coefficients: Float64Array,
): FittedCard {
  let logOdds = coefficients[0] ?? 0;
  const points = PARTS.map(() => new Float64Array(0));
  kept.forEach((part, i) => {
    const evidence = binned[part] ?? new Float64Array(0);
    const coefficient = coefficients[i + 1] ?? 0;
    const least = evidence.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY);
    logOdds += coefficient * least;
    points[part] = evidence.map((value) => POINTS_PER_LOG_ODDS * coefficient * (value - least));
  });
  const months = rows.reduce(
    (range, row) => {
      const month = table.month[row] ?? 0;
      return { from: Math.min(range.from, month), to: Math.max(range.to, month) };
    },
    { from: Number.POSITIVE_INFINITY, to: 0 },
  );
  return {
    base: EVEN_SCORE + POINTS_PER_LOG_ODDS * logOdds,
    points,
    ...months,
    customerMonths: rows.length,
    events,
    parts: kept.flatMap((index) => PARTS[index] ?? []),
  };
}
