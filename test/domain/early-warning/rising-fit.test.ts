import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRising, type RisingOdds, type RisingSample } from '../../../core/domain/early-warning/rising-fit.ts';

type Customer = readonly [classes: readonly number[], event: boolean];

const sampleOf = (customers: readonly Customer[], parts: number): RisingSample => ({
  classes: Array.from({ length: parts }, (_, part) => Uint8Array.from(customers, ([classes]) => classes[part] ?? 0)),
  rows: Uint32Array.from(customers, (_, row) => row),
  target: Uint8Array.from(customers, ([, event]) => Number(event)),
});

/** Log-odds of a customer: the intercept, and every increment up to its class. */
const oddsOf = ({ intercept, increments }: RisingOdds, classes: readonly number[]) =>
  increments.reduce(
    (sum, part, at) => part.reduce((own, value, level) => own + (level <= (classes[at] ?? 0) ? value : 0), sum),
    intercept,
  );

/** Events less those expected, over the customers for whom something holds. */
const residual = (found: RisingOdds, customers: readonly Customer[], holds: (classes: readonly number[]) => boolean) =>
  customers
    .filter(([classes]) => holds(classes))
    .reduce((sum, [classes, event]) => sum + Number(event) - 1 / (1 + Math.exp(-oddsOf(found, classes))), 0);

/**
 * What makes a point the best (Karush, Kuhn and Tucker): no residual is left over all customers; of those at an increment's class or above it
 * is what belief pulls back, and where the increment is 0 it may be less than that.
 */
function expectBest(found: RisingOdds, belief: RisingOdds, customers: readonly Customer[], pull: number): void {
  expect(residual(found, customers, () => true)).toBeCloseTo(0, 3);
  found.increments.forEach((part, at) => {
    part.forEach((value, level) => {
      if (level === 0) return;
      const believed = belief.increments[at]?.[level] ?? 0;
      const left = residual(found, customers, (classes) => (classes[at] ?? 0) >= level) - pull * (value - believed);
      if (value > 0) expect(left).toBeCloseTo(0, 3);
      else expect(left).toBeLessThan(1e-3);
    });
  });
}

const belief: RisingOdds = {
  intercept: -0.5,
  increments: [
    Float64Array.of(0, 0.4, 0, 1.1),
    Float64Array.of(0, 0.2),
    Float64Array.of(0),
    Float64Array.of(0, 0, 0.9),
  ],
};

describe('the fit of several parts together', () => {
  it('is the best there is, by what events and beliefs pull at each increment', () => {
    const customer = fc.tuple(fc.tuple(fc.nat(3), fc.nat(1), fc.constant(0), fc.nat(2)), fc.boolean());
    fc.assert(
      fc.property(fc.array(customer, { minLength: 5, maxLength: 40 }), fc.constantFrom(0.5, 4), (customers, pull) => {
        fc.pre(customers.some(([, event]) => event) && customers.some(([, event]) => !event));
        expectBest(fitRising(sampleOf(customers, 4), belief, pull), belief, customers, pull);
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  it('is that where the parts go together as well, and many customers say so', () => {
    // Who is in a high class of the first part is mostly in one of the last; events go by both, and a little by chance.
    const customers = Array.from({ length: 240 }, (_, i): Customer => {
      const first = i % 4;
      const last = Math.min(2, Math.floor((first + (i % 7 === 0 ? 2 : 0)) / 2));
      return [[first, i % 2, 0, last], (i * 37) % 11 < 1 + first + 2 * last];
    });
    const found = fitRising(sampleOf(customers, 4), belief, 1);
    expectBest(found, belief, customers, 1);
  });

  it('goes by the classes of the rows it is given, not by their places', () => {
    const customers: Customer[] = Array.from({ length: 40 }, (_, i) => [
      [i % 4, 0, 0, i % 3],
      (i * 7) % 5 < 1 + (i % 4),
    ]);
    const every = sampleOf(customers, 4);
    const odd = customers.filter((_, i) => i % 2 === 1);
    const some = {
      ...every,
      rows: Uint32Array.from(odd, (_, i) => 2 * i + 1),
      target: Uint8Array.from(odd, ([, event]) => Number(event)),
    };
    expect(fitRising(some, belief, 2)).toEqual(fitRising(sampleOf(odd, 4), belief, 2));
    expectBest(fitRising(some, belief, 2), belief, odd, 2);
  });

  it('begins at the belief and stays there with nobody to learn from', () => {
    const found = fitRising(sampleOf([], 4), belief, 3);
    expect(found.intercept).toBe(-0.5);
    expect(found.increments).toEqual(belief.increments);
  });
});
