import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { landedName } from '../../../core/landing/table-layout.ts';
import { tableSpec } from '../../../core/landing/table-specs/profile-tables.ts';
import type { LandedFiles } from '../../../core/ports/lander.ts';
import { hold } from '../fuzz-case.ts';
import type { FuzzLab } from '../fuzz-lab.ts';
import { amountText, expectedRows, type ReadFile } from './second-reading.ts';

/**
 * Holds a landed table against itself: every row read is accounted for once, the file holds as many rows as are said to have landed,
 * the quarantine names as many rows as it is said to hold, and nothing is left of the work.
 */
export async function judgeLanded(
  lab: FuzzLab,
  { table, data, quarantine }: LandedFiles,
  folder: string,
): Promise<void> {
  const { rows_read, rows_landed, quarantined, duplicates_dropped, deleted } = table;
  const counts = [rows_read, rows_landed, quarantined, duplicates_dropped, deleted];
  hold(
    counts.every((count) => Number.isSafeInteger(count) && count >= 0),
    `${table.table}: counts that are none: ${counts}`,
  );
  hold(
    rows_read === rows_landed + quarantined + duplicates_dropped + deleted,
    `${table.table}: ${rows_read} rows read, but ${rows_landed} landed + ${quarantined} quarantined + ${duplicates_dropped} copies + ${deleted} deleted`,
  );
  hold(!existsSync(join(folder, 'scratch')), `${table.table}: its working files are still there`);
  if (data === undefined) {
    hold(table.problems.length > 0, `${table.table}: neither rows nor a problem`);
    return;
  }
  const [[rows] = []] = await lab.rowsOf(data, 'count(*)');
  hold(Number(rows) === rows_landed, `${table.table}: ${rows_landed} rows are said to have landed, ${rows} did`);
  hold(
    (quarantine !== undefined) === quarantined > 0,
    `${table.table}: a quarantine without rows, or rows without one`,
  );
  if (quarantine !== undefined) {
    const named = new Set(quarantineLines(quarantine).map(([file, line]) => `${file}:${line}`));
    hold(named.size === quarantined, `${table.table}: ${quarantined} rows quarantined, ${named.size} named`);
  }
}

/** Holds the landed rows against what another reader makes of the same file. Answers whether that reader could say. */
export async function judgeAmounts(
  lab: FuzzLab,
  { table, data, quarantine }: LandedFiles,
  file: ReadFile | undefined,
  decimal: '.' | ',',
): Promise<boolean> {
  const spec = tableSpec(table.table);
  const amount = spec.amount === undefined ? undefined : landedName(spec, spec.amount);
  if (data === undefined || file === undefined || amount === undefined) return false;
  const lines = quarantine === undefined ? [] : quarantineLines(quarantine).map(([, line]) => Number(line));
  const expected = expectedRows(file, spec, { quarantined: new Set(lines) }, decimal);
  if (expected === undefined) return false;
  const keys = spec.key.flatMap((name) => landedName(spec, name) ?? []);
  if (keys.length < spec.key.length) return false;
  // The engine's binding for this language drops a byte order mark that a text begins with; so none begins with one.
  const columns = [...keys, amount].map((name) => `'=' || CAST("${name}" AS VARCHAR)`).join(', ');
  const landed = (await lab.rowsOf(data, columns)).map((cells) => {
    const texts = cells.map((cell) => (cell === null ? '' : String(cell).slice(1)));
    const key = texts.slice(0, -1).map((text, at) => keyText(spec.columns[spec.key[at] ?? '']?.type, text));
    return `${key.every((part) => part === '') ? '' : JSON.stringify(key)} ${amountText(texts.at(-1) ?? '', '.')}`;
  });
  const found = landed.sort();
  const wrong = expected.findIndex((row, at) => row !== found[at]);
  hold(
    expected.length === found.length && wrong === -1,
    `${table.table}: landed ${found.length} rows, another reader expects ${expected.length}; first difference: landed ${found[Math.max(0, wrong)]}, expected ${expected[Math.max(0, wrong)]}`,
  );
  return true;
}

const keyText = (type: string | undefined, text: string): string => (type === 'count' ? amountText(text, '.') : text);

/** Lines of a quarantine file, read by another reader. */
function quarantineLines(path: string): readonly (readonly string[])[] {
  const found: unknown = parse(readFileSync(path, 'utf8'), { from_line: 2 });
  hold(Array.isArray(found), 'a quarantine that is no CSV');
  return found;
}
