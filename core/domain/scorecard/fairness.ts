import { type CodedColumn, codedDesign } from './design.ts';
import { fineNumeric } from './fine-bins.ts';
import type { FittedModel, ModelFeature } from './fit-model.ts';
import type { CategoricalColumn, LoanTable } from './loan-table.ts';
import { fitLogistic } from './logistic.ts';
import { rowsWhere } from './out-of-fold.ts';
import { ranking } from './ranking.ts';
import { scoreGroups } from './score-groups.ts';
import { binLabel } from './scorecard.ts';
import type { LoanSettings } from './settings.ts';
import { weightOfEvidence } from './woe.ts';

/** How the card treats one group of a protected attribute. Shares are 0–1. */
export interface FairnessGroup {
  readonly group: string;
  readonly count: number;
  readonly approvalRate: number;
  readonly overdueRate: number;
  /** Of the loans that were repaid in time, how many would be approved; null without any. */
  readonly goodApprovalRate: number | null;
  /** Large enough to be compared. */
  readonly compared: boolean;
}

/** How the card treats the groups of a protected attribute, which it never sees. */
export interface Fairness {
  readonly attribute: string;
  readonly groups: readonly FairnessGroup[];
  /** Loans without the attribute. */
  readonly unknown: number;
  /** Lowest approval rate ÷ highest; null with fewer than two groups to compare, or where nobody is approved. */
  readonly approvalRatio: number | null;
  /** Highest − lowest approval rate among loans repaid in time, 0–1. */
  readonly equalOpportunityGap: number | null;
  /** How well the card's features tell the groups apart (area under the ROC curve, out of fold): 0.5 not at all. The best-told group against the rest. */
  readonly proxyAuc: number | null;
}

/** Beyond this many loans the proxy measure is taken on an even sample of them. */
const PROXY_LOANS = 100_000;

/** Fairness of the card over every protected attribute of the loans. */
export function fairness(
  table: LoanTable,
  model: FittedModel,
  refused: Uint8Array,
  foldOf: Uint8Array,
  settings: LoanSettings,
): Fairness[] {
  return [...table.protectedAttributes].map(([attribute, column]) => {
    const groups = column instanceof Float64Array ? numberGroups(attribute, column, settings) : column;
    return fairnessOf(attribute, groups, { overdue: table.overdue, refused, foldOf }, model, settings);
  });
}

/** A protected number (age) in groups: at the edges laid down, else at its quartiles. */
function numberGroups(attribute: string, values: Float64Array, settings: LoanSettings): CategoricalColumn {
  const laidDown = Object.hasOwn(settings.protected_edges, attribute) ? settings.protected_edges[attribute] : undefined;
  const lower =
    laidDown === undefined
      ? fineNumeric(attribute, values, 4, []).lower
      : [Number.NEGATIVE_INFINITY, ...[...laidDown].sort((a, b) => a - b)];
  const levels = lower.map((from, index) => {
    const upper = lower[index + 1];
    return binLabel({ ...(Number.isFinite(from) ? { lower: from } : {}), ...(upper === undefined ? {} : { upper }) });
  });
  const codes = Int32Array.from(values, (value) =>
    Number.isFinite(value) ? lower.findLastIndex((from) => value >= from) : -1,
  );
  return { levels, codes };
}

interface Outcomes {
  readonly overdue: Uint8Array;
  readonly refused: Uint8Array;
  readonly foldOf: Uint8Array;
}

function fairnessOf(
  attribute: string,
  column: CategoricalColumn,
  loans: Outcomes,
  model: FittedModel,
  settings: LoanSettings,
): Fairness {
  const tallies = column.levels.map(() => ({ count: 0, approved: 0, overdue: 0, goodApproved: 0 }));
  let unknown = 0;
  column.codes.forEach((code, row) => {
    const tally = tallies[code];
    if (tally === undefined) {
      unknown += 1;
      return;
    }
    const bad = loans.overdue[row] ?? 0;
    const approved = 1 - (loans.refused[row] ?? 0);
    tally.count += 1;
    tally.approved += approved;
    tally.overdue += bad;
    tally.goodApproved += approved * (1 - bad);
  });
  const groups = tallies.flatMap((tally, code) =>
    tally.count === 0 ? [] : [groupOf(column.levels[code] ?? '', tally, settings.fairness_min_loans)],
  );
  const compared = groups.filter((group) => group.compared);
  return {
    attribute,
    groups,
    unknown,
    approvalRatio: lowestOverHighest(compared.map((group) => group.approvalRate)),
    equalOpportunityGap: spread(compared.flatMap((group) => group.goodApprovalRate ?? [])),
    proxyAuc: proxyAuc(column, new Set(compared.map((group) => group.group)), loans.foldOf, model, settings),
  };
}

