import { describe, expect, it } from 'vitest';
import { reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import { categoricalColumn } from '../../core/domain/scorecard/loan-table.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { evenStream, madeUpBook } from './made-up-book.ts';

const settings = loanSettings.parse({ rounds: 1 });

describe('the population stability index', () => {
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
