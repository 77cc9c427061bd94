import { type CustomerSheet, customerSheet } from '../contracts/customer-sheet.ts';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { newestPublished } from './score-history.ts';

/** Into how many files a run's sheets are spread: one of them is read to show a customer. */
const SHARDS = 256;

/** Writes the sheets of a run into its folder, spread over files by customer. */
export async function writeSheets(store: ObjectStore, run: RunRef, sheets: readonly CustomerSheet[]): Promise<void> {
  const shards = new Map<string, string[]>();
  for (const sheet of sheets) {
    const path = shardPath(sheet.customer_id);
    const lines = shards.get(path) ?? [];
    lines.push(`${JSON.stringify(sheet)}\n`);
    shards.set(path, lines);
  }
  for (const [path, lines] of shards) {
    await store.write(`${run.prefix}${path}`, new TextEncoder().encode(lines.join('')));
  }
}

/** A customer's sheet of the newest published review, or `undefined` where it has none. */
export async function readSheet(
  store: Pick<ObjectStore, 'list' | 'read'>,
  customerId: string,
  scope: string,
): Promise<CustomerSheet | undefined> {
  const published = await newestPublished(store);
  if (published === undefined) return undefined;
  const bytes = await store.read(`${published.prefix}${shardPath(customerId)}`);
  if (bytes === undefined) return undefined;
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    if (line === '') continue;
    const sheet: unknown = JSON.parse(line);
    // A sheet that another version wrote in another form is as good as none; the task can be worked on without it.
    if (isOf(sheet, customerId, scope)) return customerSheet.safeParse(sheet).data;
  }
  return undefined;
}

function isOf(sheet: unknown, customerId: string, scope: string): boolean {
  const { customer_id, scope: its } = sheet as { customer_id?: unknown; scope?: unknown };
  return customer_id === customerId && its === scope;
}

/** File of a customer: FNV-1a over the id's UTF-16 units, as two hexadecimal digits. */
function shardPath(customerId: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < customerId.length; at += 1) {
    hash = Math.imul(hash ^ customerId.charCodeAt(at), 0x01000193) >>> 0;
  }
  return `desk/sheets-${(hash % SHARDS).toString(16).padStart(2, '0')}.ndjson`;
}
