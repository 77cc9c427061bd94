import { describe, expect, it } from 'vitest';
import { chiSquaredAbove } from '../../../core/domain/distributions.ts';
import { screenInteractions } from '../../../core/domain/scorecard/interactions.ts';
import { tinyFeature, tinyModel } from './tiny-model.ts';

/** Overdue loans of so many, by the code of one feature (down) and of another (across); codes begin with 1. */
type Table = readonly (readonly (readonly [bads: number, loans: number])[])[];

function loansOf(table: Table): { a: number[]; b: number[]; overdue: number[] } {
  const loans = table.flatMap((line, row) =>
    line.flatMap(([bads, all], column) =>
      Array.from({ length: all }, (_, i) => ({ a: row + 1, b: column + 1, overdue: i < bads ? 1 : 0 })),
    ),
  );
  return {
    a: loans.map(({ a }) => a),
    b: loans.map(({ b }) => b),
    overdue: loans.map(({ overdue }) => overdue),
  };
}

/** Goods and overdue loans by code, blanks first: there are none. */
function cellsOf(codes: readonly number[], overdue: readonly number[]): (readonly [number, number])[] {
  return Array.from({ length: Math.max(...codes) + 1 }, (_, code) => {
    const own = overdue.filter((__, row) => codes[row] === code);
    const bads = own.reduce((sum, bad) => sum + bad, 0);
    return [own.length - bads, bads] as const;
  });
}

function screened(table: Table, significance = 0.05) {
  const { a, b, overdue } = loansOf(table);
  const model = tinyModel([tinyFeature('a', a, cellsOf(a, overdue)), tinyFeature('b', b, cellsOf(b, overdue))]);
  return screenInteractions(model, Uint8Array.from(overdue), significance);
}

/** G² of a table against the counts of overdue loans that effects which add up would give. */
function deviance(table: Table, expected: readonly (readonly number[])[]): number {
  const part = (count: number, due: number) => (count === 0 ? 0 : 2 * count * Math.log(count / due));
  return table
    .flatMap((line, row) =>
      line.map(([bads, all], column) => {
        const due = expected[row]?.[column] ?? Number.NaN;
        return all === 0 ? 0 : part(bads, due) + part(all - bads, all - due);
      }),
    )
    .reduce((sum, each) => sum + each, 0);
}

/** p-values by their logarithm: most of these are very small. */
function expectSame(found: number | undefined, wanted: number): void {
  expect(Math.log(found ?? 0)).toBeCloseTo(Math.log(wanted), 6);
}

// Odds 1:9, 1:4, 2:3 and 3:2: across, the odds are 2¼ times as high in both lines. Six loans are moved against that.
const ADDED_UP = [
  [10, 20],
  [40, 60],
];
const MOVED: Table = [
  [
    [16, 100],
    [14, 100],
  ],
  [
    [34, 100],
    [66, 100],
  ],
];

// Odds ⅛, ¼, ½ | ¼, ½, 1 | ½, 1, 2 of 90 loans each.
const NINE = [
  [10, 18, 30],
  [18, 30, 45],
  [30, 45, 60],
];
const nine = (...lines: readonly (readonly number[])[]): Table =>
  lines.map((line) => line.map((bads) => [bads, 90] as const));

