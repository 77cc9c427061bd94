import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { normalTwoSided } from '../distributions.ts';
import { BLOCK_ROWS, type Design } from './design.ts';

/** A logistic regression of the log-odds of being overdue. Index 0 of every list is the intercept. */
export interface LogisticFit {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Two-sided Wald tests. */
  readonly pValues: Float64Array;
  /** Inverse of the information matrix (with the penalty in it, where there is one). */
  readonly covariance: Matrix;
  readonly logLikelihood: number;
  readonly converged: boolean;
  readonly iterations: number;
  /** True where no finite maximum exists without a penalty and `SEPARATION_PENALTY` was put on every column. */
  readonly separated: boolean;
}

/** Options of a fit. */
export interface LogisticOptions {
  /** Penalty of each column, in loans' worth of information: ½·Σ penalty·coefficient² is taken off the log-likelihood. Default none. */
  readonly penalties?: ArrayLike<number>;
  /** Coefficients to begin with, intercept first. */
  readonly start?: Float64Array;
}

const MAX_ITERATIONS = 60;
const TOLERANCE = 1e-9;
/** A log-odds beyond this on every loan it touches means that the classes are separated. */
const SEPARATED_ABOVE = 30;
/** What every column is penalised with where the classes are separated. */
const SEPARATION_PENALTY = 1;
/** Steps need the curvature only roughly: beyond this many rows it is measured on an even sample of them. */
const CURVATURE_ROWS = 60_000;

/**
 * Logistic regression by Newton's method. Where there is no finite maximum (a column separates the classes, or columns
 * say the same) the fit is repeated with a small penalty on every column, which `separated` tells.
 */
export function fitLogistic(design: Design, target: ArrayLike<number>, options: LogisticOptions = {}): LogisticFit {
  const penalties = new Float64Array(design.width + 1);
  for (let column = 0; column < design.width; column += 1) penalties[column + 1] = options.penalties?.[column] ?? 0;
  const fit = newton(design, target, penalties, options.start);
  if (fit.converged) return fit;
  const raised = penalties.map((penalty, index) => (index === 0 ? 0 : Math.max(penalty, SEPARATION_PENALTY)));
  return { ...newton(design, target, raised, undefined), separated: true };
}

function newton(
  design: Design,
  target: ArrayLike<number>,
  penalties: Float64Array,
  start: Float64Array | undefined,
): LogisticFit {
  const coefficients = start === undefined ? startingPoint(design, target) : Float64Array.from(start);
  const stride = Math.max(1, Math.floor(design.rows / CURVATURE_ROWS));
  let state = evaluate(design, target, coefficients, stride);
  let value = penalised(state, coefficients, penalties);
  let converged = false;
  let iterations = 0;
  while (iterations < MAX_ITERATIONS && !converged) {
    iterations += 1;
    const step = solveStep(state, coefficients, penalties);
    if (step === null) break;
    let scale = 1;
    let next = coefficients;
    let nextState = state;
    let nextValue = Number.NEGATIVE_INFINITY;
    for (; scale > 1e-6; scale /= 2) {
      next = coefficients.map((b, i) => b + scale * (step[i] ?? 0));
      nextState = evaluate(design, target, next, stride);
      nextValue = penalised(nextState, next, penalties);
      if (nextValue >= value - 1e-9 * Math.abs(value)) break;
    }
    const moved = step.reduce((most, s) => Math.max(most, Math.abs(scale * s)), 0);
    coefficients.set(next);
    state = nextState;
    value = nextValue;
    converged = moved < TOLERANCE;
    if (coefficients.some((b) => Math.abs(b) > SEPARATED_ABOVE)) break;
  }
  return report(design, target, coefficients, penalties, converged && separationFree(state), iterations);
}

function startingPoint(design: Design, target: ArrayLike<number>): Float64Array {
  let bads = 0;
  for (let i = 0; i < design.rows; i += 1) bads += target[i] ?? 0;
  const coefficients = new Float64Array(design.width + 1);
  coefficients[0] = Math.log((bads + 0.5) / (design.rows - bads + 0.5));
  return coefficients;
}

function separationFree(state: Evaluation): boolean {
  return state.logLikelihood < -1e-6;
}

interface Evaluation {
  readonly logLikelihood: number;
  readonly gradient: Float64Array;
  /** Σ p(1 − p)·x·xᵀ, row by row, over every `stride`-th block and scaled up. */
  readonly information: Float64Array;
}

/** One pass over the rows. */
function evaluate(design: Design, target: ArrayLike<number>, coefficients: Float64Array, stride: number): Evaluation {
  const { rows, width } = design;
  const size = width + 1;
  const block = new Float64Array(width * BLOCK_ROWS);
  const linear = new Float64Array(BLOCK_ROWS);
  const weight = new Float64Array(BLOCK_ROWS);
  const scratch = new Float64Array(BLOCK_ROWS);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  let logLikelihood = 0;
  let measured = 0;
  for (let from = 0, index = 0; from < rows; from += BLOCK_ROWS, index += 1) {
    const count = Math.min(BLOCK_ROWS, rows - from);
    design.fill(from, from + count, block);
    linearPredictor(block, coefficients, count, linear);
    logLikelihood += toResiduals(linear, weight, target, from, count);
    addGradient(block, linear, count, gradient);
    if (index % stride === 0) {
      addInformation(block, weight, scratch, count, size, information);
      measured += count;
    }
  }
  const scale = measured === 0 ? 1 : rows / measured;
  for (let i = 0; i < information.length; i += 1) information[i] = (information[i] ?? 0) * scale;
  return { logLikelihood, gradient, information };
}

/**
 * Turns log-odds into residuals and weights, in place, and returns the block's log-likelihood. Σ ln(1 + e) is the logarithm of the product,
 * taken once: a block's product of numbers up to 2 stays below 2^512.
 */
