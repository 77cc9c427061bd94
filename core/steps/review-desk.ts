import type { Rules } from '../contracts/config.ts';
import { deskCustomerRow, deskInvoicedRow, deskReceiptRow } from '../contracts/desk-rows.ts';
import type { CustomerLine } from '../contracts/report-input.ts';
import type { RunRef } from '../contracts/states.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { type DeskBooks, type FoundTask, findTasks } from '../domain/desk/find-tasks.ts';
import { deskFigures } from '../figures/desk-figures.ts';
import { deskTasksCsv } from '../figures/desk-tasks-csv.ts';
import { treatmentFigures } from '../figures/treatment-figures.ts';
import type { LetterWriter } from '../ports/letter-writer.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { QueryResults, ResultRow } from '../ports/query-results.ts';
import { type AnalysisPlan, analysisPlan, landingSummary } from './analysis-plan.ts';
import { type ResultIndex, resultIndex } from './collect-rows.ts';
import { writeSheets } from './customer-sheets.ts';
import { composeSheets } from './desk/compose-sheets.ts';
import type { DeskContext, DeskPart, DeskScope } from './desk/desk-context.ts';
import { planCollection } from './desk/plan-collection.ts';
import { policyNotices } from './desk/policy-notices.ts';
import { recommendEscalation } from './desk/recommend-escalation.ts';
import { reviewCredit } from './desk/review-credit.ts';
import { writeFindings } from './desk-findings.ts';
import { isLookedAt, readDeskTasks } from './desk-snapshot.ts';
import type { AlertLine } from './judge-warnings.ts';
import { planAlerts } from './plan-alerts.ts';
import { completeDigests } from './plan-digests.ts';
import { readPlannedTasks } from './planned-tasks.ts';
import { deskScopes, readOutcomes, type ScopeOutcome } from './score-customers.ts';
import { readPublished } from './score-history.ts';
import { writeLetterMails } from './send-letters.ts';
import { readRules, readWork, writeWork } from './work-files.ts';

interface Ports {
  readonly store: ObjectStore;
  readonly results: QueryResults;
  readonly letters: LetterWriter;
}

/** How many earlier reviews a customer's sheet shows. */
const SHEET_MONTHS = 13;

/**
 * The desk's side of the month: alerts become tasks, standing tasks are held against the books, the parts of the desk (plan, credit,
 * escalation) are worked out, and everything a person needs of a customer is written on its sheet. Nothing outside the run's folders
 * changes: OpenTasks does that.
 */
export async function reviewDesk(ports: Ports, { run }: { run: RunRef }): Promise<{ found: number; sheets: number }> {
  const { store } = ports;
  const rules = await readRules(store, run);
  const outcomes = deskScopes(await readOutcomes(store, run));
  const history = await readPublished(store, run.period, SHEET_MONTHS);
  const alertFigures = await planAlerts(store, run, {
    rules,
    lines: linesByScope(outcomes),
    currency: await homeCurrency(store, run, outcomes, rules),
    lastPeriod: history[0]?.period ?? null,
  });
  const alerts = await readAlerts(store, run);
  const index = await readWork(store, run, 'results.json', resultIndex);
  const scopes = outcomes.map((outcome) => deskScope(ports.results, index, outcome, alerts));
  const snapshot = await readDeskTasks(store, run);
  const looked: FoundTask[] = [];
  for (const scope of scopes) looked.push(...(await findIn(scope, snapshot, alerts !== null, { run, rules })));
  // A task that a person closed stays as it was closed; what the books say of it counts where treatments are compared.
  const found = looked.filter(({ before }) => before.status !== 'done');
  const opened = newTasks(snapshot, await readPlannedTasks(store, run));
  const context: DeskContext = {
    period: run.period,
    rules,
    ledger: alerts !== null,
    scopes,
    tasks: [...tasksAfter(snapshot, found), ...opened],
  };
  // Each part of the desk under the name that its piece of a sheet has.
  const collection = await planCollection(context, {
    letters: ports.letters,
    startedAt: run.startedAt,
    reliable: (await readWork(store, run, 'landing-summary.json', landingSummary)).verdict === 'ok',
  });
  const parts: Readonly<Record<string, DeskPart>> = {
    collection,
    credit: await reviewCredit(context),
    escalation: await recommendEscalation(context, collection.exhausted),
  };
  for (const [name, bytes] of Object.values(parts).flatMap(({ files }) => [...(files ?? [])]))
    await store.write(`${run.prefix}${name}`, bytes);
  const desk = { snapshot, found, period: run.period, scopes };
  await store.write(`${run.prefix}desk_tasks.csv`, deskTasksCsv(snapshot, found));
  await writeWork(store, run, 'desk-figures.json', {
    ...alertFigures,
    ...deskFigures(desk),
    ...treatmentFigures({ ...desk, found: looked }),
    ...Object.assign({}, ...Object.values(parts).map(({ figures }) => figures)),
  });
  await writeLetterMails(store, run, collection.mails);
  await writeFindings(store, run, found, Object.values(parts));
  await completeDigests(store, run, { rules, opened, found, policy: policyNotices(context) });
  const sheets = await composeSheets(context, parts, history);
  await writeSheets(store, run, sheets);
  return { found: found.length, sheets: sheets.length };
}

