import { inverse, Matrix } from 'ml-matrix';
import { BLOCK_ROWS, type Design } from './design.ts';

/** Beyond this many rows correlations are measured on an even sample of them. */
const MEASURED_ROWS = 60_000;
/** Added to the diagonal so that columns which repeat each other give a very large factor and not a division by zero. */
const JITTER = 1e-9;

/** Correlations of a design's columns; a column without variation correlates with nothing. */
export function correlations(design: Design): Matrix {
  const { width, rows } = design;
  const sums = new Float64Array(width);
  const products = new Float64Array(width * width);
  const block = new Float64Array(width * BLOCK_ROWS);
  const stride = Math.max(1, Math.floor(rows / MEASURED_ROWS));
  let measured = 0;
  for (let from = 0, index = 0; from < rows; from += BLOCK_ROWS, index += 1) {
    if (index % stride !== 0) continue;
    const count = Math.min(BLOCK_ROWS, rows - from);
    design.fill(from, from + count, block);
    addProducts(block, count, width, sums, products);
    measured += count;
  }
  return toCorrelations(sums, products, width, measured);
}

function addProducts(
  block: Float64Array,
  count: number,
  width: number,
  sums: Float64Array,
  products: Float64Array,
): void {
  for (let a = 0; a < width; a += 1) {
    const first = block.subarray(a * BLOCK_ROWS, a * BLOCK_ROWS + count);
    for (const value of first) sums[a] = (sums[a] ?? 0) + value;
    for (let b = a; b < width; b += 1) {
      let product = 0;
      for (let i = 0; i < count; i += 1) product += (first[i] ?? 0) * (block[b * BLOCK_ROWS + i] ?? 0);
      products[a * width + b] = (products[a * width + b] ?? 0) + product;
    }
  }
}

function toCorrelations(sums: Float64Array, products: Float64Array, width: number, measured: number): Matrix {
  const n = Math.max(1, measured);
  const covariance = (a: number, b: number): number =>
    (products[a * width + b] ?? 0) / n - ((sums[a] ?? 0) / n) * ((sums[b] ?? 0) / n);
  const deviations = Array.from({ length: width }, (_, a) => Math.sqrt(Math.max(0, covariance(a, a))));
  const matrix = Matrix.eye(width, width);
  for (let a = 0; a < width; a += 1) {
    for (let b = a + 1; b < width; b += 1) {
      const scale = (deviations[a] ?? 0) * (deviations[b] ?? 0);
      const value = scale > 0 ? Math.max(-1, Math.min(1, covariance(a, b) / scale)) : 0;
      matrix.set(a, b, value);
      matrix.set(b, a, value);
    }
  }
  return matrix;
}

/** Variance inflation factor of each column: 1/(1 − R²) of the column on the others, the diagonal of the inverse correlations. */
export function varianceInflation(correlation: Matrix): number[] {
  if (correlation.rows === 0) return [];
  const jittered = Matrix.add(correlation, Matrix.eye(correlation.rows, correlation.rows).mul(JITTER));
  return inverse(jittered)
    .diagonal()
    .map((factor) => (Number.isFinite(factor) ? Math.max(1, factor) : 1 / JITTER));
}
