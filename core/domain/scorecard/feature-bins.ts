import { normalQuantile } from '../distributions.ts';
import { codeCount, type FineCategorical, type FineColumn, type FineNumeric, MISSING_CODE } from './fine-bins.ts';
import {
  type BestByTrend,
  bestRising,
  bestSegmentations,
  type FineCounts,
  type Segmentation,
  type SegmentRules,
} from './optimal-segments.ts';
import type { BinningSettings } from './settings.ts';
import { informationValue, weightOfEvidence } from './woe.ts';

/** The overdue rate's shape over rising values of a feature; `none` for texts and single bins. */
export type Trend = 'rising' | 'falling' | 'peak' | 'valley' | 'none';

/** A bin of a feature: which fine codes it takes, and the loans it held where it was made. */
export interface FeatureBin {
  readonly codes: readonly number[];
  readonly goods: number;
  readonly bads: number;
  readonly woe: number;
  readonly iv: number;
  /** Numeric: from `lower` (inclusive) to `upper` (exclusive); absent is open. */
  readonly lower?: number;
  readonly upper?: number;
  readonly values?: readonly string[];
  readonly missing?: true;
  /** Takes every text that no bin names. */
  readonly other?: true;
  /** The one special code it holds. */
  readonly special?: number;
}

/** A feature cut into bins against a target. */
export interface BinnedFeature {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  readonly trend: Trend;
  readonly iv: number;
  /** Degrees of freedom that making the bins used up: bins less one, or texts put in order less one. */
  readonly freedom: number;
  readonly bins: readonly FeatureBin[];
  /** Bin of each fine code. */
  readonly binOf: Uint8Array;
  /** Weight of evidence of each fine code. */
  readonly woeOf: Float64Array;
}

/** Goods and bads by fine code. */
export interface CodeCounts {
  readonly goods: Float64Array;
  readonly bads: Float64Array;
}

/** A bin may hold fewer events than the rules ask for where chance alone would bring so many times more. */
const SURELY_EXPECTED = 10;

/** Loans at the portfolio's rate added to a text's own before texts are put in order, so that a handful does not lead the list. */
const PRIOR_LOANS = 3;

type Draft = Omit<FeatureBin, 'goods' | 'bads' | 'woe' | 'iv'>;

/** Cuts a feature into bins by the counts given, which may be those of a part of the loans (a fold's training part). */
export function binFeature(column: FineColumn, counts: CodeCounts, settings: BinningSettings): BinnedFeature {
  const totals = { goods: sum(counts.goods), bads: sum(counts.bads) };
  const rules = rulesFor(totals, settings);
  const cut =
    column.kind === 'numeric'
      ? cutNumbers(column, counts, totals, rules, settings)
      : cutTexts(column, counts, totals, rules, settings);
  const drafts: Draft[] = [...cut.drafts, { codes: [MISSING_CODE], missing: true }];
  const bins = drafts.map((draft) => filled(draft, counts, totals));
  const binOf = new Uint8Array(codeCount(column));
  const woeOf = new Float64Array(codeCount(column));
  bins.forEach((bin, index) => {
    for (const code of bin.codes) {
      binOf[code] = index;
      woeOf[code] = bin.woe;
    }
  });
  const held = bins.filter((bin) => bin.goods + bin.bads > 0).length;
  return {
    name: column.name,
    kind: column.kind,
    trend: cut.trend,
    iv: bins.reduce((iv, bin) => iv + bin.iv, 0),
    freedom: Math.max(0, held - 1, cut.ordered - 1),
    bins,
    binOf,
    woeOf,
  };
}

function rulesFor(totals: { goods: number; bads: number }, settings: BinningSettings): SegmentRules {
  const n = totals.goods + totals.bads;
  return {
    minCount: Math.max(1, settings.min_bin_share * n),
    minBads: settings.min_bin_events,
    minGoods: settings.min_bin_events,
    surelyExpected: SURELY_EXPECTED * settings.min_bin_events,
    maxBins: settings.max_bins,
    zCritical: settings.max_neighbour_p_value >= 1 ? 0 : normalQuantile(1 - settings.max_neighbour_p_value / 2),
    penalty: settings.bin_penalty * chanceValue(totals),
  };
}

/** The information value that one more bin brings on average where the feature says nothing. */
export function chanceValue(totals: { goods: number; bads: number }): number {
  return totals.goods === 0 || totals.bads === 0 ? 0 : 1 / totals.goods + 1 / totals.bads;
}

function filled(draft: Draft, counts: CodeCounts, totals: { goods: number; bads: number }): FeatureBin {
  const goods = draft.codes.reduce((count, code) => count + (counts.goods[code] ?? 0), 0);
  const bads = draft.codes.reduce((count, code) => count + (counts.bads[code] ?? 0), 0);
  const woe = weightOfEvidence(goods, bads, totals.goods, totals.bads);
  return { ...draft, goods, bads, woe, iv: informationValue(goods, bads, totals.goods, totals.bads) };
}

interface Cut {
  readonly drafts: readonly Draft[];
  readonly trend: Trend;
  /** Texts that were put in order of their overdue rate. */
  readonly ordered: number;
}