function linesByScope(outcomes: readonly ScopeOutcome[]): ReadonlyMap<string, CustomerLine> {
  return new Map(
    outcomes.flatMap(({ scope, customers }) =>
      customers.map((line): [string, CustomerLine] => [`${scope} ${line.customer_id}`, line]),
    ),
  );
}

async function homeCurrency(
  store: ObjectStore,
  run: RunRef,
  outcomes: readonly ScopeOutcome[],
  rules: Rules,
): Promise<string> {
  const plan: AnalysisPlan = await readWork(store, run, 'analysis-plan.json', analysisPlan);
  return plan.scopes.find(({ scope }) => scope === '*')?.currency ?? outcomes[0]?.currency ?? rules.currency;
}

/** Customers on alert as JudgeWarnings left them; null where the export holds no ledger. */
async function readAlerts(store: ObjectStore, run: RunRef): Promise<readonly AlertLine[] | null> {
  const bytes = await store.read(`${run.work}warning-alerts.json`);
  return bytes === undefined ? null : (JSON.parse(new TextDecoder().decode(bytes)) as readonly AlertLine[]);
}

/** Queries that several parts of the desk ask for; the rows of the others go when they have been used. */
const ASKED_AGAIN: ReadonlySet<string> = new Set(['desk_customers', 'desk_invoices', 'overdue_customers']);

/** A scope whose rows are read once, however many parts of the desk ask for them. */
function deskScope(
  results: QueryResults,
  index: ResultIndex,
  { scope, currency, customers }: ScopeOutcome,
  alerts: readonly AlertLine[] | null,
): DeskScope {
  const read = new Map<string, Promise<readonly ResultRow[]>>();
  return {
    scope,
    currency,
    customers,
    alerts: (alerts ?? []).filter((alert) => (alert.currency ?? '*') === scope),
    rows: (query) => {
      const known = read.get(query);
      if (known !== undefined) return known;
      const location = index[scope]?.[query];
      const rows = location === undefined ? Promise.resolve([]) : results.rows(location);
      if (ASKED_AGAIN.has(query)) read.set(query, rows);
      return rows;
    },
  };
}

async function findIn(
  scope: DeskScope,
  snapshot: readonly CollectionTask[],
  judged: boolean,
  { run, rules }: { run: RunRef; rules: Rules },
): Promise<readonly FoundTask[]> {
  const looked = snapshot.filter((task) => task.scope === scope.scope && isLookedAt(task, run.period));
  if (looked.length === 0) return [];
  const books: DeskBooks = {
    balances: new Map(
      (await scope.rows('desk_customers'))
        .map((row) => deskCustomerRow.parse(row))
        .map((row) => [row.customer_id, row.outstanding_balance]),
    ),
    receipts: judged ? await receipts(scope) : null,
    invoiced: await invoiced(scope),
    highRisk: new Set(scope.customers.map(({ customer_id }) => customer_id)),
    onAlert: judged ? new Set(scope.alerts.map(({ customer_id }) => customer_id)) : null,
  };
  return findTasks(looked, books, { period: run.period, graceDays: rules.desk.grace_days });
}

async function receipts(scope: DeskScope): Promise<DeskBooks['receipts']> {
  const rows = (await scope.rows('desk_receipts')).map((row) => deskReceiptRow.parse(row));
  const byCustomer = Map.groupBy(rows, ({ customer_id }) => customer_id);
  return new Map(
    [...byCustomer].map(([customer, own]) => [
      customer,
      own.map(({ receipt_date: date, amount }) => ({ date, amount })),
    ]),
  );
}

async function invoiced(scope: DeskScope): Promise<DeskBooks['invoiced']> {
  const rows = (await scope.rows('desk_invoiced')).map((row) => deskInvoicedRow.parse(row));
  const byCustomer = Map.groupBy(rows, ({ customer_id }) => customer_id);
  return new Map(
    [...byCustomer].map(([customer, own]) => [customer, new Map(own.map((row) => [row.month, row.invoiced]))]),
  );
}

function tasksAfter(snapshot: readonly CollectionTask[], found: readonly FoundTask[]): readonly CollectionTask[] {
  const after = new Map(found.map((each) => [each.before.task_id, each.after]));
  return snapshot.map((task) => after.get(task.task_id) ?? task);
}

/** What the run wants opened and nobody has on the desk yet. */
function newTasks(snapshot: readonly CollectionTask[], planned: readonly CollectionTask[]): readonly CollectionTask[] {
  const known = new Set(snapshot.map(({ task_id }) => task_id));
  return planned.filter(({ task_id }) => !known.has(task_id));
}
