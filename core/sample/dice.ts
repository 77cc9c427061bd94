import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** What is drawn: each has its own sequence, so that one more draw in one of them never moves another. */
export type Sequence = 'world' | 'names' | 'customer' | 'invoices' | 'months' | 'forecast' | 'ledger' | 'loan';

const SEQUENCES: readonly Sequence[] = [
  'world',
  'names',
  'customer',
  'invoices',
  'months',
  'forecast',
  'ledger',
  'loan',
];

/** Spreads a number over 32 bits, so that neighbouring rows start from unrelated states. */
function spread(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return bits ^ (bits >>> 16);
}

/** Seeded draws of one row. The same seed, sequence and index give the same draws on every machine. */
export class Dice {
  readonly #generator: RandomGenerator;

  constructor(seed: number, sequence: Sequence, index: number) {
    const first = spread(seed ^ spread(SEQUENCES.indexOf(sequence) + 1));
    const second = spread(index ^ first);
    this.#generator = xoroshiro128plusFromState([first, second, spread(first + index + 1), spread(second + seed) | 1]);
  }

  /** Even over [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * uniformFloat64(this.#generator);
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return uniformFloat64(this.#generator) < probability;
  }

  /** Bell-shaped with mean 0 and standard deviation 1, never beyond ±3.5 (a sum of four even draws). */
  bell(): number {
    return (this.between(0, 1) + this.between(0, 1) + this.between(0, 1) + this.between(0, 1) - 2) * Math.sqrt(3);
  }

  /** Pareto-distributed between two bounds: many small, few very large. A lower `alpha` concentrates more. */
  pareto(from: number, to: number, alpha: number): number {
    const tail = Math.exp(-alpha * Math.log(to / from));
    return from * Math.exp(-Math.log(1 - this.between(0, 1) * (1 - tail)) / alpha);
  }

  /** One of the list. */
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(0, list.length - 1)] ?? list[0];
  }

  /** The first key whose share of the weights is met. */
  weighted<T extends string>(weights: readonly (readonly [T, number])[], otherwise: T): T {
    let left = this.between(0, 1);
    for (const [key, weight] of weights) {
      left -= weight;
      if (left < 0) return key;
    }
    return otherwise;
  }
}
