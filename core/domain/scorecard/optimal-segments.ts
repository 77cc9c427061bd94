import { informationValue } from './woe.ts';

/** What a binning must keep to. Counts are of loans; `zCritical` is the least distance between neighbours' overdue rates. */
export interface SegmentRules {
  readonly minCount: number;
  readonly minBads: number;
  readonly minGoods: number;
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

/** The binnings that maximise information value under each trend, exactly: dynamic programming over (last bin, number of bins, turned or not). */
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
        if (goods + bads < rules.minCount || goods < rules.minGoods || bads < rules.minBads) continue;
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

interface Shapes {
  readonly straight: Segmentation | null;
  readonly turned: Segmentation | null;
}

/** States are (bins so far, turned, last bin's span); `direction` 1 rises first, −1 falls first. */
function search(table: SpanTable, rules: SegmentRules, direction: 1 | -1): Shapes {
  const side = table.size + 1;
  const cells = side * side;
  const layers: { value: Float64Array; from: Int32Array }[] = [];
  const first = newLayer(cells);
  for (let to = 1; to <= table.size; to += 1) first.value[to] = table.value[to] ?? Number.NaN;
  layers.push(first);
  for (let bins = 2; bins <= rules.maxBins; bins += 1) {
    const layer = extend(table, rules, direction, layers[bins - 2] ?? first);
    if (layer === null) break;
    layers.push(layer);
  }
  return { straight: bestEnd(table, layers, 0), turned: bestEnd(table, layers, 1) };
}

/** Values of both phases, one after the other; NaN marks a state that cannot be reached. */
function newLayer(cells: number): { value: Float64Array; from: Int32Array } {
  return { value: new Float64Array(2 * cells).fill(Number.NaN), from: new Int32Array(2 * cells).fill(-1) };
}

function extend(
  table: SpanTable,
  rules: SegmentRules,
  direction: 1 | -1,
  previous: { value: Float64Array; from: Int32Array },
): { value: Float64Array; from: Int32Array } | null {
  const n = table.size;
  const side = n + 1;
  const cells = side * side;
  const layer = newLayer(cells);
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
  return reached ? layer : null;
}

function improve(
  layer: { value: Float64Array; from: Int32Array },
  state: number,
  value: number,
  from: number,
): boolean {
  if (Number.isNaN(value)) return false;
  const met = layer.value[state] ?? Number.NaN;
  if (met >= value) return false;
  layer.value[state] = value;
  layer.from[state] = from;
  return true;
}

function bestEnd(
  table: SpanTable,
  layers: readonly { value: Float64Array; from: Int32Array }[],
  phase: 0 | 1,
): Segmentation | null {
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
  layers: readonly { from: Int32Array }[],
  end: { bins: number; state: number; value: number },
  side: number,
): Segmentation {
  const starts: number[] = [];
  let state = end.state;
  for (let bins = end.bins; bins >= 0; bins -= 1) {
    starts.push(Math.floor((state % (side * side)) / side));
    state = layers[bins]?.from[state] ?? -1;
  }
  return { starts: starts.reverse(), value: end.value };
}