function groupOf(
  group: string,
  tally: { count: number; approved: number; overdue: number; goodApproved: number },
  minLoans: number,
): FairnessGroup {
  const goods = tally.count - tally.overdue;
  return {
    group,
    count: tally.count,
    approvalRate: tally.approved / tally.count,
    overdueRate: tally.overdue / tally.count,
    goodApprovalRate: goods === 0 ? null : tally.goodApproved / goods,
    compared: tally.count >= minLoans,
  };
}

function lowestOverHighest(rates: readonly number[]): number | null {
  const highest = Math.max(...rates);
  return rates.length < 2 || highest === 0 ? null : Math.min(...rates) / highest;
}

function spread(rates: readonly number[]): number | null {
  return rates.length < 2 ? null : Math.max(...rates) - Math.min(...rates);
}

/** Each group against the rest, by a logistic regression on the features' weights of evidence for the group; the largest area counts. */
function proxyAuc(
  column: CategoricalColumn,
  compared: ReadonlySet<string>,
  foldOf: Uint8Array,
  model: FittedModel,
  settings: LoanSettings,
): number | null {
  const levels = column.levels.flatMap((level, code) => (compared.has(level) ? [code] : []));
  if (levels.length < 2 || model.features.length === 0) return null;
  const known = rowsWhere(foldOf, () => true).filter((row) => (column.codes[row] ?? -1) >= 0);
  const stride = Math.max(1, Math.ceil(known.length / PROXY_LOANS));
  const rows = known.filter((_, index) => index % stride === 0);
  // Of two groups in all, either tells the other as well.
  const sides = levels.length === 2 && column.levels.length === 2 ? levels.slice(0, 1) : levels;
  const areas = sides.flatMap((code) => {
    const inGroup = Uint8Array.from(rows, (row) => (column.codes[row] === code ? 1 : 0));
    return areaOf(rows, inGroup, foldOf, model, settings.folds) ?? [];
  });
  return areas.length === 0 ? null : Math.max(...areas);
}

function areaOf(
  rows: Uint32Array,
  inGroup: Uint8Array,
  foldOf: Uint8Array,
  model: FittedModel,
  folds: number,
): number | null {
  const odds = new Float64Array(rows.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const training = indices(rows, (row) => foldOf[row] !== fold);
    const held = indices(rows, (row) => foldOf[row] === fold);
    const columns = model.features.map((feature) => groupEvidence(feature, rows, inGroup, training));
    const penalties = model.features.map(({ binned }) => Math.max(1, binned.bins.length - 1));
    const fit = fitLogistic(
      codedDesign(
        columns,
        training.map((index) => rows[index] ?? 0),
      ),
      Uint8Array.from(training, (index) => inGroup[index] ?? 0),
      { penalties },
    );
    for (const index of held) {
      odds[index] = columns.reduce(
        (sum, { codes, standsFor }, at) =>
          sum + (fit.coefficients[at + 1] ?? 0) * (standsFor[codes[rows[index] ?? 0] ?? 0] ?? 0),
        fit.coefficients[0] ?? 0,
      );
    }
  }
  // A higher score stands for the safer side elsewhere; here for being outside the group.
  return (
    ranking(
      scoreGroups(
        odds.map((value) => -value),
        inGroup,
      ),
    )?.auc ?? null
  );
}

/** The bins of a feature of the card, with their weight of evidence for being in the group. */
function groupEvidence(
  feature: ModelFeature,
  rows: Uint32Array,
  inGroup: Uint8Array,
  training: Uint32Array,
): CodedColumn {
  const { codes } = feature.column;
  const { binOf, bins } = feature.binned;
  const inside = new Float64Array(bins.length);
  const outside = new Float64Array(bins.length);
  for (const index of training) {
    const bin = binOf[codes[rows[index] ?? 0] ?? 0] ?? 0;
    if (inGroup[index] === 1) inside[bin] = (inside[bin] ?? 0) + 1;
    else outside[bin] = (outside[bin] ?? 0) + 1;
  }
  const total = (counts: Float64Array): number => counts.reduce((all, count) => all + count, 0);
  const woe = bins.map((_, bin) =>
    weightOfEvidence(outside[bin] ?? 0, inside[bin] ?? 0, total(outside), total(inside)),
  );
  return { codes, standsFor: Float64Array.from(binOf, (bin) => woe[bin] ?? 0) };
}

function indices(rows: Uint32Array, condition: (row: number) => boolean): Uint32Array {
  return Uint32Array.from(rows.keys()).filter((index) => condition(rows[index] ?? 0));
}