describe('two features whose effects do not add up', () => {
  it('are found by the likelihood ratio, with the pair of bins that is furthest off', () => {
    const wanted = chiSquaredAbove(deviance(MOVED, ADDED_UP), 1);
    expect(screened(MOVED)).toEqual([
      {
        featureA: 'a',
        featureB: 'b',
        pValue: expect.closeTo(wanted, 9),
        binsA: 'a1',
        binsB: 'b1',
        count: 100,
        overdueRate: 0.16,
        expectedRate: expect.closeTo(0.1, 9),
      },
    ]);
  });

  it('are found among the riskiest as among the safest', () => {
    const turned = MOVED.map((line) => line.map(([bads, all]) => [all - bads, all] as const));
    expect(screened(turned)).toMatchObject([
      { binsA: 'a1', binsB: 'b1', overdueRate: 0.84, expectedRate: expect.closeTo(0.9, 9) },
    ]);
  });

  it('are looked at in three groups each', () => {
    const table = nine([10, 30, 18], [18, 18, 57], [30, 45, 60]);
    const [found] = screened(table);
    expectSame(found?.pValue, chiSquaredAbove(deviance(table, NINE), 4));
    // 12 of √(18 · 0.8): more than of √(30 · ⅔) and of √(45 · ½).
    expect(found).toMatchObject({ binsA: 'a1', binsB: 'b2', count: 90 });
    expect(found?.overdueRate).toBeCloseTo(30 / 90, 12);
    expect(found?.expectedRate).toBeCloseTo(18 / 90, 9);
  });

  it('are found where a pair of bins has no loan, or no overdue one', () => {
    const hole = nine([0, 30, 18], [18, 18, 57], [30, 45, 60]).map((line, row) =>
      line.map(([bads, all], column) => (row + column === 0 ? ([0, 0] as const) : ([bads, all] as const))),
    );
    expectSame(screened(hole)[0]?.pValue, chiSquaredAbove(deviance(hole, NINE), 3));
    const none = nine([0, 28, 30], [28, 20, 45], [30, 45, 60]);
    const [found] = screened(none);
    expectSame(found?.pValue, chiSquaredAbove(deviance(none, NINE), 4));
    expect(found).toMatchObject({ binsA: 'a1', binsB: 'b1', overdueRate: 0 });
    expect(found?.expectedRate).toBeCloseTo(1 / 9, 9);
  });

  it('are told by all the bins of a group', () => {
    const whole = nine([10, 30, 18], [18, 18, 57], [30, 45, 60]);
    const { a, b, overdue } = loansOf(whole);
    // The safest group of a is two bins, every other loan in each, one of them behind the riskiest.
    const split = a.map((code, row) => (code === 1 && row % 2 === 1 ? 4 : code));
    const model = tinyModel([
      tinyFeature('a', split, cellsOf(split, overdue)),
      tinyFeature('b', b, cellsOf(b, overdue)),
    ]);
    expect(screenInteractions(model, Uint8Array.from(overdue), 0.05)).toMatchObject([
      { binsA: 'a1 · a4', binsB: 'b2', count: 90 },
    ]);
  });

  it('are told by its bins in their own order', () => {
    const whole = nine([10, 30, 18], [18, 18, 57], [30, 45, 60]);
    const { a, b, overdue } = loansOf(whole);
    const split = a.map((code, row) => (code === 1 && row % 2 === 1 ? 4 : code));
    const feature = tinyFeature('a', split, cellsOf(split, overdue));
    const { bins, binOf } = feature.binned;
    const turned = { ...feature.binned, bins: [...bins].reverse(), binOf: binOf.map((bin) => bins.length - 1 - bin) };
    const model = tinyModel([{ ...feature, binned: turned }, tinyFeature('b', b, cellsOf(b, overdue))]);
    expect(screenInteractions(model, Uint8Array.from(overdue), 0.05)).toMatchObject([{ binsA: 'a4 · a1' }]);
  });

  it('are tested by the pairs of groups that have loans', () => {
    // The second group of b is met in the first of a alone, where it tells nothing of the others: (3 − 1) · (2 − 1) are left.
    const table = nine([18, 18, 22], [10, 0, 53], [30, 0, 60]).map((line) =>
      line.map(([bads, all]) => (bads === 0 ? ([0, 0] as const) : ([bads, all] as const))),
    );
    expectSame(screened(table)[0]?.pValue, chiSquaredAbove(deviance(table, NINE), 2));
  });

  it('are found where a group holds overdue loans only', () => {
    const table = nine([10, 18, 30], [18, 60, 15], [30, 15, 90]);
    const [found] = screened(table);
    expectSame(found?.pValue, chiSquaredAbove(deviance(table, NINE), 4));
    expect(found).toMatchObject({ binsA: 'a3', binsB: 'b3', overdueRate: 1 });
  });

  it('are looked at in two groups where one of them has no more', () => {
    const table = nine([18, 22], [10, 53], [30, 60]);
    const across = [0, 1].map((column) => table.map((line) => line[column] ?? ([0, 0] as const)));
    const sides = NINE.map(([first = 0, , third = 0]) => [first, third]);
    const wanted = chiSquaredAbove(deviance(table, sides), 2);
    expectSame(screened(table)[0]?.pValue, wanted);
    expectSame(screened(across)[0]?.pValue, wanted);
  });

  it('have a furthest pair of bins, however near', () => {
    expect(screened(nine([10, 19, 29], [18, 29, 46], [30, 45, 60]), 2)[0]).toMatchObject({ binsA: 'a1', binsB: 'b2' });
  });
});

describe('nothing is said of a pair', () => {
  it('whose p-value is not below the level', () => {
    const { pValue = 0 } = screened(MOVED)[0] ?? {};
    expect(screened(MOVED, pValue)).toEqual([]);
    expect(screened(MOVED, pValue * 1.01)).toHaveLength(1);
    expect(screened(nine(...NINE))).toEqual([]);
  });

  it('with a cell that would hold fewer than five loans', () => {
    // Four overdue loans would be due in the first cell; seven are.
    const few: Table = [
      [
        [7, 40],
        [5, 40],
      ],
      [
        [13, 40],
        [27, 40],
      ],
    ];
    const due = ADDED_UP.map((line) => line.map((bads) => 0.4 * bads));
    expect(chiSquaredAbove(deviance(few, due), 1)).toBeLessThan(0.02);
    expect(screened(few)).toEqual([]);
  });

  it('of which one is the same for every loan', () => {
    expect(
      screened([
        [
          [16, 100],
          [66, 100],
        ],
      ]),
    ).toEqual([]);
  });
});

