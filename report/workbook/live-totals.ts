import type { Band, CustomerLine, ProfitabilityLevel, Strategy } from '../../core/contracts/report-input.ts';
import { exactToDecimal, toExact } from '../../core/domain/exact.ts';

/*
 * What the workbook's own formulas give before anything is changed. It is computed from the same rows as the formulas see and not
 * copied from the figures, so that "computed here" and "as reported" are two answers to one question.
 */

/** How many customers, and their balances added up. */
export interface Tally {
  readonly count: number;
  readonly balance: number;
}

/** Customers counted and balances added by what the workbook's formulas tell apart. */
export interface LiveTotals {
  readonly scores: readonly number[];
  /** Customers of a strategy, a band, a level, a band and a level; everybody. Bands and levels are of customers with a score. */
  readonly of: (
    choice: { readonly strategy: Strategy } | { readonly band?: Band; readonly level?: ProfitabilityLevel },
  ) => Tally;
  readonly everybody: Tally;
}

interface Sum {
  count: number;
  balance: bigint;
}

function added(sums: Iterable<Sum>): Tally {
  let count = 0;
  let balance = 0n;
  for (const sum of sums) {
    count += sum.count;
    balance += sum.balance;
  }
  return { count, balance: exactToDecimal(balance).toNumber() };
}

function addTo(sums: Map<string, Sum>, key: string, amount: bigint): void {
  const sum = sums.get(key);
  if (sum) {
    sum.count += 1;
    sum.balance += amount;
  } else sums.set(key, { count: 1, balance: amount });
}

/** One pass over the customers. */
export function liveTotals(lines: readonly CustomerLine[]): LiveTotals {
  const strategies = new Map<string, Sum>();
  const cells = new Map<string, Sum>();
  const scores: number[] = [];
  for (const line of lines) {
    const amount = toExact(line.outstanding_balance);
    addTo(strategies, line.strategy, amount);
    if (line.band !== null) addTo(cells, `${line.band} ${line.profitability}`, amount);
    if (line.score !== null) scores.push(line.score);
  }
  const picked = (band: Band | undefined, level: ProfitabilityLevel | undefined) =>
    [...cells].flatMap(([key, sum]) => {
      const [ofBand, ofLevel] = key.split(' ');
      return (band ?? ofBand) === ofBand && (level ?? ofLevel) === ofLevel ? [sum] : [];
    });
  return {
    scores,
    of: (choice) => {
      if (!('strategy' in choice)) return added(picked(choice.band, choice.level));
      const sum = strategies.get(choice.strategy);
      return added(sum ? [sum] : []);
    },
    everybody: added(strategies.values()),
  };
}

/** Mean; null of nothing. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;
}

/** Median; null of nothing. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Smallest or largest; null of nothing. */
export function extremeOf(values: readonly number[], pick: (a: number, b: number) => number): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => pick(a, b));
}
