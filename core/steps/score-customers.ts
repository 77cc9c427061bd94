import type { Rules } from '../contracts/config.ts';
import type { Figures } from '../contracts/figure.ts';
import type { HistoryLine } from '../contracts/history.ts';
import { LEDGER_QUERY_ROWS, type LedgerQueryName, type LedgerRowOf } from '../contracts/ledger-rows.ts';
import type { CustomerLine } from '../contracts/report-input.ts';
import { QUERY_ROWS, type QueryName, type RowOf } from '../contracts/rows.ts';
import type { RunRef } from '../contracts/states.ts';
import { taskFor } from '../domain/collection-task.ts';
import { anyCurrencyGroupFigures, type CurrencyGroup } from '../figures/any-currency-figures.ts';
import { type ComposedFigures, composeFigures } from '../figures/compose-figures.ts';
import { customersCsv } from '../figures/customers-csv.ts';
import { type LedgerRows, ledgerFigures } from '../figures/ledger-figures.ts';
import { anyCurrencyOverdueFigures, type CausesOnTasks } from '../figures/overdue-figures.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { QueryResults } from '../ports/query-results.ts';
import { analysisPlan } from './analysis-plan.ts';
import { type ResultIndex, resultIndex } from './collect-rows.ts';
import { causesOf, readDeskTasks } from './desk-snapshot.ts';
import { type EarlierReview, earlierReview } from './earlier-review.ts';
import { writePlannedTasks } from './planned-tasks.ts';
import { readPublished, writeHistory } from './score-history.ts';
import { readRules, readWork, readWorkUnchecked, writeWork } from './work-files.ts';

/** How many earlier reviews a rising score is looked for in. */
const HISTORY_PERIODS = 13;

interface Ports {
  readonly store: ObjectStore;
  readonly results: QueryResults;
}

/** What one scope came to, as it is kept for ComposeFigures. */
export interface ScopeOutcome {
  readonly scope: string;
  readonly currency: string;
  readonly figures: ComposedFigures['figures'];
  readonly customers: readonly CustomerLine[];
  readonly unscored: ComposedFigures['unscored'];
  readonly unknownTiers: readonly string[];
}

/**
 * Scores, bands, tiers and strategies of the high-risk customers of every scope, with the figures that follow from the queries' rows;
 * customers.csv, the score history of this run and the tasks it wants opened.
 */
export async function scoreCustomers(ports: Ports, { run }: { run: RunRef }): Promise<{ customers: number }> {
  const rules = await readRules(ports.store, run);
  const plan = await readWork(ports.store, run, 'analysis-plan.json', analysisPlan);
  const index: ResultIndex = await readWork(ports.store, run, 'results.json', resultIndex);
  const history = await readPublished(ports.store, run.period, HISTORY_PERIODS);
  const scopes: ScoredScope[] = [];
  for (const { scope, currency } of plan.scopes) {
    const rows = await readRows(ports, index[scope] ?? {});
    const ledger = await readLedgerRows(ports, index[scope] ?? {});
    const earlier = await earlierReview(ports.store, history, { period: run.period, scope, ledger, ...rows }, rules);
    const composed = composeFigures({ period: run.period, currency, rules, rows, ...earlier });
    scopes.push({ scope, currency, ledger, earlier, composed });
  }
  const causes = causesOf(await readDeskTasks(ports.store, run));
  const outcomes = scopes.map((each) => outcomeOf(each, { period: run.period, rules, causes }));
  await writeWork(ports.store, run, 'any-currency-figures.json', anyCurrencyFigures(scopes, run.period, causes));
  await keep(ports.store, run, rules, outcomes, episodesOf(scopes));
  return { customers: outcomes.reduce((sum, outcome) => sum + outcome.customers.length, 0) };
}

/** One scope with all that its outcome follows from. */
interface ScoredScope {
  readonly scope: string;
  readonly currency: string;
  readonly ledger: LedgerRows | null;
  readonly earlier: EarlierReview;
  readonly composed: ComposedFigures;
}

function outcomeOf(
  { scope, currency, ledger, composed }: ScoredScope,
  { period, rules, causes }: { period: string; rules: Rules; causes: CausesOnTasks },
): ScopeOutcome {
  const { alerts: _alerts, figures, ...kept } = composed;
  const added = ledger === null ? {} : ledgerFigures(ledger, { period, currency, causes }, rules);
  return { scope, currency, figures: { ...figures, ...added }, ...kept };
}

/** The plain figures that need no amount, where the books are in several currencies without rates. */
function anyCurrencyFigures(scopes: readonly ScoredScope[], period: string, causes: CausesOnTasks): Figures {
  const books = scopes.flatMap((each) => (each.ledger === null ? [] : [{ ...each, ledger: each.ledger }]));
  if (books.length === 0 || books.some(({ scope }) => scope === '*')) return {};
  return {
    ...anyCurrencyOverdueFigures(
      books.map(({ scope, ledger }) => ({ scope, rows: ledger })),
      period,
      causes,
    ),
    ...anyCurrencyGroupFigures(books.map(currencyGroup)),
  };
}