describe('several features', () => {
  const { a, b, overdue } = loansOf(MOVED);
  const bads = Uint8Array.from(overdue);
  const one = chiSquaredAbove(deviance(MOVED, ADDED_UP), 1);
  /** The same for every loan here; of as much information value as its cells have. */
  const still = (name: string, apart: number) =>
    tinyFeature(name, new Array<number>(1000).fill(1), [
      [0, 0],
      [200 + apart, 200 - apart],
      [200 - apart, 200 + apart],
    ]);
  const pair = () => [tinyFeature('a', a, cellsOf(a, overdue)), tinyFeature('b', b, cellsOf(b, overdue))] as const;

  it('have their p-values multiplied by the pairs looked at, never above one', () => {
    const [first, second] = pair();
    const found = screenInteractions(tinyModel([second, still('c', 1), first]), bads, 0.5);
    // The one that says more comes first, whatever the order of the card.
    expect(found).toMatchObject([{ featureA: 'a', featureB: 'b' }]);
    expectSame(found[0]?.pValue, 3 * one);
    const { a: x, b: y, overdue: of } = loansOf(nine(...NINE));
    const even = tinyModel([
      tinyFeature('a', x, cellsOf(x, of)),
      tinyFeature('b', y, cellsOf(y, of)),
      still('c', 1),
      still('d', 1),
    ]);
    expect(screenInteractions(even, Uint8Array.from(of), 2)[0]?.pValue).toBe(1);
  });

  it('are looked at up to the ten that say most, of equals the first by name', () => {
    const [first, second] = pair();
    const among = (apart: number, names: readonly string[]) =>
      screenInteractions(tinyModel([...names.map((name) => still(name, apart)), first, second]), bads, 0.9);
    const eight = ['k', 'l', 'm', 'n', 'o', 'p', 'q', 'r'];
    expect(among(190, eight)[0]?.pValue).toBeCloseTo(45 * one, 9);
    expect(among(190, [...eight, 's'])).toEqual([]);
    expect(among(0, [...eight, 's'])[0]?.pValue).toBeCloseTo(45 * one, 9);
  });

  it('that are equals are told in the order of their names, pairs that are equals too', () => {
    const twin = (name: string) => tinyFeature(name, b, cellsOf(b, overdue));
    const [first] = pair();
    const found = screenInteractions(tinyModel([twin('z'), first, twin('y'), twin('x')]), bads, 0.9);
    expect(found.filter(({ featureA }) => featureA === 'a').map(({ featureB }) => featureB)).toEqual(['x', 'y', 'z']);
    // y is said to say more than x, and parts the same loans.
    const more = tinyFeature('y', b, [
      [0, 0],
      [160, 40],
      [110, 90],
    ]);
    const pairs = screenInteractions(tinyModel([first, twin('x'), more]), bads, 0.9);
    expect(pairs.map(({ featureB }) => featureB)).toEqual(['x', 'y']);
    const {
      a: left,
      b: right,
      overdue: of,
    } = loansOf([
      [
        [30, 100],
        [10, 100],
      ],
      [
        [10, 100],
        [60, 100],
      ],
    ]);
    const alike = tinyModel([tinyFeature('d', left, cellsOf(left, of)), tinyFeature('c', right, cellsOf(right, of))]);
    expect(screenInteractions(alike, Uint8Array.from(of), 0.05)).toMatchObject([{ featureA: 'c', featureB: 'd' }]);
  });

  it('are told with the surest pair first', () => {
    // Within MOVED, c goes with being overdue in the safe half of a and against it in the risky half: 23 and 7, 42 and 58 of 100.
    const halves: readonly (readonly [number, number, number, number])[] = [
      [1, 1, 12, 4],
      [1, 2, 11, 3],
      [2, 1, 13, 21],
      [2, 2, 29, 37],
    ];
    const loans = halves.flatMap(([ofA, ofB, ...split]) =>
      split.flatMap((bad, at) =>
        Array.from({ length: 50 }, (_, i) => ({ a: ofA, b: ofB, c: at + 1, overdue: i < bad ? 1 : 0 })),
      ),
    );
    const overdueOf = loans.map((loan) => loan.overdue);
    const features = (['a', 'b', 'c'] as const).map((name) => {
      const codes = loans.map((loan) => loan[name]);
      return tinyFeature(name, codes, cellsOf(codes, overdueOf));
    });
    const found = screenInteractions(tinyModel(features), Uint8Array.from(overdueOf), 0.05);
    expect(found.map(({ featureA, featureB }) => featureA + featureB)).toEqual(['ac', 'ab']);
    expectSame(found[1]?.pValue, 3 * one);
  });
});
