import { describe, expect, it } from 'vitest';
import { FoldedCounts } from '../../../core/domain/scorecard/feature-counts.ts';
import type { FineColumn } from '../../../core/domain/scorecard/fine-bins.ts';
import { fitModel } from '../../../core/domain/scorecard/fit-model.ts';
import { stratifiedFolds } from '../../../core/domain/scorecard/folds.ts';
import { averagedOutOfFold, logOdds, outOfFoldLogOdds, rowsWhere } from '../../../core/domain/scorecard/out-of-fold.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';

/** So many loans, so many of them overdue, with these codes: a code a feature, 0 for a blank. */
type Cell = readonly [codes: readonly number[], loans: number, bads: number];

function bookOf(names: readonly string[], cells: readonly Cell[]) {
  const loans = cells.flatMap(([codes, all, bads]) =>
    Array.from({ length: all }, (_, i) => ({ codes, overdue: i < bads ? 1 : 0 })),
  );
  const overdue = Uint8Array.from(loans, (loan) => loan.overdue);
  const columns = names.map((name, at): FineColumn => {
    const codes = Uint8Array.from(loans, (loan) => loan.codes[at] ?? 0);
    return { name, kind: 'categorical', codes, levels: ['low', 'high', 'third'].slice(0, Math.max(...codes, 1)) };
  });
  return { columns, overdue };
}

function fitted(names: readonly string[], cells: readonly Cell[], selection: object = {}) {
  const { columns, overdue } = bookOf(names, cells);
  const counts = new FoldedCounts(columns, overdue, new Uint8Array(overdue.length), 1).all;
  const rows = Uint32Array.from(overdue.keys());
  const settings = loanSettings.parse({ selection: { shrinkage: 0, max_vif: 1000, ...selection } });
  return fitModel(columns, { rows, overdue, counts }, settings);
}
const chosen = (model: ReturnType<typeof fitted>) => model.features.map(({ binned }) => binned.name);
const left = (model: ReturnType<typeof fitted>) => Object.fromEntries(model.notSelected);

/** One feature: 10 of 100 overdue, and 40 of 100. */
const PLAIN: readonly Cell[] = [
  [[1], 100, 10],
  [[2], 100, 40],
];
/** The same twice over, side by side: a says much, b less, and both work by themselves. */
const TWO: readonly Cell[] = [
  [[1, 1], 400, 20],
  [[1, 2], 400, 40],
  [[2, 1], 400, 120],
  [[2, 2], 400, 190],
];

