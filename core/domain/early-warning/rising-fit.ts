/**
 * Log-odds that only rise from class to class: an intercept, and for every part what each class adds to the class below it (index 0 of a
 * part is the lowest class and adds nothing).
 */
export interface RisingOdds {
  readonly intercept: number;
  readonly increments: readonly Float64Array[];
}

/** What a fit learns from: the class of each part, by row of the table, the rows to look at, and what became of each of them. */
export interface RisingSample {
  readonly classes: readonly Uint8Array[];
  readonly rows: Uint32Array;
  /** 1 for an event, in the order of `rows`. */
  readonly target: Uint8Array;
}

const MAX_STEPS = 25;
const SWEEPS = 200;
const TOLERANCE = 1e-6;
/** The smallest part of a step that is tried. */
const SHORTEST = 1e-12;

/**
 * Logistic regression on classes whose log-odds never fall as the class rises, pulled towards what was believed before: ½·pull·Σ(increment −
 * believed increment)² is taken off the log-likelihood, so that `pull` is the evidence, in units of Fisher information, that a belief is
 * worth. Newton's method; each step's quadratic model is maximised by coordinate ascent with no increment below 0. A step that would make
 * the fit worse is halved until it does not: far from the odds of the books, whole steps lead ever further away.
 */
export function fitRising(sample: RisingSample, belief: RisingOdds, pull: number): RisingOdds {
  const layout = layoutOf(belief.increments);
  const believed = flat(belief.increments, layout);
  const marked = markedRows(sample, layout);
  const worth = (odds: RisingOdds) =>
    likelihood(marked, odds, layout) - penalty(flat(odds.increments, layout), believed, pull);
  let odds = belief;
  let reached = worth(odds);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const model = quadraticModel(marked, odds, layout);
    const change = ascend(model, flat(odds.increments, layout), believed, pull);
    let next = moved(odds, change, 1, layout);
    let found = worth(next);
    for (let part = 0.5; found < reached - TOLERANCE && part > SHORTEST; part /= 2) {
      next = moved(odds, change, part, layout);
      found = worth(next);
    }
    [odds, reached] = [next, found];
    if (change.every((by) => Math.abs(by) < TOLERANCE)) break;
  }
  return odds;
}

/** The odds after a part of a step. */
function moved(
  { intercept, increments }: RisingOdds,
  change: Float64Array,
  part: number,
  { starts }: Layout,
): RisingOdds {
  return {
    intercept: intercept + part * (change[0] ?? 0),
    increments: increments.map((own, index) =>
      own.map((value, level) =>
        level === 0 ? value : Math.max(0, value + part * (change[(starts[index] ?? 0) + level - 1] ?? 0)),
      ),
    ),
  };
}

/**
 * The classes above the lowest that each row has, as columns of the layout, one row after the other: rows are gone over many times, and most
 * customers are in the lowest class of most parts.
 */
interface MarkedRows {
  readonly columns: Uint16Array;
  /** Where each row's columns end. */
  readonly ends: Uint32Array;
  readonly target: Uint8Array;
}

function markedRows({ classes, rows, target }: RisingSample, { starts }: Layout): MarkedRows {
  const columns = new Uint16Array(rows.length * starts.length);
  let end = 0;
  const ends = rows.map((row) => {
    for (let part = 0; part < starts.length; part += 1) {
      const level = classes[part]?.[row] ?? 0;
      if (level === 0) continue;
      columns[end] = (starts[part] ?? 0) + level - 1;
      end += 1;
    }
    return end;
  });
  return { columns, ends, target };
}

/** Log-likelihood of what became of the rows. */
function likelihood({ columns, ends, target }: MarkedRows, odds: RisingOdds, layout: Layout): number {
  const added = flat(odds.increments.map(runningSum), layout);
  let sum = 0;
  let at = 0;
  for (let i = 0; i < ends.length; i += 1) {
    let eta = odds.intercept;
    for (const end = ends[i] ?? 0; at < end; at += 1) eta += added[columns[at] ?? 0] ?? 0;
    // ln of the chance of what happened, without overflow.
    const towards = target[i] === 1 ? eta : -eta;
    sum += Math.min(0, towards) - Math.log1p(Math.exp(-Math.abs(towards)));
  }
  return sum;
}

function penalty(increments: Float64Array, believed: Float64Array, pull: number): number {
  return increments.reduce((sum, value, at) => sum + 0.5 * pull * (value - (believed[at] ?? 0)) ** 2, 0);
}

/** Where each part's increments stand in one list that begins with the intercept. */
interface Layout {
  readonly starts: readonly number[];
  readonly size: number;
}

