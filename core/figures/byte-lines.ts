import { spreadsheetSafe } from '../domain/spreadsheet-safe.ts';

/** How much text is gathered before it becomes bytes. */
const CHUNK = 1 << 20;

/** Text that becomes bytes as it grows: a file of tens of millions of lines is more than one text can hold. */
export class ByteLines {
  readonly #chunks: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();
  #text = '';

  add(line: string): void {
    this.#text += line;
    if (this.#text.length >= CHUNK) this.#flush();
  }

  bytes(): Uint8Array {
    this.#flush();
    const all = new Uint8Array(this.#chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  #flush(): void {
    if (this.#text !== '') this.#chunks.push(this.#encoder.encode(this.#text));
    this.#text = '';
  }
}

/** A text as a cell of a CSV: RFC 4180, and escaped where a spreadsheet would run it as a formula. */
export function csvCell(text: string): string {
  const safe = spreadsheetSafe(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A value of a row; null and undefined are empty cells. */
export type CsvValue = string | number | boolean | null | undefined;

/** A row of a CSV with its line feed. */
export function csvLine(cells: readonly CsvValue[]): string {
  return `${cells.map((cell) => (cell === null || cell === undefined ? '' : csvCell(String(cell)))).join(',')}\n`;
}
