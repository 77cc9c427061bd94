/** One cell of a list figure: text, a number, money as a decimal string, or nothing. */
export type FigureCell = string | number | boolean | null;

/** One line of a list figure, e.g. a month of the trend table. */
export type FigureRow = Readonly<Record<string, FigureCell>>;

/** What a figure can hold. Money is a decimal string in the currency's digits; a figure that was not computed is `null`. */
export type FigureValue = FigureCell | readonly FigureRow[] | readonly FigureCell[];

/**
 * How a figure's value is to be read. `pct` is 0–100, `fraction` 0–1, `pp` percentage points, `money` a decimal
 * string, `month` a `YYYY-MM` text, `list` an array of rows.
 */
export type FigureUnit =
  | 'count'
  | 'pct'
  | 'pp'
  | 'fraction'
  | 'ratio'
  | 'money'
  | 'score'
  | 'points'
  | 'days'
  | 'months'
  | 'month'
  | 'number'
  | 'text'
  | 'flag'
  | 'list';

/** Where a figure comes from: the query, the rows it read (a path inside the run folder) and the formula over them. */
export interface Evidence {
  readonly query?: string;
  readonly rows?: string;
  readonly formula?: string;
}

/**
 * One number of the report. `note` is a plain English sentence and is always there when `value` is null;
 * `reason` is its code (core/contracts/notes.ts), which the report turns into the reader's language.
 */
export interface Figure {
  readonly value: FigureValue;
  readonly unit: FigureUnit;
  readonly note?: string;
  readonly reason?: string;
  readonly evidence: Evidence;
}

/** All figures of a run by id (contracts: docs/figures.md). */
export type Figures = Readonly<Record<string, Figure>>;