describe('a model of one feature', () => {
  it('has a coefficient of −1 and the errors of a two-by-two table', () => {
    const model = fitted(['a'], PLAIN);
    const [feature] = model.features;
    // The weights of evidence lie ln 3 − ln ½ = ln 6 apart.
    const error = Math.sqrt(1 / 10 + 1 / 90 + 1 / 40 + 1 / 60) / Math.log(6);
    expect(feature?.coefficient).toBeCloseTo(-1, 7);
    expect(feature?.standardError).toBeCloseTo(error, 7);
    expect(feature?.pValue).toBeGreaterThan(0);
    expect(feature?.pValue).toBeLessThan(1e-4);
    expect(feature?.vif).toBe(1);
    expect(model.intercept).toBeCloseTo(Math.log(50 / 150), 7);
    expect(model).toMatchObject({ converged: true, separated: false });
    expect(left(model)).toEqual({});
    expect(model.binned.map(({ name }) => name)).toEqual(['a']);
  });

  it('is held back by a loan of penalty for each degree of freedom of its bins', () => {
    const cells: readonly Cell[] = [
      [[1], 100, 10],
      [[2], 100, 30],
      [[3], 100, 60],
    ];
    const odds = (penalty: number) => {
      // One step of Newton from −1, where the sum of residuals is nil and the information is Σ n·p·(1 − p)·(woe − mean)².
      const woe = [10, 30, 60].map((bads) => Math.log((100 - bads) / 200 / (bads / 100)));
      const weight = [10, 30, 60].map((bads) => (bads * (100 - bads)) / 100);
      const sum = weight.reduce((all, of) => all + of, 0);
      const mean = weight.reduce((all, of, at) => all + (of * (woe[at] ?? 0)) / sum, 0);
      const information = weight.reduce((all, of, at) => all + of * ((woe[at] ?? 0) - mean) ** 2, 0);
      return -1 + penalty / (information + penalty);
    };
    expect(fitted(['a'], cells, { shrinkage: 2 }).features[0]?.coefficient).toBeCloseTo(odds(4), 2);
    expect(fitted(['a'], cells, { shrinkage: 0.5 }).features[0]?.coefficient).toBeCloseTo(odds(1), 3);
  });

  it('is fitted on the loans listed and no others', () => {
    const { columns, overdue } = bookOf(['a'], [...PLAIN, [[1], 50, 50]]);
    const first = Uint32Array.from({ length: 200 }, (_, row) => row);
    const counts = [{ goods: Float64Array.from([0, 90, 60, 0]), bads: Float64Array.from([0, 10, 40, 0]) }];
    const settings = loanSettings.parse({ selection: { shrinkage: 0 } });
    const model = fitModel(columns, { rows: first, overdue, counts }, settings);
    expect(model.features[0]?.coefficient).toBeCloseTo(-1, 7);
    expect(() => fitModel(columns, { rows: first, overdue, counts: [] }, settings)).toThrow(RangeError);
  });
});

