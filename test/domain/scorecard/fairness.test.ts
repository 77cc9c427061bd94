import { describe, expect, it } from 'vitest';
import { type Fairness, fairness } from '../../../core/domain/scorecard/fairness.ts';
import {
  type CategoricalColumn,
  categoricalColumn,
  type LoanTable,
} from '../../../core/domain/scorecard/loan-table.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import { tinyFeature, tinyModel } from './tiny-model.ts';

const EVEN = [
  [0, 0],
  [10, 10],
  [10, 10],
] as const;

interface Loan {
  readonly of: string | number | null;
  readonly overdue?: number;
  readonly refused?: number;
  /** Codes of the card's features. */
  readonly codes?: readonly number[];
}

/** Fairness over one attribute of loans that are dealt into two folds in turn. */
function fairnessOf(loans: readonly Loan[], rules: object = {}, features = 1, emptyBins = 0): Fairness {
  const texts = loans.map(({ of }) => (typeof of === 'string' ? of : null));
  const numbers = Float64Array.from(loans, ({ of }) => (typeof of === 'number' ? of : Number.NaN));
  const column: CategoricalColumn | Float64Array = texts.some((text) => text !== null)
    ? categoricalColumn(texts)
    : numbers;
  const table: LoanTable = {
    ids: loans.map((_, row) => String(row)),
    overdue: Uint8Array.from(loans, ({ overdue = 0 }) => overdue),
    excluded: 0,
    targetDefinition: '',
    numeric: new Map(),
    categorical: new Map(),
    protectedAttributes: new Map([['attribute', column]]),
  };
  const model = tinyModel(
    Array.from({ length: features }, (_, at) =>
      tinyFeature(
        `f${at}`,
        loans.map(({ codes }) => codes?.[at] ?? 1),
        // Bins that no loan is in, of the first feature alone.
        [...EVEN, ...Array.from({ length: at === 0 ? emptyBins : 0 }, () => [0, 0] as const)],
      ),
    ),
  );
  const [found] = fairness(
    table,
    model,
    Uint8Array.from(loans, ({ refused = 0 }) => refused),
    Uint8Array.from(loans, (_, row) => row % 2),
    loanSettings.parse({ folds: 2, fairness_min_loans: 4, ...rules }),
  );
  if (found === undefined) throw new Error('there is one attribute');
  return found;
}

const times = (count: number, loan: Loan): Loan[] => Array.from({ length: count }, () => loan);

describe('groups of a protected text', () => {
  it('have their rates by hand, and are compared from the least number of loans on', () => {
    const found = fairnessOf([
      ...times(3, { of: 'a' }),
      ...times(1, { of: 'a', refused: 1 }),
      ...times(2, { of: 'b', overdue: 1, refused: 1 }),
      ...times(1, { of: 'b', refused: 1 }),
      ...times(2, { of: 'b' }),
      ...times(3, { of: 'c', refused: 1 }),
      ...times(2, { of: null, refused: 1, overdue: 1 }),
    ]);
    expect(found.groups).toEqual([
      { group: 'a', count: 4, approvalRate: 0.75, overdueRate: 0, goodApprovalRate: 0.75, compared: true },
      { group: 'b', count: 5, approvalRate: 0.4, overdueRate: 0.4, goodApprovalRate: 2 / 3, compared: true },
      { group: 'c', count: 3, approvalRate: 0, overdueRate: 0, goodApprovalRate: 0, compared: false },
    ]);
    expect(found).toMatchObject({ attribute: 'attribute', unknown: 2 });
    expect(found.approvalRatio).toBeCloseTo(0.4 / 0.75, 12);
    expect(found.equalOpportunityGap).toBeCloseTo(0.75 - 2 / 3, 12);
  });

  it('have no approval rate of good loans where all are overdue', () => {
    const found = fairnessOf([...times(4, { of: 'a' }), ...times(4, { of: 'b', overdue: 1 })]);
    expect(found.groups[1]).toMatchObject({ overdueRate: 1, goodApprovalRate: null, approvalRate: 1 });
    expect(found).toMatchObject({ approvalRatio: 1, equalOpportunityGap: null });
  });

  it('have no ratio where nobody is approved, or there is one group to compare', () => {
    const nobody = fairnessOf([...times(4, { of: 'a', refused: 1 }), ...times(4, { of: 'b', refused: 1 })]);
    expect(nobody).toMatchObject({ approvalRatio: null, equalOpportunityGap: 0 });
    const one = fairnessOf([...times(4, { of: 'a' }), ...times(3, { of: 'b' })]);
    expect(one).toMatchObject({ approvalRatio: null, equalOpportunityGap: null, proxyAuc: null });
  });

  it('that no loan has are not told', () => {
    const table: LoanTable = {
      ids: ['1', '2'],
      overdue: new Uint8Array(2),
      excluded: 0,
      targetDefinition: '',
      numeric: new Map(),
      categorical: new Map(),
      protectedAttributes: new Map([['g', { levels: ['a', 'b'], codes: Int32Array.from([1, 1]) }]]),
    };
    const [found] = fairness(table, tinyModel([]), new Uint8Array(2), new Uint8Array(2), loanSettings.parse({}));
    expect(found?.groups.map(({ group, count }) => [group, count])).toEqual([['b', 2]]);
  });
});

