import { z } from 'zod';

/*
 * What goes in and out of the workflow's states. States pass references and counts, never rows: rows lie in the store under the
 * run's `work` prefix while it runs, and under its `prefix` for good.
 */

const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2025-09');

/** What an operator types into the console, or the schedule sends. `{}` is the newest month of the newest export. */
export const executionInput = z.strictObject({
  period: period.optional(),
  /** Key prefix of the export; the laptop's is the folder given with --exports. */
  exports: z.string().max(900).optional(),
  /** When the schedule meant the run to start: the month before is reviewed, and its export is waited for. */
  scheduledAt: z.iso.datetime({ offset: true }).optional(),
  /** Send again to people who already have this revision. */
  resend: z.boolean().optional(),
  /** Everything but the effects: no mail, no task, no history. */
  dryRun: z.boolean().optional(),
});

/** What an operator typed, or the schedule sent. */
export type ExecutionInput = z.output<typeof executionInput>;

/** Input of OpenRun. */
export const openRunInput = z.object({ input: executionInput, startedAt: z.string(), execution: z.string() });

/** Which run this is: every state gets it. */
export const runRef = z.object({
  id: z.string(),
  period,
  revision: z.int().min(1),
  /** `runs/<period>/<run id>/` */
  prefix: z.string(),
  /** `work/<run id>/`: what states hand each other; gone when the run closes. */
  work: z.string(),
  /** Key prefix of the export in the exports store. */
  exports: z.string(),
  startedAt: z.string(),
  /** Who holds the period's lock: the execution. */
  owner: z.string(),
  dryRun: z.boolean(),
  resend: z.boolean(),
  version: z.string(),
});

/** Which run this is. */
export type RunRef = z.output<typeof runRef>;

/** One of the parts a table is landed in. */
const tablePart = z.object({ number: z.int().min(1), of: z.int().min(1) });

/** Output of OpenRun: what is landed side by side, and the tables of several parts, which are put together afterwards. */
export const openRunOutput = z.object({
  run: runRef,
  parts: z.array(z.object({ table: z.string(), part: tablePart })),
  joins: z.array(z.string()),
});

/** Input of LandTable: a part of a table, one item of the Map. Without a part, the table is put together. */
export const landTableInput = z.object({ run: runRef, table: z.string(), part: tablePart.optional() });

/** One scope of the analysis: home currency `*` or one currency, with the parameters of each query in order. */
export const scopePlan = z.object({
  scope: z.string() /** True where invoices with due dates and payments are there to be queried. */,
  ledger: z.boolean(),
  parameters: z.record(z.string(), z.array(z.string())),
});

/** Input of PlanAnalysis: what CheckLanding said and, for a ledger, where the scopes of its books lie. */
export const planAnalysisInput = z.object({
  run: runRef,
  analysis: z.looseObject({
    derivation: z.enum(['marts', 'ledger', 'fivetran', 'loans_only']),
    ledgerScopes: z.object({ location: z.string() }).optional(),
  }),
});

/** A query's result file. */
export const queryResult = z.object({ query: z.string(), location: z.string() });

/** What the branch of the ledger's queries leaves: their results, or none. */
const ledgerResults = z.object({ ledger: z.array(queryResult) });

/** Any later state gets the run and what the states before it left. */
export const runInput = z.object({ run: runRef });

/** Input of CollectRows: the scopes' plans and, in the same order, their results. */
export const collectRowsInput = z.object({
  run: runRef,
  plans: z.array(scopePlan),
  results: z.array(z.object({ results: z.array(z.union([queryResult, ledgerResults])) })),
});

/** Input of FailRun: whatever is known when something broke. */
export const failRunInput = z.object({
  run: runRef.optional(),
  error: z.object({ Error: z.string(), Cause: z.string() }),
});

/** Input of CloseRun: the effects, for the record. */
export const closeRunInput = z.object({ run: runRef, effects: z.array(z.json()) });
