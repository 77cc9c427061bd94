import { compareByRank, type RankComparison } from '../mann-whitney.ts';
import type { CodeCounts } from './feature-bins.ts';
import type { FineColumn } from './fine-bins.ts';
import type { Expectation } from './settings.ts';

/** Does the overdue rate move as lenders commonly expect? `not_shown`: chance would do as well. */
export type ExpectationReading = 'holds' | 'opposite' | 'not_shown';

/**
 * Overdue loans ranked against the others by the feature (Mann–Whitney). Positive delta: overdue loans have the larger
 * values, or the riskier texts. Null where nothing is expected of the feature, or too little can be ranked.
 */
export function rankAgainstExpectation(
  column: FineColumn,
  counts: CodeCounts,
  expectation: Expectation | undefined,
): RankComparison | null {
  const ladder =
    column.kind === 'numeric'
      ? ordinaryCodes(column.special)
      : typeof expectation === 'object'
        ? codesByWord(column.levels, expectation)
        : [];
  const goods = ladder.map((codes) => codes.reduce((total, code) => total + (counts.goods[code] ?? 0), 0));
  const bads = ladder.map((codes) => codes.reduce((total, code) => total + (counts.bads[code] ?? 0), 0));
  const steps = goods.filter((count, step) => count + (bads[step] ?? 0) > 0).length;
  return steps < 2 ? null : compareByRank(ranked(goods, bads));
}

/** Fine codes of numbers that are quantities, in order. */
function ordinaryCodes(special: readonly (number | null)[]): number[][] {
  return special.flatMap((code, index) => (code === null ? [[index + 1]] : []));
}

/** Fine codes of the texts on each rung, safest first; texts that no rung names stay out. */
function codesByWord(
  levels: readonly string[],
  expectation: { readonly safest_first: readonly (readonly string[])[] },
): number[][] {
  const rungOf = new Map(
    expectation.safest_first.flatMap((words, rung) => words.map((word) => [plain(word), rung] as const)),
  );
  const rungs: number[][] = expectation.safest_first.map(() => []);
  levels.forEach((level, index) => {
    const rung = rungOf.get(plain(level));
    if (rung !== undefined) rungs[rung]?.push(index + 1);
  });
  return rungs;
}

function plain(word: string): string {
  return word.trim().toLowerCase().replaceAll('_', ' ');
}

function ranked(
  goods: readonly number[],
  bads: readonly number[],
): { n1: number; n2: number; rankSum1: number; tieTerm: number } {
  let below = 0;
  let rankSum1 = 0;
  let tieTerm = 0;
  goods.forEach((good, step) => {
    const bad = bads[step] ?? 0;
    const tied = good + bad;
    rankSum1 += bad * (below + (tied + 1) / 2);
    tieTerm += tied ** 3 - tied;
    below += tied;
  });
  const n1 = bads.reduce((total, count) => total + count, 0);
  return { n1, n2: below - n1, rankSum1, tieTerm };
}

/** The reading of a comparison; p-values come adjusted for how many features were looked at. */
export function readExpectation(
  comparison: RankComparison,
  adjustedPValue: number,
  expectation: Expectation,
  significance: number,
): ExpectationReading {
  if (adjustedPValue >= significance || comparison.cliffsDelta === 0) return 'not_shown';
  const rises = comparison.cliffsDelta > 0;
  return rises === (expectation !== 'falling') ? 'holds' : 'opposite';
}

/** Benjamini and Hochberg's (1995) adjustment: below a level, at most that share of what is shown is expected to be chance. */
export function falseDiscoveryAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  order.forEach((index, position) => {
    const rank = pValues.length - position;
    least = Math.min(least, ((pValues[index] ?? 1) * pValues.length) / rank);
    adjusted[index] = least;
  });
  return adjusted;
}
