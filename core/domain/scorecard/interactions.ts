import { chiSquaredAbove } from '../distributions.ts';
import type { BinnedFeature } from './feature-bins.ts';
import type { FineColumn } from './fine-bins.ts';
import type { FittedModel } from './fit-model.ts';
import { binLabel } from './scorecard.ts';

/** Two features whose effects do not simply add up, and where that shows most. */
export interface Interaction {
  readonly featureA: string;
  readonly featureB: string;
  /** Likelihood-ratio test against effects that add up, times the number of pairs looked at (Bonferroni). */
  readonly pValue: number;
  /** The bins of each feature where the overdue rate is furthest from what adding up would give. */
  readonly binsA: string;
  readonly binsB: string;
  readonly count: number;
  /** Overdue rate there, and what it would be if the effects added up, 0–1. */
  readonly overdueRate: number;
  readonly expectedRate: number;
}

/** Features looked at: those with the most information value. */
const SCREENED = 10;
/** Groups a feature's bins are put into, from riskiest to safest. */
const GROUPS = 3;
/** The least expected count of a cell: below it the test is not to be trusted. */
const LEAST_EXPECTED = 5;

/** Pairs of the card's features worth a look, the surest first. */
export function screenInteractions(model: FittedModel, overdue: Uint8Array, significance: number): Interaction[] {
  const screened = [...model.features]
    .sort((a, b) => b.binned.iv - a.binned.iv || (a.binned.name < b.binned.name ? -1 : 1))
    .slice(0, SCREENED)
    .map(({ column, binned }) => ({ column, binned, groupOf: groupsOf(binned) }));
  const pairs = screened.flatMap((a, index) => screened.slice(index + 1).map((b) => [a, b] as const));
  return pairs
    .flatMap(([a, b]) => testPair(a, b, overdue, pairs.length))
    .filter(({ pValue }) => pValue < significance)
    .sort((a, b) => a.pValue - b.pValue || (a.featureA + a.featureB < b.featureA + b.featureB ? -1 : 1));
}

interface Grouped {
  readonly column: FineColumn;
  readonly binned: BinnedFeature;
  /** Group of each fine code. */
  readonly groupOf: Uint8Array;
}

/** Bins in order of risk, put into about equal thirds. */
function groupsOf(binned: BinnedFeature): Uint8Array {
  const order = binned.bins
    .map((_, bin) => bin)
    .sort((a, b) => (binned.bins[a]?.woe ?? 0) - (binned.bins[b]?.woe ?? 0));
  const counts = binned.bins.map((bin) => bin.goods + bin.bads);
  const all = counts.reduce((total, count) => total + count, 0);
  const groupOfBin = new Uint8Array(binned.bins.length);
  let before = 0;
  for (const bin of order) {
    const middle = before + (counts[bin] ?? 0) / 2;
    groupOfBin[bin] = Math.min(GROUPS - 1, Math.floor((GROUPS * middle) / Math.max(1, all)));
    before += counts[bin] ?? 0;
  }
  return binned.binOf.map((bin) => groupOfBin[bin] ?? 0);
}

function testPair(a: Grouped, b: Grouped, overdue: Uint8Array, pairs: number): Interaction[] {
  const observed = cellCounts(a, b, overdue);
  const expected = withoutInteraction(observed);
  if (!trustworthy(observed, expected)) return [];
  let statistic = 0;
  observed.forEach((count, cell) => {
    if (count > 0) statistic += 2 * count * Math.log(count / (expected[cell] ?? 1));
  });
  const pValue = Math.min(1, pairs * chiSquaredAbove(statistic, degreesOfFreedom(observed)));
  const cell = furthestCell(observed, expected);
  const count = (observed[2 * cell] ?? 0) + (observed[2 * cell + 1] ?? 0);
  return [
    {
      featureA: a.binned.name,
      featureB: b.binned.name,
      pValue,
      binsA: labelsOf(a, Math.floor(cell / GROUPS)),
      binsB: labelsOf(b, cell % GROUPS),
      count,
      overdueRate: (observed[2 * cell + 1] ?? 0) / count,
      expectedRate: (expected[2 * cell + 1] ?? 0) / count,
    },
  ];
}

