import { informationValue } from './woe.ts';

/** What a binning must keep to. Counts are of loans; `zCritical` is the least distance between neighbours' overdue rates. */
export interface SegmentRules {
  readonly minCount: number;
  readonly minBads: number;
  readonly minGoods: number;
  /** A bin that would hold so many overdue loans and goods by chance need not hold any: that it lacks them is no accident. */
  readonly surelyExpected: number;
  readonly maxBins: number;
  readonly zCritical: number;
  /** Information value a further bin must bring. */
  readonly penalty: number;
}

/** Goods and bads of consecutive fine bins. No bin may reach over a `barrier`: true where bin i must not join i − 1. */
export interface FineCounts {
  readonly goods: Float64Array;
  readonly bads: Float64Array;
  readonly barrier: readonly boolean[];
}

/** Starts of the bins, with the information value less the penalty of every bin after the first. */
export interface Segmentation {
  readonly starts: readonly number[];
  readonly value: number;
}

/** The best binning of each shape; null where none keeps to the rules. The shape is the overdue rate's, over rising values. */
export interface BestByTrend {
  readonly rising: Segmentation | null;
  readonly falling: Segmentation | null;
  readonly peak: Segmentation | null;
  readonly valley: Segmentation | null;
}

/** The binnings that maximise information value under each trend, exactly: dynamic programming over (last bin, turned or not, number of bins). */
export function bestSegmentations(
  counts: FineCounts,
  totals: { goods: number; bads: number },
  rules: SegmentRules,
): BestByTrend {
  const table = new SpanTable(counts, totals, rules);
  const up = search(table, rules, 1);
  const down = search(table, rules, -1);
  return { rising: up.straight, peak: up.turned, falling: down.straight, valley: down.turned };
}

/** The same where the fine bins are in order of their overdue rate already: rising, or nothing. */
export function bestRising(
  counts: FineCounts,
  totals: { goods: number; bads: number },
  rules: SegmentRules,
): Segmentation | null {
  return search(new SpanTable(counts, totals, rules), rules, 1).straight;
}

/** Every run of fine bins [from, to) as one bin: is it allowed, its overdue rate, what it is worth. */
class SpanTable {
  readonly size: number;
  readonly count: Float64Array;
  readonly bads: Float64Array;
  readonly rate: Float64Array;
  readonly value: Float64Array;

  constructor(counts: FineCounts, totals: { goods: number; bads: number }, rules: SegmentRules) {
    const n = counts.goods.length;
    this.size = n;
    const cells = (n + 1) * (n + 1);
    this.count = new Float64Array(cells);
    this.bads = new Float64Array(cells);
    this.rate = new Float64Array(cells);
    this.value = new Float64Array(cells).fill(Number.NaN);
    for (let from = 0; from < n; from += 1) {
      let goods = 0;
      let bads = 0;
      for (let to = from + 1; to <= n; to += 1) {
        if (to - 1 > from && counts.barrier[to - 1] === true) break;
        goods += counts.goods[to - 1] ?? 0;
        bads += counts.bads[to - 1] ?? 0;
        if (!largeEnough(goods, bads, totals, rules)) continue;
        const at = from * (n + 1) + to;
        this.count[at] = goods + bads;
        this.bads[at] = bads;
        this.rate[at] = bads / (goods + bads);
        this.value[at] = informationValue(goods, bads, totals.goods, totals.bads);
      }
    }
  }

  /** May `second` follow `first`, with the overdue rate moving in the direction and far enough to be more than chance? */
  differs(first: number, second: number, direction: number, zCritical: number): boolean {
    const difference = ((this.rate[second] ?? 0) - (this.rate[first] ?? 0)) * direction;
    if (difference <= 0) return false;
    const n1 = this.count[first] ?? 0;
    const n2 = this.count[second] ?? 0;
    const pooled = ((this.bads[first] ?? 0) + (this.bads[second] ?? 0)) / (n1 + n2);
    return difference * difference >= zCritical * zCritical * pooled * (1 - pooled) * (1 / n1 + 1 / n2);
  }
}

function largeEnough(
  goods: number,
  bads: number,
  totals: { goods: number; bads: number },
  rules: SegmentRules,
): boolean {
  const count = goods + bads;
  if (count < rules.minCount) return false;
  const share = count / (totals.goods + totals.bads);
  const enoughGoods = goods >= rules.minGoods || share * totals.goods >= rules.surelyExpected;
  return enoughGoods && (bads >= rules.minBads || share * totals.bads >= rules.surelyExpected);
}

