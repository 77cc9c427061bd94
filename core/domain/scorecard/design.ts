/** Rows handled at a time: a block of thirty columns stays in the processor's second cache. */
export const BLOCK_ROWS = 512;

/** The regressors of a logistic regression, handed out in blocks so that nothing wide is ever held in memory. */
export interface Design {
  readonly rows: number;
  readonly width: number;
  /** Writes rows [from, to) into the block, column after column, `BLOCK_ROWS` apart. */
  fill(from: number, to: number, block: Float64Array): void;
}

/** Plain columns of numbers. */
export function rawDesign(columns: readonly Float64Array[]): Design {
  return {
    rows: columns[0]?.length ?? 0,
    width: columns.length,
    fill(from, to, block) {
      columns.forEach((column, index) => {
        block.set(column.subarray(from, to), index * BLOCK_ROWS);
      });
    },
  };
}

/** A coded column and what each code stands for, e.g. its weight of evidence. */
export interface CodedColumn {
  readonly codes: Uint8Array;
  readonly standsFor: Float64Array;
}

/** Coded columns of the loans listed in `rows`. */
export function codedDesign(columns: readonly CodedColumn[], rows: Uint32Array): Design {
  return {
    rows: rows.length,
    width: columns.length,
    fill(from, to, block) {
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index];
        if (column !== undefined) gather(column, rows, from, to, block, index * BLOCK_ROWS);
      }
    },
  };
}

function gather(
  column: CodedColumn,
  rows: Uint32Array,
  from: number,
  to: number,
  block: Float64Array,
  offset: number,
): void {
  const { codes, standsFor } = column;
  for (let i = from; i < to; i += 1) block[offset + i - from] = standsFor[codes[rows[i] ?? 0] ?? 0] ?? 0;
}