function layoutOf(increments: readonly Float64Array[]): Layout {
  let size = 1;
  const starts = increments.map(({ length }) => {
    const at = size;
    size += Math.max(0, length - 1);
    return at;
  });
  return { starts, size };
}

function flat(increments: readonly Float64Array[], { starts, size }: Layout): Float64Array {
  const all = new Float64Array(size);
  increments.forEach((part, index) => {
    all.set(part.subarray(1), starts[index] ?? 0);
  });
  return all;
}

/** Gradient and curvature of the log-likelihood at a point, by increment. */
interface QuadraticModel {
  readonly gradient: Float64Array;
  /** Row by row. */
  readonly curvature: Float64Array;
}

/** Sums residuals and weights by class and pair of classes in one pass over the rows, then adds them up from the top class down. */
function quadraticModel({ columns, ends, target }: MarkedRows, odds: RisingOdds, layout: Layout): QuadraticModel {
  const { starts, size } = layout;
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  const added = flat(odds.increments.map(runningSum), layout);
  let begin = 0;
  for (let i = 0; i < ends.length; i += 1) {
    const end = ends[i] ?? 0;
    let eta = odds.intercept;
    for (let at = begin; at < end; at += 1) eta += added[columns[at] ?? 0] ?? 0;
    const chance = 1 / (1 + Math.exp(-eta));
    const residual = (target[i] ?? 0) - chance;
    const weight = Math.max(1e-9, chance * (1 - chance));
    gradient[0] = (gradient[0] ?? 0) + residual;
    curvature[0] = (curvature[0] ?? 0) + weight;
    for (let a = begin; a < end; a += 1) {
      const column = columns[a] ?? 0;
      gradient[column] = (gradient[column] ?? 0) + residual;
      curvature[column] = (curvature[column] ?? 0) + weight;
      for (let b = a; b < end; b += 1) {
        const cell = column * size + (columns[b] ?? 0);
        curvature[cell] = (curvature[cell] ?? 0) + weight;
      }
    }
    begin = end;
  }
  fromTheTop(gradient, curvature, starts, size);
  return { gradient, curvature };
}

/** What a part's classes add up to. */
function runningSum(increments: Float64Array): Float64Array {
  let sum = 0;
  return increments.map((value) => {
    sum += value;
    return sum;
  });
}

/** A class holds every increment up to it: sums by class become sums by increment, over the part's columns and then its rows. */
function fromTheTop(gradient: Float64Array, curvature: Float64Array, starts: readonly number[], size: number): void {
  mirror(curvature, size);
  const isTop = new Uint8Array(size);
  for (const start of [...starts, size]) isTop[start - 1] = 1;
  for (let at = size - 2; at > 0; at -= 1) {
    if (isTop[at] === 1) continue;
    gradient[at] = (gradient[at] ?? 0) + (gradient[at + 1] ?? 0);
    for (let other = 0; other < size; other += 1)
      curvature[at * size + other] = (curvature[at * size + other] ?? 0) + (curvature[(at + 1) * size + other] ?? 0);
  }
  for (let at = size - 2; at > 0; at -= 1) {
    if (isTop[at] === 1) continue;
    for (let other = 0; other < size; other += 1)
      curvature[other * size + at] = (curvature[other * size + at] ?? 0) + (curvature[other * size + at + 1] ?? 0);
  }
}

function mirror(curvature: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1)
    for (let column = row + 1; column < size; column += 1)
      curvature[column * size + row] = curvature[row * size + column] ?? 0;
}

/** The step that maximises the quadratic model less the pull, with no increment below 0. */
function ascend(
  { gradient, curvature }: QuadraticModel,
  current: Float64Array,
  believed: Float64Array,
  pull: number,
): Float64Array {
  const size = current.length;
  const change = new Float64Array(size);
  /** Gradient of the model without the pull at the present change. */
  const slope = Float64Array.from(gradient);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let most = 0;
    for (let at = 0; at < size; at += 1) {
      const own = at === 0 ? 1e-9 : pull;
      const value = (current[at] ?? 0) + (change[at] ?? 0);
      const belief = at === 0 ? value : (believed[at] ?? 0);
      const wanted = value + ((slope[at] ?? 0) - own * (value - belief)) / ((curvature[at * size + at] ?? 0) + own);
      const moved = (at === 0 ? wanted : Math.max(0, wanted)) - value;
      if (moved === 0) continue;
      change[at] = (change[at] ?? 0) + moved;
      for (let other = 0; other < size; other += 1)
        slope[other] = (slope[other] ?? 0) - moved * (curvature[other * size + at] ?? 0);
      most = Math.max(most, Math.abs(moved));
    }
    if (most < TOLERANCE / 10) break;
  }
  return change;
}
