import { z } from 'zod';
import { QUERIES_OF_ANY_EXPORT, QUERIES_OF_LEDGERS } from '../contracts/every-query.ts';
import type { QueryContext } from '../contracts/query-parameters.ts';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { QueryResults } from '../ports/query-results.ts';
import { type AnalysisPlan, landingSummary } from './analysis-plan.ts';
import { readPublished } from './score-history.ts';
import { readRules, readWork, writeWork } from './work-files.ts';

const ledgerScopeRow = z.object({ scope: z.string(), currency: z.string() });

/** The scopes of the analysis with the parameters of every query in each. */
export interface PlannedAnalysis {
  readonly scopes: readonly {
    readonly scope: string;
    readonly ledger: boolean;
    readonly parameters: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** Decides in which currencies the analysis runs: a ledger's as its derivation found them, the marts' in the home currency. */
export async function planAnalysis(
  ports: { store: ObjectStore; results: QueryResults },
  input: { run: RunRef; analysis: { derivation: string; ledgerScopes?: { location: string } | undefined } },
): Promise<PlannedAnalysis> {
  const { run } = input;
  const { currency } = await readWork(ports.store, run, 'landing-summary.json', landingSummary);
  const location = input.analysis.ledgerScopes?.location;
  const scopes =
    location === undefined
      ? [{ scope: '*', currency }]
      : z.array(ledgerScopeRow).parse(await ports.results.rows(location));
  const plan: AnalysisPlan = { scopes };
  await writeWork(ports.store, run, 'analysis-plan.json', plan);
  const rules = await readRules(ports.store, run);
  const [last] = await readPublished(ports.store, run.period, 1);
  const previous = last === undefined ? null : { period: last.period, run: last.runId };
  const ledger = input.analysis.derivation === 'ledger' || input.analysis.derivation === 'fivetran';
  const makers = {
    ...QUERIES_OF_ANY_EXPORT,
    ...(ledger ? QUERIES_OF_LEDGERS : {}),
  };
  return {
    scopes: scopes.map(({ scope }) => {
      const context: QueryContext = { run: run.id, scope, period: run.period, previous };
      const parameters = Object.entries(makers).map(([query, make]) => [query, make(context, rules)] as const);
      return { scope, ledger, parameters: Object.fromEntries(parameters) };
    }),
  };
}