interface Shapes {
  readonly straight: Segmentation | null;
  readonly turned: Segmentation | null;
}

/** For each state the best value found (NaN: not reached) and the state before it. Both phases, one after the other. */
interface Layer {
  readonly value: Float64Array;
  readonly from: Int32Array;
}

/**
 * States are (turned or not, the last bin's span); `direction` 1 rises first, −1 falls first. First without counting bins;
 * only where that gives more than are allowed the states are laid out by number of bins as well.
 */
function search(table: SpanTable, rules: SegmentRules, direction: 1 | -1): Shapes {
  const single = firstBins(table);
  extend(table, rules, direction, single, single);
  const free = { straight: bestEnd(table, [single], 0), turned: bestEnd(table, [single], 1) };
  const most = Math.max(free.straight?.starts.length ?? 0, free.turned?.starts.length ?? 0);
  return most <= rules.maxBins ? free : searchByBins(table, rules, direction);
}

function searchByBins(table: SpanTable, rules: SegmentRules, direction: 1 | -1): Shapes {
  let last = firstBins(table);
  const layers = [last];
  for (let bins = 2; bins <= rules.maxBins; bins += 1) {
    const layer = newLayer(table.size);
    if (!extend(table, rules, direction, last, layer)) break;
    layers.push(layer);
    last = layer;
  }
  return { straight: bestEnd(table, layers, 0), turned: bestEnd(table, layers, 1) };
}

function newLayer(size: number): Layer {
  const states = 2 * (size + 1) ** 2;
  return { value: new Float64Array(states).fill(Number.NaN), from: new Int32Array(states).fill(-1) };
}

/** Binnings of one bin so far, which begins with the first fine bin. */
function firstBins(table: SpanTable): Layer {
  const layer = newLayer(table.size);
  for (let to = 1; to <= table.size; to += 1) layer.value[to] = table.value[to] ?? Number.NaN;
  return layer;
}

/** Adds one bin to every binning in `previous`. A state's value is final once all shorter spans were gone through, so both layers may be one. */
function extend(table: SpanTable, rules: SegmentRules, direction: 1 | -1, previous: Layer, layer: Layer): boolean {
  const n = table.size;
  const side = n + 1;
  const cells = side * side;
  let reached = false;
  for (let middle = 1; middle < n; middle += 1) {
    for (let start = 0; start < middle; start += 1) {
      const last = start * side + middle;
      const straight = previous.value[last] ?? Number.NaN;
      const turned = previous.value[cells + last] ?? Number.NaN;
      if (Number.isNaN(straight) && Number.isNaN(turned)) continue;
      for (let end = middle + 1; end <= n; end += 1) {
        const next = middle * side + end;
        const worth = (table.value[next] ?? Number.NaN) - rules.penalty;
        if (Number.isNaN(worth)) continue;
        if (table.differs(last, next, direction, rules.zCritical)) {
          if (improve(layer, next, straight + worth, last)) reached = true;
        } else if (table.differs(last, next, -direction, rules.zCritical)) {
          if (improve(layer, cells + next, straight + worth, last)) reached = true;
          if (improve(layer, cells + next, turned + worth, cells + last)) reached = true;
        }
      }
    }
  }
  return reached;
}

function improve(layer: Layer, state: number, value: number, from: number): boolean {
  if (Number.isNaN(value)) return false;
  const met = layer.value[state] ?? Number.NaN;
  if (met >= value) return false;
  layer.value[state] = value;
  layer.from[state] = from;
  return true;
}

function bestEnd(table: SpanTable, layers: readonly Layer[], phase: 0 | 1): Segmentation | null {
  const side = table.size + 1;
  const cells = side * side;
  let best: { bins: number; state: number; value: number } | null = null;
  layers.forEach((layer, bins) => {
    for (let start = 0; start < table.size; start += 1) {
      const state = phase * cells + start * side + table.size;
      const value = layer.value[state] ?? Number.NaN;
      if (!Number.isNaN(value) && (best === null || value > best.value)) best = { bins, state, value };
    }
  });
  return best === null ? null : walkBack(layers, best, side);
}

function walkBack(
  layers: readonly Layer[],
  end: { bins: number; state: number; value: number },
  side: number,
): Segmentation {
  const starts: number[] = [];
  let state = end.state;
  for (let bins = end.bins; state >= 0; bins = Math.max(0, bins - 1)) {
    starts.push(Math.floor((state % (side * side)) / side));
    state = layers[bins]?.from[state] ?? -1;
  }
  return { starts: starts.reverse(), value: end.value };
}
