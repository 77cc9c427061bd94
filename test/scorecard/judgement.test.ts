import { describe, expect, it } from 'vitest';
import { cutoffScore, outcomeAt, scoreApproving } from '../../core/domain/scorecard/cutoff.ts';
import { falseDiscoveryAdjusted } from '../../core/domain/scorecard/expectation-reading.ts';
import { reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import { categoricalColumn } from '../../core/domain/scorecard/loan-table.ts';
import { scoreGroups } from '../../core/domain/scorecard/score-groups.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { stabilityIndex } from '../../core/domain/scorecard/stability.ts';
import { evenStream, madeUpBook } from './made-up-book.ts';

const settings = loanSettings.parse({ rounds: 1 });

describe('the cut-off', () => {
  const groups = scoreGroups([500, 520, 540, 560], Uint8Array.from([1, 0, 1, 0]));

  it('approves scores at or above it', () => {
    expect(outcomeAt(groups, 540)).toEqual({
      cutoffScore: 540,
      approvalRate: 0.5,
      approvedOverdueRate: 0.5,
      badsRefused: 0.5,
      goodsRefused: 0.5,
    });
    expect(outcomeAt(groups, 561)).toMatchObject({ approvalRate: 0, approvedOverdueRate: null, badsRefused: 1 });
  });

  it('lies where a loan breaks even, unless the rules say otherwise', () => {
    expect(cutoffScore(groups, settings)).toBe(Math.round(600 + (20 / Math.LN2) * Math.log(5 / 50)));
    expect(cutoffScore(groups, loanSettings.parse({ cutoff: { score: 555 } }))).toBe(555);
    expect(cutoffScore(groups, loanSettings.parse({ cutoff: { approval_rate_pct: 75 } }))).toBe(520);
    expect(scoreApproving(groups, 0.74)).toBe(520);
  });
});

describe('the population stability index', () => {
  it('is zero for the same shares, and by its formula otherwise', () => {
    expect(stabilityIndex([10, 30], [100, 300], 1e-4)).toBeCloseTo(0, 12);
    expect(stabilityIndex([50, 50], [20, 80], 1e-4)).toBeCloseTo(
      (0.2 - 0.5) * Math.log(0.2 / 0.5) + (0.8 - 0.5) * Math.log(0.8 / 0.5),
      12,
    );
  });

  it('stays finite for a bin that emptied, and says nothing of an empty book', () => {
    expect(stabilityIndex([50, 50], [0, 100], 1e-4)).toBeCloseTo(
      (1e-4 - 0.5) * Math.log(1e-4 / 0.5) + 0.5 * Math.log(2),
      12,
    );
    expect(stabilityIndex([50, 50], [0, 0], 1e-4)).toBeNull();
  });

  it('is null on a first run, near zero on a like book, large where a feature moved', () => {
    const first = reviewLoans(madeUpBook(3000, 1), settings);
    expect(first.stability).toBeNull();
    const reference = first.card?.reference ?? null;
    const like = reviewLoans(madeUpBook(3000, 2), settings, reference).stability;
    expect(like?.score).toBeLessThan(0.02);
    expect(Math.max(...[...(like?.features.values() ?? [])].map((psi) => psi ?? 9))).toBeLessThan(0.03);
    const book = madeUpBook(3000, 3);
    const moved = {
      ...book,
      numeric: new Map(
        [...book.numeric].map(([name, values]) => [
          name,
          name === 'term_months' ? values.map((value) => value + 18) : values,
        ]),
      ),
    };
    const now = reviewLoans(moved, settings, reference).stability;
    expect(now?.features.get('term_months')).toBeGreaterThan(0.25);
    expect(now?.score).toBeGreaterThan(0.02);
  });
});

describe('fairness', () => {
  it('finds little where the attribute has nothing to do with the features', () => {
    const found = reviewLoans(madeUpBook(4000), settings).card?.fairness[0];
    expect(found?.attribute).toBe('gender');
    expect(found?.groups.map(({ group, count }) => [group, count > 1800])).toEqual([
      ['female', true],
      ['male', true],
    ]);
    expect(found?.approvalRatio).toBeGreaterThan(0.9);
    expect(found?.equalOpportunityGap).toBeLessThan(0.06);
    expect(found?.proxyAuc).toBeGreaterThan(0.45);
    expect(found?.proxyAuc).toBeLessThan(0.55);
  });

  it('finds the features that stand in for a protected attribute', () => {
    const book = madeUpBook(4000);
    const income = book.numeric.get('cost_share') ?? new Float64Array();
    const random = evenStream(3);
    const gender = categoricalColumn([...income].map((value) => (value + 30 * random() > 70 ? 'male' : 'female')));
    const found = reviewLoans({ ...book, protectedAttributes: new Map([['gender', gender]]) }, settings).card
      ?.fairness[0];
    expect(found?.proxyAuc).toBeGreaterThan(0.9);
    expect(found?.approvalRatio).toBeLessThan(0.8);
  });

  it('cuts a protected number into groups, leaves blanks out and does not compare a handful', () => {
    const book = madeUpBook(2000);
    const age = (book.numeric.get('age') ?? new Float64Array()).map((value, row) =>
      row % 10 === 0 ? Number.NaN : value,
    );
    const own = loanSettings.parse({ rounds: 1, protected_edges: { age: [30, 60, 70] } });
    const found = reviewLoans({ ...book, protectedAttributes: new Map([['age', age]]) }, own).card?.fairness[0];
    expect(found?.unknown).toBe(200);
    expect(found?.groups.map(({ group, compared }) => [group, compared])).toEqual([
      ['< 30', true],
      ['[30, 60)', true],
      ['[60, 70)', true],
      ['≥ 70', false],
    ]);
  });
});

describe('interactions', () => {
  it('finds the pair whose effects do not add up, and no other', () => {
    const book = madeUpBook(6000);
    const random = evenStream(21);
    const flag = (share: number) => Float64Array.from(book.ids, () => (random() < share ? 1 : 0));
    const [a, b, c] = [flag(0.5), flag(0.5), flag(0.5)];
    const overdue = Uint8Array.from(book.ids, (_, row) =>
      random() <
      (a[row] === 1 && b[row] === 1 ? 0.6 : 0.1 + 0.05 * ((a[row] ?? 0) + (b[row] ?? 0)) + 0.1 * (c[row] ?? 0))
        ? 1
        : 0,
    );
    const found = reviewLoans(
      {
        ...book,
        overdue,
        numeric: new Map([
          ['a', a],
          ['b', b],
          ['c', c],
        ]),
        categorical: new Map(),
      },
      settings,
    ).card?.interactions;
    expect(found?.[0]).toMatchObject({ featureA: 'a', featureB: 'b' });
    expect(found?.[0]?.pValue).toBeLessThan(1e-6);
  });

  it('is silent where effects add up', () => {
    expect(reviewLoans(madeUpBook(4000), settings).card?.interactions).toEqual([]);
  });
});

describe('falseDiscoveryAdjusted', () => {
  it('adjusts as Benjamini and Hochberg do', () => {
    expect(falseDiscoveryAdjusted([0.01, 0.04, 0.03, 0.5])).toEqual([
      0.04,
      expect.closeTo(0.16 / 3, 12),
      expect.closeTo(0.16 / 3, 12),
      0.5,
    ]);
    expect(falseDiscoveryAdjusted([])).toEqual([]);
  });
});