/** Loans by (group of a, group of b, overdue). */
function cellCounts(a: Grouped, b: Grouped, overdue: Uint8Array): Float64Array {
  const cells = new Float64Array(GROUPS * GROUPS * 2);
  const codesA = a.column.codes;
  const codesB = b.column.codes;
  for (let row = 0; row < overdue.length; row += 1) {
    const cell = (a.groupOf[codesA[row] ?? 0] ?? 0) * GROUPS + (b.groupOf[codesB[row] ?? 0] ?? 0);
    const at = 2 * cell + (overdue[row] ?? 0);
    cells[at] = (cells[at] ?? 0) + 1;
  }
  return cells;
}

/** The counts if both effects added up on the log-odds: iterative proportional fitting to all three two-way margins (Deming and Stephan 1940). */
function withoutInteraction(observed: Float64Array): Float64Array {
  const expected = new Float64Array(observed.length).fill(1);
  const margins = [
    (at: number) => Math.floor(at / 2),
    (at: number) => Math.floor(at / (2 * GROUPS)) * 2 + (at % 2),
    (at: number) => (Math.floor(at / 2) % GROUPS) * 2 + (at % 2),
  ];
  for (let round = 0; round < 60; round += 1) {
    for (const margin of margins) {
      const wanted = new Float64Array(GROUPS * GROUPS);
      const held = new Float64Array(GROUPS * GROUPS);
      observed.forEach((count, at) => {
        wanted[margin(at)] = (wanted[margin(at)] ?? 0) + count;
        held[margin(at)] = (held[margin(at)] ?? 0) + (expected[at] ?? 0);
      });
      expected.forEach((count, at) => {
        const has = held[margin(at)] ?? 0;
        expected[at] = has > 0 ? (count * (wanted[margin(at)] ?? 0)) / has : 0;
      });
    }
  }
  return expected;
}

function trustworthy(observed: Float64Array, expected: Float64Array): boolean {
  return degreesOfFreedom(observed) > 0 && expected.every((count) => count === 0 || count >= LEAST_EXPECTED);
}

/** (groups of a − 1)·(groups of b − 1), less the cells that hold no loan. */
function degreesOfFreedom(observed: Float64Array): number {
  const held = (cell: number): boolean => (observed[2 * cell] ?? 0) + (observed[2 * cell + 1] ?? 0) > 0;
  const groups = [...Array(GROUPS).keys()];
  const inA = groups.filter((a) => groups.some((b) => held(a * GROUPS + b))).length;
  const inB = groups.filter((b) => groups.some((a) => held(a * GROUPS + b))).length;
  const cells = groups.flatMap((a) => groups.filter((b) => held(a * GROUPS + b))).length;
  return cells - inA - inB + 1;
}

function furthestCell(observed: Float64Array, expected: Float64Array): number {
  let furthest = 0;
  let most = -1;
  for (let cell = 0; cell < GROUPS * GROUPS; cell += 1) {
    const due = expected[2 * cell + 1] ?? 0;
    const n = (observed[2 * cell] ?? 0) + (observed[2 * cell + 1] ?? 0);
    const distance =
      n === 0 || due === 0 ? 0 : Math.abs((observed[2 * cell + 1] ?? 0) - due) / Math.sqrt(due * (1 - due / n) || 1);
    if (distance > most) {
      most = distance;
      furthest = cell;
    }
  }
  return furthest;
}

function labelsOf(grouped: Grouped, group: number): string {
  const bins = new Set<number>();
  grouped.groupOf.forEach((of, code) => {
    const bin = grouped.binned.binOf[code] ?? 0;
    const definition = grouped.binned.bins[bin];
    if (of === group && definition !== undefined && definition.goods + definition.bads > 0) bins.add(bin);
  });
  return [...bins]
    .sort((a, b) => a - b)
    .map((bin) => binLabel(grouped.binned.bins[bin] ?? {}))
    .join(' · ');
}
