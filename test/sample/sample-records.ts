import type { Sample } from '../../core/sample/sample.ts';

/** Rows of a sample's table by column name. */
export function records(sample: Sample, name: string): readonly Record<string, string>[] {
  const table = [...sample.tables, sample.planted].find((one) => one?.name === name);
  if (!table) throw new Error(`the sample has no table ${name}`);
  return [...table.rows()].map((cells) =>
    Object.fromEntries(table.columns.map((column, at) => [column, cells[at] ?? ''])),
  );
}

/** `123.45` → 12345. */
export function cents(text: string | undefined): number {
  return Math.round(Number(text) * 100);
}

/** The mean of values; NaN of none. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