function currencyGroup({ scope, ledger, earlier, composed }: ScoredScope & { ledger: LedgerRows }): CurrencyGroup {
  const { previous, currentBalances: balances } = earlier;
  const highRiskIds = new Set(composed.customers.map(({ customer_id }) => customer_id));
  return {
    scope,
    customers: composed.customers,
    figures: composed.figures,
    selection_currencies: ledger.selection_currencies,
    review:
      previous === null
        ? null
        : { period: previous.period, basis: previous.basis, previous: previous.customers, balances, highRiskIds },
  };
}

/**
 * One line a high-risk customer: in the home currency where there is one; else the first currency in which the customer is high-risk.
 */
export function linesOfReport(outcomes: readonly ScopeOutcome[]): readonly CustomerLine[] {
  const lines = new Map<string, CustomerLine>();
  for (const { scope, currency, customers } of deskScopes(outcomes)) {
    for (const line of customers)
      if (!lines.has(line.customer_id)) lines.set(line.customer_id, scope === '*' ? line : { ...line, currency });
  }
  return [...lines.values()];
}

/** The scopes people act on: the home currency, or each currency where amounts can't be brought into one. */
export function deskScopes(outcomes: readonly ScopeOutcome[]): readonly ScopeOutcome[] {
  const home = outcomes.filter(({ scope }) => scope === '*');
  return home.length > 0 ? home : outcomes;
}

/** What ScoreCustomers of this very run left: its own shape is not checked again. */
export async function readOutcomes(store: ObjectStore, run: RunRef): Promise<readonly ScopeOutcome[]> {
  return readWorkUnchecked<ScopeOutcome[]>(store, run, 'outcomes.json');
}

async function keep(
  store: ObjectStore,
  run: RunRef,
  rules: Rules,
  outcomes: readonly ScopeOutcome[],
  episodes: ReadonlyMap<string, string>,
): Promise<void> {
  const lines = outcomes.flatMap(({ scope, customers }) =>
    customers.map((line) => historyLineOf(line, scope, run, episodes)),
  );
  await writeWork(store, run, 'outcomes.json', outcomes);
  await store.write(`${run.prefix}customers.csv`, customersCsv(linesOfReport(outcomes)));
  await writeHistory(store, run, lines);
  const tasks = deskScopes(outcomes).flatMap(({ scope, customers, currency }) =>
    customers.map((line) => taskFor(line, { rules, period: run.period, scope, currency, episodes })),
  );
  await writePlannedTasks(store, run, tasks);
}

async function readRows(ports: Ports, locations: Readonly<Record<string, string>>) {
  const read = <Q extends QueryName>(query: Q) => readQuery(ports, locations, query);
  return {
    high_risk_customers: await read('high_risk_customers'),
    selection_summary: await read('selection_summary'),
    selection_sensitivity: await read('selection_sensitivity'),
    profit_share: await read('profit_share'),
    collection_trend: await read('collection_trend'),
    profile_summary: await read('profile_summary'),
    profile_bins: await read('profile_bins'),
    profile_tiers: await read('profile_tiers'),
    cash_forecast: await read('cash_forecast'),
    reviewed_customers: await read('reviewed_customers'),
  };
}

/** Rows of the ledger's queries; null where the export holds no ledger. */
async function readLedgerRows(ports: Ports, locations: Readonly<Record<string, string>>): Promise<LedgerRows | null> {
  if (locations['overdue_summary'] === undefined) return null;
  const read = async <Q extends LedgerQueryName>(query: Q): Promise<LedgerRowOf<Q>[]> => {
    const schema = LEDGER_QUERY_ROWS[query];
    const rows = await ports.results.rows(locations[query] ?? '');
    return rows.map((row) => schema.parse(row) as LedgerRowOf<Q>);
  };
  return {
    overdue_summary: await read('overdue_summary'),
    overdue_ageing: await read('overdue_ageing'),
    overdue_exposure: await read('overdue_exposure'),
    overdue_customers: await read('overdue_customers'),
    kpi_receivables: await read('kpi_receivables'),
    kpi_countback: await read('kpi_countback'),
    selection_currencies: await read('selection_currencies'),
    high_risk_before: await read('high_risk_before'),
    high_risk_months: await read('high_risk_months'),
    loss_check: await read('loss_check'),
  };
}

async function readQuery<Q extends QueryName>(
  ports: Ports,
  locations: Readonly<Record<string, string>>,
  query: Q,
): Promise<RowOf<Q>[]> {
  const location = locations[query];
  if (location === undefined) return [];
  const schema = QUERY_ROWS[query];
  return (await ports.results.rows(location)).map((row) => schema.parse(row) as RowOf<Q>);
}

/** By scope and customer: the month in which a customer of the earlier review came into the group. */
function episodesOf(scopes: readonly ScoredScope[]): ReadonlyMap<string, string> {
  return new Map(
    scopes.flatMap(({ scope, earlier }) => [...earlier.since].map(([id, since]) => [`${scope} ${id}`, since] as const)),
  );
}

function historyLineOf(
  line: CustomerLine,
  scope: string,
  run: RunRef,
  episodes: ReadonlyMap<string, string>,
): HistoryLine {
  return {
    scope,
    customer_id: line.customer_id,
    name: line.name,
    score: line.score,
    band: line.band,
    strategy: line.strategy,
    outstanding_balance: line.outstanding_balance,
    episode: episodes.get(`${scope} ${line.customer_id}`) ?? run.period,
  };
}
