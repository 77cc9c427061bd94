import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'cost.md');
const TABLES = /(<!-- tables: [^>]* -->\n)[\s\S]*(<!-- end of tables -->)/;

/** The tables as docs/cost.md has them. */
export function tablesOfPage(): string {
  return /<!-- tables: [^>]* -->\n([\s\S]*)<!-- end of tables -->/.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? '';
}

/** Puts the tables into docs/cost.md, in place of those that are there. */
export function writeCostPage(tables: string): void {
  writeFileSync(
    PAGE,
    readFileSync(PAGE, 'utf8').replace(TABLES, (_all, begin: string, end: string) => `${begin}${tables}${end}`),
  );
}