function cutNumbers(
  column: FineNumeric,
  counts: CodeCounts,
  totals: { goods: number; bads: number },
  rules: SegmentRules,
  settings: BinningSettings,
): Cut {
  const ordinary: number[] = [];
  column.special.forEach((special, index) => {
    if (special === null) ordinary.push(index);
  });
  const fine: FineCounts = {
    goods: Float64Array.from(ordinary, (index) => counts.goods[index + 1] ?? 0),
    bads: Float64Array.from(ordinary, (index) => counts.bads[index + 1] ?? 0),
    barrier: ordinary.map((index, at) => at > 0 && ordinary[at - 1] !== index - 1),
  };
  const best = bestSegmentations(fine, totals, rules);
  const chosen = choose(best, settings.trends[column.name], settings.turn_penalty * chanceValue(totals));
  const starts = chosen?.starts ?? fine.barrier.flatMap((barrier, at) => (at === 0 || barrier ? [at] : []));
  const runs = starts.map((start, at) => ordinary.slice(start, starts[at + 1] ?? ordinary.length));
  column.special.forEach((special, index) => {
    if (special !== null) runs.push([index]);
  });
  runs.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const drafts = runs.map((run) => interval(column, run));
  if (drafts.length === 0) drafts.push({ codes: [] });
  return { drafts, trend: shapeOf(starts, fine), ordered: 0 };
}

function interval(column: FineNumeric, run: readonly number[]): Draft {
  const first = run[0] ?? 0;
  const lower = column.lower[first] ?? Number.NEGATIVE_INFINITY;
  const upper = column.lower[(run.at(-1) ?? 0) + 1];
  const special = column.special[first];
  return {
    codes: run.map((index) => index + 1),
    ...(Number.isFinite(lower) ? { lower } : {}),
    ...(upper === undefined ? {} : { upper }),
    ...(special === null || special === undefined ? {} : { special }),
  };
}

/** The trend with the most information value, less what a turn must bring; straight trends win ties. */
function choose(
  best: BestByTrend,
  laidDown: Exclude<Trend, 'none'> | undefined,
  turnPenalty: number,
): Segmentation | null {
  if (laidDown !== undefined && best[laidDown] !== null) return best[laidDown];
  let chosen: { found: Segmentation; value: number } | null = null;
  for (const trend of ['rising', 'falling', 'peak', 'valley'] as const) {
    const found = best[trend];
    if (found === null) continue;
    const value = found.value - (trend === 'peak' || trend === 'valley' ? turnPenalty : 0);
    if (chosen === null || value > chosen.value) chosen = { found, value };
  }
  return chosen?.found ?? null;
}

/** The shape that the bins' overdue rates really have, from first to last. */
function shapeOf(starts: readonly number[], fine: FineCounts): Trend {
  const rates = starts.map((start, at) => {
    const end = starts[at + 1] ?? fine.goods.length;
    const bads = sum(fine.bads.subarray(start, end));
    return bads / Math.max(1, bads + sum(fine.goods.subarray(start, end)));
  });
  const signs = rates.slice(1).map((rate, at) => Math.sign(rate - (rates[at] ?? 0)));
  const turns = signs.filter((sign, at) => at > 0 && sign !== signs[at - 1]).length;
  if (signs.length === 0 || turns > 1 || signs.includes(0)) return 'none';
  if (turns === 0) return signs[0] === 1 ? 'rising' : 'falling';
  return signs[0] === 1 ? 'peak' : 'valley';
}

/** Texts in order of their overdue rate are joined like numbers; rare ones, and those not met here, are `other`. */
function cutTexts(
  column: FineCategorical,
  counts: CodeCounts,
  totals: { goods: number; bads: number },
  rules: SegmentRules,
  settings: BinningSettings,
): Cut {
  const minLevel = settings.min_level_loans;
  const otherCode = column.levels.length + 1;
  const otherCodes = [otherCode];
  const groups: number[][] = [];
  column.levels.forEach((_, index) => {
    const count = (counts.goods[index + 1] ?? 0) + (counts.bads[index + 1] ?? 0);
    if (count === 0 || count < minLevel) otherCodes.push(index + 1);
    else groups.push([index + 1]);
  });
  const held = (codes: readonly number[], of: Float64Array): number =>
    codes.reduce((total, code) => total + (of[code] ?? 0), 0);
  const rate = (codes: readonly number[]): number =>
    (held(codes, counts.bads) + (PRIOR_LOANS * totals.bads) / (totals.bads + totals.goods)) /
    (held(codes, counts.bads) + held(codes, counts.goods) + PRIOR_LOANS);
  const otherMet = held(otherCodes, counts.goods) + held(otherCodes, counts.bads) > 0;
  if (otherMet) groups.push(otherCodes);
  // Sorting leaves texts of one rate in their order, the rare ones last.
  groups.sort((a, b) => rate(a) - rate(b));
  const fine: FineCounts = {
    goods: Float64Array.from(groups, (codes) => held(codes, counts.goods)),
    bads: Float64Array.from(groups, (codes) => held(codes, counts.bads)),
    barrier: groups.map(() => false),
  };
  const chosen = bestRising(fine, totals, rules);
  const starts = chosen?.starts ?? (groups.length > 0 ? [0] : []);
  const drafts = starts.map((start, at) =>
    named(column, groups.slice(start, starts[at + 1] ?? groups.length), otherCodes),
  );
  if (!otherMet) drafts.push({ codes: otherCodes, values: [], other: true });
  return { drafts, trend: 'none', ordered: groups.length };
}

/** A bin of texts. The one that holds the rare texts does not name them: it takes whatever no bin names. */
function named(column: FineCategorical, groups: readonly (readonly number[])[], otherCodes: readonly number[]): Draft {
  const values = groups
    .filter((codes) => codes !== otherCodes)
    .flatMap((codes) => column.levels[(codes[0] ?? 0) - 1] ?? []);
  return { codes: groups.flat(), values, ...(groups.includes(otherCodes) ? { other: true as const } : {}) };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
