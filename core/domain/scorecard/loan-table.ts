/** A column of texts as a dictionary: `codes[row]` points into `levels`, −1 is a blank. */
export interface CategoricalColumn {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/**
 * Loans in columns, one element a loan in every array. Rows without a usable target are left out before this and
 * counted in `excluded`. Blanks are NaN in numeric columns (and so is anything not finite) and −1 in categorical ones.
 */
export interface LoanTable {
  readonly ids: readonly string[];
  /** 1 where the loan is overdue by the target's definition. */
  readonly overdue: Uint8Array;
  /** Rows read that carried no usable target. */
  readonly excluded: number;
  /** What counts as overdue, e.g. `overdue = 1` or `days_overdue > 30`. */
  readonly targetDefinition: string;
  readonly numeric: ReadonlyMap<string, Float64Array>;
  readonly categorical: ReadonlyMap<string, CategoricalColumn>;
  /** Attributes that are measured and never scored. */
  readonly protectedAttributes: ReadonlyMap<string, CategoricalColumn | Float64Array>;
}

/** A dictionary column from texts; blanks are null or empty. Levels are in order of code points, whatever the row order. */
export function categoricalColumn(values: readonly (string | null)[]): CategoricalColumn {
  const met = new Set<string>();
  for (const value of values) if (value !== null && value !== '') met.add(value);
  const levels = [...met].sort((a, b) => (a < b ? -1 : 1));
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = new Int32Array(values.length);
  for (let row = 0; row < codes.length; row += 1) codes[row] = codeOf.get(values[row] ?? '') ?? -1;
  return { levels, codes };
}
