import { splitRecord } from './split-record.ts';

const CANDIDATES = [',', ';', '\t'];

/**
 * The delimiter of a file by its header: the one under which most of the expected names appear; then the one that makes most
 * columns; then the comma.
 */
export function recogniseDelimiter(head: string, expected: Iterable<string>, from = 0): string {
  const names = new Set([...expected].map((name) => name.trim().toLowerCase()));
  const scored = CANDIDATES.map((delimiter) => {
    const { cells } = splitRecord(head, delimiter, from);
    return {
      delimiter,
      known: cells.filter((cell) => names.has(cell.trim().toLowerCase())).length,
      cells: cells.length,
    };
  });
  return scored.toSorted((a, b) => b.known - a.known || b.cells - a.cells)[0]?.delimiter ?? ',';
}
