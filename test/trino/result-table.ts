/** What a query returned: every cell a text or null. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * The first difference between what the two engines returned, in words; nothing where they agree text for text. Without `ordered` the
 * order of the rows is left open.
 */
export function firstDifference(duckdb: ResultTable, trino: ResultTable, ordered: boolean): string | undefined {
  if (duckdb.columns.join() !== trino.columns.join())
    return `columns: DuckDB ${duckdb.columns.join(', ')}; Trino ${trino.columns.join(', ')}`;
  const ours = lines(duckdb, ordered);
  const theirs = lines(trino, ordered);
  const count = ours.length === theirs.length ? '' : `${ours.length} rows on DuckDB, ${theirs.length} on Trino; `;
  for (let index = 0; index < Math.max(ours.length, theirs.length); index += 1) {
    if (ours[index] === theirs[index]) continue;
    return `${count}row ${index + 1}\n    DuckDB ${shown(duckdb, ours[index], theirs[index])}\n    Trino  ${shown(duckdb, theirs[index], ours[index])}`;
  }
  return undefined;
}

function lines({ rows }: ResultTable, ordered: boolean): string[] {
  const texts = rows.map((row) => JSON.stringify(row));
  return ordered ? texts : texts.sort();
}

/** The row's first cell and those that differ, by name. */
function shown({ columns }: ResultTable, row: string | undefined, other: string | undefined): string {
  if (row === undefined) return 'no such row';
  if (other === undefined) return row;
  const cells: unknown[] = JSON.parse(row);
  const others: unknown[] = JSON.parse(other);
  return columns
    .flatMap((name, index) =>
      cells[index] === others[index] && index > 2 ? [] : [`${name}=${JSON.stringify(cells[index])}`],
    )
    .join(' ');
}
