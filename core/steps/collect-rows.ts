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
  for (const [position, { scope }] of input.plans.entries()) {
    for (const { query, location } of flat(input.results[position]?.results ?? [])) {
      const evidence = `${input.run.prefix}${evidencePath(query, scope)}`;
      await ports.store.write(evidence, await ports.results.asEvidence(location));
      index[scope] = { ...index[scope], [query]: location };
    }
  }
  await writeWork(ports.store, input.run, 'results.json', index);
  return { queries: input.results.reduce((sum, { results }) => sum + flat(results).length, 0) };
}

/** Path of a query's rows inside the run folder. */
export function evidencePath(query: string, scope: string): string {
  return scope === '*' ? `rows/${query}.csv` : `rows/${query}.${scope}.csv`;
}

/** The ledger's queries stand in a list of their own, which is empty without a ledger. */
function flat(results: readonly (QueryResult | { ledger: readonly QueryResult[] })[]): QueryResult[] {
  return results.flatMap((result) => ('ledger' in result ? result.ledger : [result]));
}