function toResiduals(
  linear: Float64Array,
  weight: Float64Array,
  target: ArrayLike<number>,
  from: number,
  count: number,
): number {
  let sum = 0;
  let product = 1;
  for (let i = 0; i < count; i += 1) {
    const eta = linear[i] ?? 0;
    const y = target[from + i] ?? 0;
    const e = Math.exp(-Math.abs(eta));
    const p = (eta >= 0 ? 1 : e) / (1 + e);
    sum += eta > 0 ? (y - 1) * eta : y * eta;
    product *= 1 + e;
    linear[i] = y - p;
    weight[i] = p * (1 - p);
  }
  return sum - Math.log(product);
}

function linearPredictor(block: Float64Array, coefficients: Float64Array, count: number, linear: Float64Array): void {
  linear.fill(coefficients[0] ?? 0, 0, count);
  for (let column = 1; column < coefficients.length; column += 1) {
    const b = coefficients[column] ?? 0;
    const offset = (column - 1) * BLOCK_ROWS;
    for (let i = 0; i < count; i += 1) linear[i] = (linear[i] ?? 0) + b * (block[offset + i] ?? 0);
  }
}

function addGradient(block: Float64Array, residual: Float64Array, count: number, gradient: Float64Array): void {
  let total = 0;
  for (let i = 0; i < count; i += 1) total += residual[i] ?? 0;
  gradient[0] = (gradient[0] ?? 0) + total;
  for (let column = 1; column < gradient.length; column += 1) {
    gradient[column] = (gradient[column] ?? 0) + dot(block, (column - 1) * BLOCK_ROWS, residual, count);
  }
}

function addInformation(
  block: Float64Array,
  weight: Float64Array,
  scratch: Float64Array,
  count: number,
  size: number,
  information: Float64Array,
): void {
  for (let row = 0; row < size; row += 1) {
    if (row === 0) scratch.set(weight.subarray(0, count));
    else multiply(weight, block, (row - 1) * BLOCK_ROWS, count, scratch);
    for (let column = row; column < size; column += 1) {
      const at = row * size + column;
      const product = column === 0 ? total(scratch, count) : dot(block, (column - 1) * BLOCK_ROWS, scratch, count);
      information[at] = (information[at] ?? 0) + product;
    }
  }
}

function multiply(weight: Float64Array, block: Float64Array, offset: number, count: number, into: Float64Array): void {
  for (let i = 0; i < count; i += 1) into[i] = (weight[i] ?? 0) * (block[offset + i] ?? 0);
}

function total(values: Float64Array, count: number): number {
  let all = 0;
  for (let i = 0; i < count; i += 1) all += values[i] ?? 0;
  return all;
}

/** Four running sums: the processor works on them side by side. */
function dot(block: Float64Array, offset: number, other: Float64Array, count: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    a += (block[offset + i] ?? 0) * (other[i] ?? 0);
    b += (block[offset + i + 1] ?? 0) * (other[i + 1] ?? 0);
    c += (block[offset + i + 2] ?? 0) * (other[i + 2] ?? 0);
    d += (block[offset + i + 3] ?? 0) * (other[i + 3] ?? 0);
  }
  for (; i < count; i += 1) a += (block[offset + i] ?? 0) * (other[i] ?? 0);
  return a + b + c + d;
}

function penalised(state: Evaluation, coefficients: Float64Array, penalties: Float64Array): number {
  let squares = 0;
  for (let i = 1; i < coefficients.length; i += 1) squares += (penalties[i] ?? 0) * (coefficients[i] ?? 0) ** 2;
  return state.logLikelihood - squares / 2;
}

function solveStep(state: Evaluation, coefficients: Float64Array, penalties: Float64Array): number[] | null {
  const gradient = coefficients.map((b, i) => (state.gradient[i] ?? 0) - (penalties[i] ?? 0) * b);
  const cholesky = new CholeskyDecomposition(informationMatrix(state.information, coefficients.length, penalties));
  if (!cholesky.isPositiveDefinite()) return null;
  const step = cholesky.solve(Matrix.columnVector(gradient)).to1DArray();
  return step.every(Number.isFinite) ? step : null;
}

function informationMatrix(information: Float64Array, size: number, penalties: Float64Array): Matrix {
  const matrix = Matrix.zeros(size, size);
  for (let row = 0; row < size; row += 1) {
    for (let column = row; column < size; column += 1) {
      const value = (information[row * size + column] ?? 0) + (row === column ? (penalties[row] ?? 0) : 0);
      matrix.set(row, column, value);
      matrix.set(column, row, value);
    }
  }
  return matrix;
}

function report(
  design: Design,
  target: ArrayLike<number>,
  coefficients: Float64Array,
  penalties: Float64Array,
  converged: boolean,
  iterations: number,
): LogisticFit {
  const exact = evaluate(design, target, coefficients, 1);
  const size = coefficients.length;
  const cholesky = new CholeskyDecomposition(informationMatrix(exact.information, size, penalties));
  const definite = cholesky.isPositiveDefinite();
  const covariance = definite ? cholesky.solve(Matrix.eye(size)) : Matrix.zeros(size, size);
  const standardErrors = coefficients.map((_, i) => Math.sqrt(Math.max(0, covariance.get(i, i))));
  const pValues = coefficients.map((b, i) =>
    (standardErrors[i] ?? 0) > 0 ? normalTwoSided(b / (standardErrors[i] ?? 1)) : 1,
  );
  return {
    coefficients,
    standardErrors,
    pValues,
    covariance,
    logLikelihood: exact.logLikelihood,
    converged: converged && definite,
    iterations,
    separated: false,
  };
}