describe('a model of two features', () => {
  it('has them in the order of their names, each with its own figures', () => {
    const model = fitted(
      ['b', 'a'],
      TWO.map(([[x = 0, y = 0], ...rest]) => [[y, x], ...rest] as const),
    );
    expect(chosen(model)).toEqual(['a', 'b']);
    expect(model.binned.map(({ name }) => name)).toEqual(['b', 'a']);
    const [a, b] = model.features;
    // They are dealt out evenly, so that neither inflates the other.
    expect([a?.vif, b?.vif]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    expect(a?.pValue).toBeLessThan(b?.pValue ?? 0);
    expect(b?.pValue).toBeLessThan(1e-4);
    for (const { coefficient, standardError } of model.features) {
      expect(coefficient).toBeLessThan(-0.9);
      expect(standardError).toBeGreaterThan(0.05);
      expect(standardError).toBeLessThan(0.3);
    }
  });

  it('has them in that order where the last says most', () => {
    const swapped = TWO.map(([[x = 0, y = 0], ...rest]) => [[y, x], ...rest] as const);
    const model = fitted(['a', 'b'], swapped);
    expect(chosen(model)).toEqual(['a', 'b']);
    const [a, b] = model.features;
    expect(b?.pValue).toBeLessThan(a?.pValue ?? 0);
    expect(chosen(fitted(['b', 'a'], TWO))).toEqual(['a', 'b']);
  });

  it('tells how far they explain each other', () => {
    // 80 of 100 loans are on the same side: r = 0.6, so that each is inflated by 1 / (1 − 0.36).
    const model = fitted(
      ['a', 'b'],
      [
        [[1, 1], 400, 40],
        [[1, 2], 100, 20],
        [[2, 1], 100, 40],
        [[2, 2], 400, 240],
      ],
    );
    expect(model.features.map(({ vif }) => vif)).toEqual([expect.closeTo(1 / 0.64, 6), expect.closeTo(1 / 0.64, 6)]);
  });
});

describe('a feature is left out', () => {
  it('that the rules only measure', () => {
    expect(left(fitted(['origination_date'], PLAIN))).toEqual({ origination_date: 'measured_only' });
    expect(left(fitted(['a'], PLAIN, { measured_only: ['a'] }))).toEqual({ a: 'measured_only' });
  });

  it('that tells overdue loans apart too well to have been known before', () => {
    // (90 · 40 + (90 · 10 + 60 · 40) / 2) of 150 · 50 pairs: 0.7 in all.
    expect(left(fitted(['a'], PLAIN, { leakage_auc: 0.7 }))).toEqual({ a: 'leakage' });
    expect(chosen(fitted(['a'], PLAIN, { leakage_auc: 0.701 }))).toEqual(['a']);
  });

  it('that has one value, or none', () => {
    const model = fitted(
      ['a', 'b', 'c'],
      [
        [[1, 1, 0], 100, 10],
        [[2, 1, 0], 100, 40],
      ],
    );
    expect(left(model)).toEqual({ b: 'no_values', c: 'no_values' });
    expect(chosen(model)).toEqual(['a']);
  });

  it('that is met on overdue loans only here, as any other', () => {
    const cells: readonly Cell[] = [
      [[1], 300, 90],
      [[2], 150, 150],
    ];
    expect(left(fitted(['a'], cells, { leakage_auc: 1 }))).toEqual({});
  });

  it('that is blank for more than its share', () => {
    const cells: readonly Cell[] = [
      [[0], 80, 10],
      [[1], 10, 0],
      [[2], 10, 10],
    ];
    expect(left(fitted(['a'], cells, { max_missing_share: 0.79 }))).toEqual({ a: 'mostly_missing' });
    expect(left(fitted(['a'], cells, { max_missing_share: 0.8 }))).toEqual({});
  });

  it('that says too little', () => {
    const iv = (90 / 150 - 10 / 50) * Math.log(3) + (60 / 150 - 40 / 50) * Math.log(0.5);
    expect(left(fitted(['a'], PLAIN, { min_iv: iv + 1e-9 }))).toEqual({ a: 'low_iv' });
    expect(left(fitted(['a'], PLAIN, { min_iv: iv - 1e-9 }))).toEqual({});
    expect(left(fitted(['a'], PLAIN, { min_iv: fitted(['a'], PLAIN).binned[0]?.iv }))).toEqual({});
  });

  it('that says nothing at all, whatever the rules let through', () => {
    const dull = PLAIN.flatMap(([[code = 0], ...rest]) => [1, 2].map((other): Cell => [[code, other], ...rest]));
    expect(chosen(fitted(['a', 'b'], dull, { min_iv: 0, max_p_value: 1 }))).toEqual(['a']);
  });

  it('that correlates with one that says more', () => {
    // r = 0.6 again; b says more than a.
    const cells: readonly Cell[] = [
      [[1, 1], 400, 40],
      [[2, 1], 100, 20],
      [[1, 2], 100, 40],
      [[2, 2], 400, 240],
    ];
    expect(left(fitted(['a', 'b'], cells, { max_correlation: 0.59 }))).toEqual({ a: 'correlated' });
    expect(left(fitted(['a', 'b'], cells, { max_correlation: 0.61 }))).toEqual({});
    // Of the two each explains the other as well: what says less goes.
    expect(left(fitted(['a', 'b'], cells, { max_vif: 1.5 }))).toEqual({ a: 'high_vif' });
    // A copy correlates to 1 and not to more.
    const copies = PLAIN.map(([[code = 0], ...rest]): Cell => [[code, code], ...rest]);
    expect(left(fitted(['a', 'b'], copies, { max_correlation: 1 }))).toEqual({ b: 'high_vif' });
  });

  it('beyond the number of features that the rules allow', () => {
    expect(left(fitted(['a', 'b'], TWO, { max_features: 1 }))).toEqual({ b: 'over_limit' });
    expect(left(fitted(['a', 'b'], TWO, { max_features: 2 }))).toEqual({});
    // Of two that say the same much, the first by name stays.
    const even: readonly Cell[] = [
      [[1, 1], 400, 20],
      [[1, 2], 400, 80],
      [[2, 1], 400, 80],
      [[2, 2], 400, 180],
    ];
    expect(left(fitted(['b', 'a'], even, { max_features: 1 }))).toEqual({ b: 'over_limit' });
    expect(left(fitted(['a', 'b'], even, { max_features: 1 }))).toEqual({ b: 'over_limit' });
  });

  it('that the others explain, the most explained first', () => {
    // c is the same as a for half of the loans and the same as b for the other half.
    const cells = [1, 2].flatMap((a) =>
      [1, 2].flatMap((b) => [a, b].map((c): Cell => [[a, b, c], 200, 10 + 25 * a + 15 * b + 30 * c])),
    );
    const model = fitted(['a', 'b', 'c'], cells, { max_vif: 1.51 });
    expect(left(model)).toEqual({ c: 'high_vif' });
    expect(chosen(model)).toEqual(['a', 'b']);
    // The same where c says least of all.
    const least = cells.map(([[a = 0, b = 0, c = 0], all]): Cell => [[a, b, c], all, 10 + 40 * a + 35 * b - 5 * c]);
    const other = fitted(['a', 'b', 'c'], least, { max_vif: 1.51, min_iv: 0 });
    expect(left(other)).toEqual({ c: 'high_vif' });
    expect(chosen(other)).toEqual(['a', 'b']);
    expect(left(fitted(['a', 'b', 'c'], cells, { max_vif: 2.5 }))).toEqual({});
    expect(left(fitted(['a'], PLAIN, { max_vif: 1 }))).toEqual({});
  });

  it('that would work the wrong way round beside the others', () => {
    // By itself b is the riskier the higher; within either half of a it is the safer.
    const cells: readonly Cell[] = [
      [[1, 1], 400, 40],
      [[1, 2], 100, 4],
      [[2, 1], 100, 50],
      [[2, 2], 400, 140],
    ];
    const model = fitted(['a', 'b'], cells);
    expect(left(model)).toEqual({ b: 'wrong_sign' });
    expect(model.features[0]?.coefficient).toBeCloseTo(-1, 6);
    expect(model.iterations).toBeLessThan(8);
  });

  it.each([
    ['b', 'c'],
    ['c', 'b'],
  ])('after another that works the wrong way round more plainly: %s, then %s', (more, less) => {
    const cells: readonly Cell[] = [
      [[1, 1, 1], 640, 64],
      [[1, 1, 2], 160, 13],
      [[1, 2, 1], 160, 8],
      [[1, 2, 2], 40, 1],
      [[2, 1, 1], 40, 24],
      [[2, 1, 2], 160, 90],
      [[2, 2, 1], 160, 77],
      [[2, 2, 2], 640, 282],
    ];
    const model = fitted(['a', more, less], cells);
    expect([...model.notSelected]).toEqual([
      [more, 'wrong_sign'],
      [less, 'wrong_sign'],
    ]);
    expect(chosen(model)).toEqual(['a']);
  });

  it('that is not significant beside the others', () => {
    const cells: readonly Cell[] = [
      [[1, 1], 400, 40],
      [[1, 2], 100, 11],
      [[2, 1], 100, 50],
      [[2, 2], 400, 204],
    ];
    const model = fitted(['a', 'b'], cells, { max_p_value: 0.3 });
    expect(left(model)).toEqual({ b: 'not_significant' });
    expect(model.features[0]?.coefficient).toBeCloseTo(-1, 6);
    expect(left(fitted(['a', 'b'], cells, { max_p_value: 1 }))).toEqual({});
    const [alone] = fitted(['a'], PLAIN).features;
    expect(left(fitted(['a'], PLAIN, { max_p_value: alone?.pValue }))).toEqual({});
  });

  it.each([
    ['b', 'a'],
    ['a', 'b'],
  ])('one at a time: of two near copies the weaker, %s, and not %s, which stays', (weaker, stronger) => {
    // They agree on 95 of 100 loans; each by itself is beyond doubt, beside the other neither is.
    const cells: readonly Cell[] = [
      [[1, 1], 190, 38],
      [[1, 2], 10, 3],
      [[2, 1], 10, 4],
      [[2, 2], 190, 76],
    ];
    const names = [stronger, weaker];
    const lone = fitted(
      [stronger],
      cells.map(([[code = 0], ...rest]) => [[code], ...rest] as const),
    );
    const both = fitted(names, cells, { max_correlation: 1, max_p_value: 1 });
    expect(both.features.every(({ pValue }) => pValue > 0.05)).toBe(true);
    const model = fitted(names, cells, { max_correlation: 1, max_p_value: 0.05 });
    expect(left(model)).toEqual({ [weaker]: 'not_significant' });
    expect(model.features[0]?.pValue).toBeLessThan(0.001);
    expect(model.features[0]?.coefficient).toBeCloseTo(lone.features[0]?.coefficient ?? 0, 6);
    // The second fit begins near its end.
    expect(model.iterations).toBeLessThan(lone.iterations);
    // Of ten times the loans z is 13.2 by itself; with its share of both, three quarters, it would be 10.1.
    const many = cells.map(([codes, all, bads]): Cell => [codes, 10 * all, 10 * bads]);
    const strict = fitted(names, many, { max_correlation: 1, max_p_value: 1e-30 });
    expect(left(strict)).toEqual({ [weaker]: 'not_significant' });
  });
});

describe('a book on which nothing can be built', () => {
  it('has a model of its odds alone', () => {
    const model = fitted(['a'], [[[1], 100, 20]]);
    expect(model.features).toEqual([]);
    expect(model.intercept).toBeCloseTo(Math.log(20 / 80), 7);
  });
});

describe('log-odds out of fold', () => {
  const { columns, overdue } = bookOf(['a'], PLAIN);
  const ids = [...overdue].map((_, row) => `L${row}`);
  const settings = (rules: object = {}) =>
    loanSettings.parse({ folds: 2, rounds: 1, selection: { shrinkage: 0 }, ...rules });

  it('come from the other folds alone', () => {
    const foldOf = stratifiedFolds(ids, overdue, 2, 1);
    const counts = new FoldedCounts(columns, overdue, foldOf, 2);
    const found = outOfFoldLogOdds(columns, overdue, foldOf, counts, settings());
    found.forEach((odds, row) => {
      const others = [...overdue.keys()].filter(
        (other) => foldOf[other] !== foldOf[row] && columns[0]?.codes[other] === columns[0]?.codes[row],
      );
      const bads = others.filter((other) => overdue[other] === 1).length;
      expect(odds).toBeCloseTo(Math.log(bads / (others.length - bads)), 6);
    });
  });

  it('are averaged over rounds that are dealt anew', () => {
    const round = (seed: number) => {
      const foldOf = stratifiedFolds(ids, overdue, 2, seed);
      return { foldOf, counts: new FoldedCounts(columns, overdue, foldOf, 2) };
    };
    const rules = settings({ rounds: 3, seed: 4 });
    const each = [4, 5, 6].map((seed) => {
      const { foldOf, counts } = round(seed);
      return outOfFoldLogOdds(columns, overdue, foldOf, counts, rules);
    });
    const found = averagedOutOfFold(columns, { ids, overdue }, round(4), rules);
    found.forEach((odds, row) => {
      expect(odds).toBeCloseTo(each.reduce((sum, of) => sum + (of[row] ?? 0), 0) / 3, 12);
    });
    expect(new Set(each.map((of) => of.join())).size).toBe(3);
    const large = averagedOutOfFold(columns, { ids, overdue }, round(4), { ...rules, repeat_up_to_loans: 199 });
    expect([...large]).toEqual([...(each[0] ?? [])]);
  });

  it('are those of the model for the loans it was made of', () => {
    const model = fitted(['a'], PLAIN);
    const into = new Float64Array(200);
    logOdds(
      model,
      rowsWhere(new Uint8Array(200), () => true),
      into,
    );
    expect(into[0]).toBeCloseTo(Math.log(10 / 90), 6);
    expect(into[199]).toBeCloseTo(Math.log(40 / 60), 6);
  });
});
