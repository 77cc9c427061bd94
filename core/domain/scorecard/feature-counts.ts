import type { CodeCounts } from './feature-bins.ts';
import { codeCount, type FineColumn } from './fine-bins.ts';

/** Goods and bads by fine code, for every feature and fold: all that binning ever needs of the loans. */
export class FoldedCounts {
  readonly #byFold: readonly (readonly CodeCounts[])[];
  readonly #all: readonly CodeCounts[];

  constructor(columns: readonly FineColumn[], overdue: Uint8Array, foldOf: Uint8Array, folds: number) {
    const perColumn = columns.map((column) => countByFold(column, overdue, foldOf, folds));
    this.#byFold = Array.from({ length: folds }, (_, fold) => perColumn.map((counts) => countsAt(counts[fold])));
    this.#all = columns.map((column, index) =>
      added(
        this.#byFold.map((counts) => countsAt(counts[index])),
        codeCount(column),
      ),
    );
  }

  /** Counts of every loan. */
  get all(): readonly CodeCounts[] {
    return this.#all;
  }

  /** Counts of the loans outside a fold: what a model that is tested on the fold may see. */
  without(fold: number): readonly CodeCounts[] {
    return this.#all.map((all, index) => {
      const held = countsAt(this.#byFold[fold]?.[index]);
      return {
        goods: all.goods.map((count, code) => count - (held.goods[code] ?? 0)),
        bads: all.bads.map((count, code) => count - (held.bads[code] ?? 0)),
      };
    });
  }
}

function countByFold(column: FineColumn, overdue: Uint8Array, foldOf: Uint8Array, folds: number): CodeCounts[] {
  const size = codeCount(column);
  const cells = new Uint32Array(folds * size * 2);
  const { codes } = column;
  for (let row = 0; row < codes.length; row += 1) {
    const at = ((foldOf[row] ?? 0) * size + (codes[row] ?? 0)) * 2 + (overdue[row] ?? 0);
    cells[at] = (cells[at] ?? 0) + 1;
  }
  return Array.from({ length: folds }, (_, fold) => ({
    goods: Float64Array.from({ length: size }, (_, code) => cells[(fold * size + code) * 2] ?? 0),
    bads: Float64Array.from({ length: size }, (_, code) => cells[(fold * size + code) * 2 + 1] ?? 0),
  }));
}

function added(parts: readonly CodeCounts[], size: number): CodeCounts {
  const goods = new Float64Array(size);
  const bads = new Float64Array(size);
  for (const part of parts) {
    for (let code = 0; code < size; code += 1) {
      goods[code] = (goods[code] ?? 0) + (part.goods[code] ?? 0);
      bads[code] = (bads[code] ?? 0) + (part.bads[code] ?? 0);
    }
  }
  return { goods, bads };
}

function countsAt<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('no counts for this fold or feature');
  return value;
}