describe('groups of a protected number', () => {
  const ages = [18, 29.9, 30, 59, 60, 70, 80, 90, null];
  const groupsOf = (rules: object) =>
    fairnessOf(
      ages.map((of) => ({ of })),
      rules,
    );

  it('begin at the edges that are laid down, in any order', () => {
    const found = groupsOf({ protected_edges: { attribute: [60, 30] } });
    expect(found.groups.map(({ group, count, compared }) => [group, count, compared])).toEqual([
      ['< 30', 2, false],
      ['[30, 60)', 2, false],
      ['≥ 60', 4, true],
    ]);
    expect(found.unknown).toBe(1);
  });

  it('are its quartiles where none are laid down for it', () => {
    expect(groupsOf({ protected_edges: { other: [50] } }).groups.map(({ group, count }) => [group, count])).toEqual([
      ['< 30', 2],
      ['[30, 60)', 2],
      ['[60, 80)', 2],
      ['≥ 80', 2],
    ]);
  });
});

describe('how far the features stand in for an attribute', () => {
  /** Loans of a group by the code of a feature, as many in either fold. */
  const by = (of: string | null, first: number, second: number): Loan[] => [
    ...times(first, { of, codes: [1, 1] }),
    ...times(second, { of, codes: [2, 2] }),
  ];

  it('is the area of the feature by itself where there is one', () => {
    // 30 of 40 of one group against 10 of 40 of the other: (30 · 30 + 30 · 10) of 40 · 40 pairs.
    expect(fairnessOf([...by('a', 30, 10), ...by('b', 10, 30)]).proxyAuc).toBeCloseTo(0.75, 12);
    expect(fairnessOf([...by('b', 30, 10), ...by('a', 10, 30)]).proxyAuc).toBeCloseTo(0.75, 12);
    expect(fairnessOf([...by('a', 40, 0), ...by('b', 0, 40)]).proxyAuc).toBe(1);
    expect(fairnessOf([...by('a', 20, 20), ...by('b', 20, 20)]).proxyAuc).toBe(0.5);
  });

  it('does not look at loans without the attribute', () => {
    const found = fairnessOf([...by(null, 2, 60), ...by('a', 30, 10), ...by('b', 10, 30)]);
    expect(found.proxyAuc).toBeCloseTo(0.75, 12);
  });

  it('is that of the group that is told best, against all the rest', () => {
    // a: 40 of 40 against 20 + 20 of 80 is 40 · 80 less half of 40 · 40, over 40 · 80.
    const found = fairnessOf([...by('a', 40, 0), ...by('b', 20, 20), ...by('c', 20, 20)]);
    expect(found.proxyAuc).toBeCloseTo(0.75, 12);
  });

  it('takes a group too small to compare for part of the rest', () => {
    // a against b and two of c: 30 · (30 + 2) + (30 · 10 + 10 · 32) / 2 of 40 · 42 pairs; b against the rest is less.
    const found = fairnessOf([...by('a', 30, 10), ...by('b', 10, 30), ...by('c', 0, 2)]);
    expect(found.proxyAuc).toBeCloseTo((30 * 32 + (30 * 10 + 10 * 32) / 2) / (40 * 42), 12);
  });

  it('looks at either of two groups where a small one stands beside them', () => {
    // b against a and two of c: 30 · 32 and half of 30 · 10 + 10 · 32, of 40 · 42 pairs; a against the rest is less.
    const found = fairnessOf([...by('a', 30, 10), ...by('b', 10, 30), ...by('c', 2, 0)]);
    expect(found.proxyAuc).toBeCloseTo((30 * 32 + (30 * 10 + 10 * 32) / 2) / (40 * 42), 12);
  });

  it('is measured on loans that the measure was not made of', () => {
    // Fold by fold the feature turns round: what is learnt on one half is wrong on the other.
    const turned = Array.from({ length: 80 }, (_, row): Loan => {
      const code = 1 + (Math.floor(row / 2) % 2);
      return { of: (code === 1) === (row % 2 === 0) ? 'a' : 'b', codes: [code] };
    });
    expect(fairnessOf(turned).proxyAuc).toBe(0);
  });

  it('begins for each loan with the share of the group among the others', () => {
    // The feature says nothing; a is 30 of 40 in one half and 10 of 40 in the other, each of which expects what the other has.
    const [even, odd] = [
      [...times(30, { of: 'a' }), ...times(10, { of: 'b' })],
      [...times(10, { of: 'a' }), ...times(30, { of: 'b' })],
    ];
    const dealt = even.flatMap((loan, at) => [loan, odd[at] ?? loan]);
    // Of a, 10 stand above 10 of b and tie with 30; 30 tie with 10.
    expect(fairnessOf(dealt).proxyAuc).toBeCloseTo((10 * 10 + (10 * 30 + 30 * 10) / 2) / (40 * 40), 12);
  });

  const corners = (of: string, counts: readonly number[]) =>
    counts.flatMap((count, at) => times(count, { of, codes: [1 + (at >> 1), 1 + (at % 2)] }));

  it('is held back for the bins of a feature, so that one with few goes before one with many', () => {
    // Both halves alike. The first feature says a little more, 50 of 66 against 48, but is cut into 43 bins.
    const loans = [...corners('a', [18, 7, 6, 2]), ...corners('b', [2, 6, 7, 18])].flatMap((loan) => [loan, loan]);
    // From the likeliest: 18 a and 2 b, then where the second feature speaks for a, 6 and 7, then 7 and 6, 2 and 18.
    const pairs = 18 * 31 + 6 * 24 + 7 * 18 + (18 * 2 + 6 * 7 + 7 * 6 + 2 * 18) / 2;
    expect(fairnessOf(loans, {}, 2, 40).proxyAuc).toBeCloseTo(pairs / (33 * 33), 12);
  });

  it('is told by features together better than by each', () => {
    // Two features, each three to one; in group a both point one way for 18 of 32.
    const found = fairnessOf([...corners('a', [18, 6, 6, 2]), ...corners('b', [2, 6, 6, 18])], {}, 2);
    // 18 against 6 + 6 + 18, 12 against 18; equal corners count half.
    const pairs = 18 * 30 + 12 * 18 + (18 * 2 + 12 * 12 + 2 * 18) / 2;
    expect(found.proxyAuc).toBeCloseTo(pairs / (32 * 32), 12);
  });

  it('is not measured where the card has no feature', () => {
    expect(fairnessOf([...by('a', 30, 10), ...by('b', 10, 30)], {}, 0).proxyAuc).toBeNull();
  });
});
