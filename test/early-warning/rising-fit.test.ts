import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRising, type RisingOdds } from '../../core/domain/early-warning/rising-fit.ts';

const flat: RisingOdds = { intercept: -1, increments: [new Float64Array(4), new Float64Array(3)] };

/** Customers by their classes: how many there are, and how many of them have an event. */
function counted(groups: readonly (readonly [classes: readonly number[], customers: number, events: number])[]) {
  const rows = groups.flatMap(([classes, customers, events]) =>
    Array.from({ length: customers }, (_, i) => ({ classes, event: Number(i < events) })),
  );
  return {
    classes: (groups[0]?.[0] ?? []).map((_, part) => Uint8Array.from(rows, ({ classes }) => classes[part] ?? 0)),
    rows: Uint32Array.from(rows, (_, row) => row),
    target: Uint8Array.from(rows, ({ event }) => event),
  };
}
const noBelief = (...levels: number[]): RisingOdds => ({
  intercept: 0,
  increments: levels.map((n) => new Float64Array(n)),
});
const rounded = ({ intercept, increments }: RisingOdds) =>
  [intercept, ...increments.map((part) => [...part])].map((each) =>
    typeof each === 'number' ? Number(each.toFixed(4)) : each.map((value) => Number(value.toFixed(4))),
  );
const ln = (value: number) => Number(Math.log(value).toFixed(4));

describe('the fit of a card whose points only rise', () => {
  it('has the odds of each class where they rise by themselves: 1 to 4, 1 to 1 and 3 to 1', () => {
    const sample = counted([
      [[0], 10, 2],
      [[1], 10, 5],
      [[2], 20, 15],
    ]);
    expect(rounded(fitRising(sample, noBelief(3), 0))).toEqual([ln(1 / 4), [0, ln(4), ln(3)]]);
  });

  it('puts classes together that would fall: 5 and 3 of ten are 8 of twenty', () => {
    const sample = counted([
      [[0], 10, 2],
      [[1], 10, 5],
      [[2], 10, 3],
    ]);
    expect(rounded(fitRising(sample, noBelief(3), 0))).toEqual([ln(1 / 4), [0, ln(8 / 12 / (1 / 4)), 0]]);
  });

  it('adds the parts up: odds of 1 to 3, three times as much by one part and nine times by the other', () => {
    const sample = counted([
      [[0, 0], 8, 2],
      [[1, 0], 8, 4],
      [[0, 1], 8, 6],
      [[1, 1], 20, 18],
    ]);
    expect(rounded(fitRising(sample, noBelief(2, 2), 0))).toEqual([ln(1 / 3), [0, ln(3)], [0, ln(9)]]);
  });

  it.each([0.02, 0.2, 0.5, 0.9])('finds a share of events of %d from a belief of one in sixty as well', (share) => {
    const belief: RisingOdds = { intercept: -4.05, increments: [Float64Array.of(0, 0.3)] };
    const found = fitRising(counted([[[0], 1000, 1000 * share]]), belief, 30);
    expect(found.intercept).toBeCloseTo(Math.log(share / (1 - share)), 6);
    expect(found.increments[0]?.[1]).toBeCloseTo(0.3, 6);
  });

  it('looks at the rows it is given only', () => {
    const sample = {
      ...counted([
        [[0], 10, 2],
        [[1], 10, 5],
      ]),
      rows: Uint32Array.of(0, 2, 10, 15),
      target: Uint8Array.of(1, 0, 1, 0),
    };
    expect(rounded(fitRising(sample, noBelief(2), 0))).toEqual([0, [0, 0]]);
  });

  it('stays with what was believed where there is little evidence, and leaves it where there is much', () => {
    const belief: RisingOdds = { intercept: 0, increments: [Float64Array.of(0, 2)] };
    const step = (tens: number) =>
      fitRising(
        counted([
          [[0], 10 * tens, 5 * tens],
          [[1], 10 * tens, 5 * tens],
        ]),
        belief,
        30,
      ).increments[0]?.[1] ?? 0;
    expect(step(1)).toBeGreaterThan(1.5);
    expect(step(200)).toBeLessThan(0.3);
  });

  it('balances evidence and belief: the residual of a class is the pull on its increment', () => {
    const belief: RisingOdds = { intercept: 0, increments: [Float64Array.of(0, 2)] };
    const { intercept, increments } = fitRising(
      counted([
        [[0], 40, 10],
        [[1], 40, 20],
      ]),
      belief,
      3,
    );
    const step = increments[0]?.[1] ?? 0;
    const chance = (eta: number) => 1 / (1 + Math.exp(-eta));
    expect(20 - 40 * chance(intercept + step)).toBeCloseTo(3 * (step - 2), 4);
    expect(30 - 40 * (chance(intercept) + chance(intercept + step))).toBeCloseTo(0, 4);
  });

  it('never lets the odds fall as a class rises, whatever the customers say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.boolean()), { minLength: 1, maxLength: 60 }),
        (customers) => {
          const sample = {
            classes: [Uint8Array.from(customers, ([a]) => a), Uint8Array.from(customers, ([, b]) => b)],
            rows: Uint32Array.from(customers, (_, row) => row),
            target: Uint8Array.from(customers, ([, , event]) => Number(event)),
          };
          const { intercept, increments } = fitRising(sample, flat, 5);
          expect(Number.isFinite(intercept)).toBe(true);
          for (const part of increments) for (const step of part) expect(step).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 20 },
    );
  });
});
