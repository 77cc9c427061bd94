import type { Rules } from '../contracts/config.ts';
import type { HistoryLine } from '../contracts/history.ts';
import { LEDGER_QUERY_ROWS, type LedgerQueryName, type LedgerRowOf } from '../contracts/ledger-rows.ts';
import type { CustomerLine } from '../contracts/report-input.ts';
import { QUERY_ROWS, type QueryName, type RowOf } from '../contracts/rows.ts';
import type { RunRef } from '../contracts/states.ts';
import { taskFor } from '../domain/collection-task.ts';
import { type ComposedFigures, composeFigures, type PreviousReview } from '../figures/compose-figures.ts';
import { customersCsv } from '../figures/customers-csv.ts';
import { parseFigures } from '../figures/figures-json.ts';
import { type LedgerRows, ledgerFigures } from '../figures/ledger-figures.ts';
import { anyCurrencyOverdueFigures } from '../figures/overdue-figures.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { QueryResults } from '../ports/query-results.ts';
import { analysisPlan } from './analysis-plan.ts';
import { type ResultIndex, resultIndex } from './collect-rows.ts';
import { writePlannedTasks } from './planned-tasks.ts';
import { type PublishedHistory, readPublished, writeHistory } from './score-history.ts';
import { readRules, readWork, writeWork } from './work-files.ts';

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
  const outcomes: ScopeOutcome[] = [];
  const books: { scope: string; rows: LedgerRows }[] = [];
  for (const { scope, currency } of plan.scopes) {
    const composed = composeFigures({
      period: run.period,
      scope,
      currency,
      rules,
      rows: await readRows(ports, index[scope] ?? {}),
      previous: await previousReview(ports.store, history, scope),
      currentBalances: await readQuery(ports, index[scope] ?? {}, 'reviewed_customers'),
      history: pastScores(history, scope),
    });
    const { alerts: _alerts, figures, ...kept } = composed;
    const ledger = await readLedgerRows(ports, index[scope] ?? {});
    if (ledger !== null) books.push({ scope, rows: ledger });
    const added = ledger === null ? {} : ledgerFigures(ledger, run.period, currency);
    outcomes.push({ scope, currency, figures: { ...figures, ...added }, ...kept });
  }
  await writeWork(ports.store, run, 'any-currency-figures.json', anyCurrencyOverdueFigures(books, run.period));
  await keep(ports.store, run, rules, outcomes, history);
  return { customers: outcomes.reduce((sum, outcome) => sum + outcome.customers.length, 0) };
}

/**
 * One line a high-risk customer: in the home currency where there is one; else the first currency in which the customer is high-risk.
 */
export function linesOfReport(outcomes: readonly ScopeOutcome[]): readonly CustomerLine[] {
  const lines = new Map<string, CustomerLine>();
  for (const { customers } of deskScopes(outcomes)) {
    for (const line of customers) if (!lines.has(line.customer_id)) lines.set(line.customer_id, line);
  }
  return [...lines.values()];
}

/** The scopes people act on: the home currency, or each currency where amounts can't be brought into one. */
function deskScopes(outcomes: readonly ScopeOutcome[]): readonly ScopeOutcome[] {
  const home = outcomes.filter(({ scope }) => scope === '*');
  return home.length > 0 ? home : outcomes;
}

async function keep(
  store: ObjectStore,
  run: RunRef,
  rules: Rules,
  outcomes: readonly ScopeOutcome[],
  history: readonly PublishedHistory[],
): Promise<void> {
  const episodes = episodesOf(history);
  const lines = outcomes.flatMap(({ scope, customers }) =>
    customers.map((line) => historyLineOf(line, scope, run, episodes)),
  );
  await writeWork(store, run, 'outcomes.json', outcomes);
  await store.write(`${run.prefix}customers.csv`, customersCsv(linesOfReport(outcomes)));
  await writeHistory(store, run, lines);
  const known = new Map(lines.map((line) => [line.customer_id, line.episode]));
  const tasks = deskScopes(outcomes).flatMap(({ scope, customers, currency }) =>
    customers.map((line) => taskFor(line, { rules, period: run.period, scope, currency, episodes: known })),
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

async function previousReview(
  store: ObjectStore,
  history: readonly PublishedHistory[],
  scope: string,
): Promise<PreviousReview | null> {
  const last = history[0];
  if (last === undefined) return null;
  const figures = await store.read(`${last.prefix}figures.json`);
  return {
    period: last.period,
    customers: last.lines.filter((line) => line.scope === scope),
    figures: figures === undefined ? {} : parseFigures(new TextDecoder().decode(figures)),
  };
}

function pastScores(history: readonly PublishedHistory[], scope: string) {
  return history.flatMap(({ period, lines }) =>
    lines.flatMap((line) =>
      line.scope === scope && line.score !== null
        ? [{ customer_id: line.customer_id, month: period, score: line.score }]
        : [],
    ),
  );
}

/** Month in which each customer of the previous review came into the group. */
function episodesOf(history: readonly PublishedHistory[]): ReadonlyMap<string, string> {
  return new Map((history[0]?.lines ?? []).map((line) => [line.customer_id, line.episode]));
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
    episode: episodes.get(line.customer_id) ?? run.period,
  };
}
