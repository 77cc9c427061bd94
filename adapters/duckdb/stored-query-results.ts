import { stringify } from 'csv-stringify/sync';
import { spreadsheetSafe } from '../../core/domain/spreadsheet-safe.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { QueryResults, ResultRow } from '../../core/ports/query-results.ts';
import { readAthenaCsv } from './athena-csv.ts';
import { AthenaInvalidRequest } from './athena-errors.ts';
import { scanAthenaCsv } from './scan-athena-csv.ts';

/** Reads the result files that queries leave in the store's bucket. */
export class StoredQueryResults implements QueryResults {
  readonly #store: ObjectStore;
  readonly #root: string;

  constructor(store: ObjectStore, bucket: string) {
    this.#store = store;
    this.#root = `s3://${bucket}/`;
  }

  async rows(location: string): Promise<readonly ResultRow[]> {
    return readAthenaCsv(await this.#bytes(location));
  }

  async scan(location: string, visit: (cells: readonly (string | null)[]) => void): Promise<void> {
    await scanAthenaCsv(await this.#store.localFile(this.#key(location)), visit);
  }

  async asEvidence(location: string): Promise<Uint8Array> {
    const bytes = await this.#bytes(location);
    const [names = [], ...rows] = readTable(bytes);
    const safe = rows.map((row) => row.map((cell) => (cell === null ? '' : spreadsheetSafe(cell))));
    return new TextEncoder().encode(stringify([names, ...safe], { record_delimiter: '\n' }));
  }

  async #bytes(location: string): Promise<Uint8Array> {
    const bytes = await this.#store.read(this.#key(location));
    if (bytes === undefined) throw new AthenaInvalidRequest(`no result lies at ${location}`);
    return bytes;
  }

  #key(location: string): string {
    if (location.startsWith(this.#root)) return location.slice(this.#root.length);
    throw new AthenaInvalidRequest(`no result lies at ${location}`);
  }
}

function readTable(bytes: Uint8Array): (string | null)[][] {
  const rows = readAthenaCsv(bytes);
  const names = rows[0] === undefined ? headerOf(bytes) : Object.keys(rows[0]);
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? null))];
}

function headerOf(bytes: Uint8Array): string[] {
  const header = new TextDecoder().decode(bytes).split('\n')[0] ?? '';
  return header === '' ? [] : header.split(',').map((name) => name.replace(/^"|"$/g, ''));
}
