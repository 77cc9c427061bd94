import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { decileSize } from '../top-decile.ts';

/** The scores of one month, sorted: of customers with an event, and of the others. */
export interface RankedMonth {
  readonly events: Float64Array;
  readonly others: Float64Array;
}

/** How a ranking tells events from the rest, month by month: enough to add up any choice of months. */
export class Ranking {
  readonly months: RankedMonth[] = [];
  /** `wins[i][j]`: pairs of an event of month i and another customer of month j where the event scores higher; ties count half. */
  readonly wins: number[][] = [];
  /** Events expected among the ⌈n/10⌉ highest scores of each month; ties at the edge at their share. */
  readonly hits: number[] = [];
  /** ⌈n/10⌉ of each month. */
  readonly slots: number[] = [];

  constructor(months: readonly RankedMonth[] = []) {
    for (const month of months) this.add(month);
  }

  /** Adds a month, compared with itself and with every month before: one sweep over sorted scores a pair. */
  add(month: RankedMonth): void {
    this.months.forEach(({ events }, i) => {
      this.wins[i]?.push(winsOver(events, month.others));
    });
    this.months.push(month);
    this.wins.push(this.months.map(({ others }) => winsOver(month.events, others)));
    this.hits.push(hitsInDecile(month));
    this.slots.push(decileSize(month.events.length + month.others.length));
  }
}

/** What a ranking comes to over some months; null where it can't be computed. */
export interface Discrimination {
  /** Chance that an event scores higher than another customer-month, over all months together. */
  readonly auc: number | null;
  /** Share of events among the highest tenth, 0–1. */
  readonly precision: number | null;
  /** The same over the share of events among all. */
  readonly lift: number | null;
  readonly events: number;
  readonly customerMonths: number;
}

function winsOver(events: Float64Array, others: Float64Array): number {
  let [below, notAbove, wins] = [0, 0, 0];
  for (const score of events) {
    while (below < others.length && (others[below] ?? 0) < score) below += 1;
    while (notAbove < others.length && (others[notAbove] ?? 0) <= score) notAbove += 1;
    wins += below + (notAbove - below) / 2;
  }
  return wins;
}

function hitsInDecile({ events, others }: RankedMonth): number {
  const size = decileSize(events.length + others.length);
  const edge = decileEdge({ events, others });
  const above = (scores: Float64Array) => scores.length - firstAtLeast(scores, edge, true);
  const tied = (scores: Float64Array) => firstAtLeast(scores, edge, true) - firstAtLeast(scores, edge, false);
  const left = size - above(events) - above(others);
  const atEdge = tied(events) + tied(others);
  return above(events) + (atEdge === 0 ? 0 : (left * tied(events)) / atEdge);
}

/** The lowest score of the ⌈n/10⌉ highest. */
export function decileEdge({ events, others }: RankedMonth): number {
  let left = decileSize(events.length + others.length);
  let [i, j] = [events.length - 1, others.length - 1];
  let edge = Number.POSITIVE_INFINITY;
  for (; left > 0; left -= 1) {
    const event = events[i] ?? Number.NEGATIVE_INFINITY;
    const other = others[j] ?? Number.NEGATIVE_INFINITY;
    edge = Math.max(event, other);
    if (event === edge) i -= 1;
    else j -= 1;
  }
  return edge;
}

/** Index of the first score at least (or, `beyond`, above) the edge. */
function firstAtLeast(sorted: Float64Array, edge: number, beyond: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const score = sorted[middle] ?? 0;
    if (score < edge || (beyond && score === edge)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a ranking comes to, each month counted as often as its weight says. */
export function discriminate(ranking: Ranking, weights: ArrayLike<number>): Discrimination {
  const { months, wins, hits, slots } = ranking;
  let [won, events, others, hit, slot] = [0, 0, 0, 0, 0];
  months.forEach((month, i) => {
    const weight = weights[i] ?? 0;
    events += weight * month.events.length;
    others += weight * month.others.length;
    hit += weight * (hits[i] ?? 0);
    slot += weight * (slots[i] ?? 0);
    wins[i]?.forEach((pairs, j) => {
      won += weight * (weights[j] ?? 0) * pairs;
    });
  });
  const precision = slot === 0 ? null : hit / slot;
  return {
    auc: events === 0 || others === 0 ? null : won / (events * others),
    precision,
    lift: precision === null || events === 0 ? null : precision / (events / (events + others)),
    events,
    customerMonths: events + others,
  };
}

/** By how much one ranking's AUC exceeds another's over the same months; null where either has none. */
export function aucGain(better: Ranking, than: Ranking, weights: ArrayLike<number>): number | null {
  const [a, b] = [discriminate(better, weights).auc, discriminate(than, weights).auc];
  return a === null || b === null ? null : a - b;
}

/** Draws of months with replacement: how often each month is in each draw. The seed fixes them. */
export function monthDraws(months: number, draws: number, seed: number): readonly Uint16Array[] {
  const random = xoroshiro128plus(seed);
  return Array.from({ length: months < 2 ? 0 : draws }, () => {
    const weights = new Uint16Array(months);
    for (let i = 0; i < months; i += 1) {
      const drawn = uniformInt(random, 0, months - 1);
      weights[drawn] = (weights[drawn] ?? 0) + 1;
    }
    return weights;
  });
}

/** The middle 95 % of some values, by linear interpolation between order statistics; null where fewer than half are known. */
export function middle95(values: readonly (number | null)[]): { low: number; high: number } | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0 || known.length * 2 < values.length) return null;
  const at = (share: number) => {
    const position = (known.length - 1) * share;
    const below = known[Math.floor(position)] ?? 0;
    return below + ((known[Math.ceil(position)] ?? below) - below) * (position - Math.floor(position));
  };
  return { low: at(0.025), high: at(0.975) };
}

/** Standard deviation of some values; null where fewer than two are known. */
export function standardError(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1));
}
