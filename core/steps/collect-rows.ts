import { z } from 'zod';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { QueryResults } from '../ports/query-results.ts';
import { writeWork } from './work-files.ts';

/** A query's result file. */
interface QueryResult {
  readonly query: string;
  readonly location: string;
}

/** The index as it lies in the work folder. */
export const resultIndex = z.record(z.string(), z.record(z.string(), z.string()));

/** Scope → query → where its rows lie. */
export type ResultIndex = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Queries whose rows are counted over all currencies where these can't be added up: their evidence is also filed as one. */
const COUNTED_TOGETHER: ReadonlySet<string> = new Set([
  'overdue_summary',
  'overdue_ageing',
  'overdue_customers',
  'high_risk_customers',
  'high_risk_before',
]);

/** Queries whose rows are too many to be kept: whoever reads them files what its figures come from. */
const FILED_BY_READER: ReadonlySet<string> = new Set(['behaviour_history']);

/**
 * Files the rows of every query in the run folder, as the evidence that the report's figures point to, and leaves an index for the
 * states that compute from them.
 */
export async function collectRows(
  ports: { store: ObjectStore; results: QueryResults },
  input: {
    run: RunRef;
    plans: readonly { scope: string }[];
    results: readonly { results: readonly (QueryResult | { ledger: readonly QueryResult[] })[] }[];
  },
): Promise<{ queries: number }> {
  const index: Record<string, Record<string, string>> = {};
  const together = input.plans.some(({ scope }) => scope === '*') ? null : new Map<string, string>();
  for (const [position, { scope }] of input.plans.entries()) {
    for (const { query, location } of flat(input.results[position]?.results ?? [])) {
      index[scope] = { ...index[scope], [query]: location };
      if (FILED_BY_READER.has(query)) continue;
      const evidence = `${input.run.prefix}${evidencePath(query, scope)}`;
      const rows = await ports.results.asEvidence(location);
      await ports.store.write(evidence, rows);
      if (together !== null && COUNTED_TOGETHER.has(query)) append(together, query, scope, rows);
    }
  }
  for (const [query, text] of together ?? [])
    await ports.store.write(`${input.run.prefix}${evidencePath(query, '*')}`, new TextEncoder().encode(text));
  await writeWork(ports.store, input.run, 'results.json', index);
  return { queries: input.results.reduce((sum, { results }) => sum + flat(results).length, 0) };
}

/** Path of a query's rows inside the run folder. */
export function evidencePath(query: string, scope: string): string {
  return scope === '*' ? `rows/${query}.csv` : `rows/${query}.${scope}.csv`;
}

/** Adds a currency's rows to those of the currencies before it, each under its code. */
function append(together: Map<string, string>, query: string, scope: string, rows: Uint8Array): void {
  const [header = '', ...records] = recordsOf(new TextDecoder().decode(rows));
  const before = together.get(query) ?? `scope,${header}`;
  together.set(query, before + records.map((record) => `${scope},${record}`).join(''));
}

/** Records of a CSV text with the line feeds they end in; one inside a quoted cell ends none. */
function recordsOf(text: string): string[] {
  const records: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== '\n' || quoted) continue;
    if (at > from) records.push(text.slice(from, at + 1));
    from = at + 1;
  }
  return records;
}

/** The ledger's queries stand in a list of their own, which is empty without a ledger. */
function flat(results: readonly (QueryResult | { ledger: readonly QueryResult[] })[]): QueryResult[] {
  return results.flatMap((result) => ('ledger' in result ? result.ledger : [result]));
}
