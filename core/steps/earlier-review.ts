import type { Rules } from '../contracts/config.ts';
import type { RowOf } from '../contracts/rows.ts';
import { type RebuiltReview, rebuildReview } from '../domain/rebuilt-review.ts';
import type { CurrentBalance } from '../domain/review.ts';
import type { ScorePoint } from '../domain/warning.ts';
import type { PreviousReview } from '../figures/compose-figures.ts';
import { parseFigures } from '../figures/figures-json.ts';
import type { LedgerRows } from '../figures/ledger-figures.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PublishedHistory } from './score-history.ts';

/** What this month is compared with, in one scope. */
export interface EarlierReview {
  readonly previous: PreviousReview | null;
  readonly currentBalances: readonly CurrentBalance[];
  readonly history: readonly ScorePoint[];
  /** Month in which each customer of that review came into the group, as far as it is known from here. */
  readonly since: ReadonlyMap<string, string>;
}

/** What a scope's rows say of now and of the month before. */
export interface ScopeRows {
  readonly period: string;
  readonly scope: string;
  readonly reviewed_customers: readonly CurrentBalance[];
  readonly collection_trend: readonly RowOf<'collection_trend'>[];
  readonly ledger: LedgerRows | null;
}

/** The last published review; a ledger without one has the month before rebuilt from its books. */
export async function earlierReview(
  store: ObjectStore,
  published: readonly PublishedHistory[],
  rows: ScopeRows,
  rules: Rules,
): Promise<EarlierReview> {
  const last = published[0];
  if (last !== undefined) {
    return {
      previous: await publishedReview(store, last, rows.scope),
      currentBalances: rows.reviewed_customers,
      history: pastScores(published, rows.scope),
      since: new Map(
        last.lines.filter((line) => line.scope === rows.scope).map((line) => [line.customer_id, line.episode]),
      ),
    };
  }
  const rebuilt = rows.ledger === null ? null : rebuildReview(rows.ledger, rows.period, rules);
  if (rebuilt === null) return { previous: null, currentBalances: [], history: [], since: new Map() };
  return {
    previous: { basis: 'rebuilt', ...rebuilt, ratePct: rateOf(rebuilt, rows.collection_trend) },
    currentBalances: rebuilt.balancesNow,
    history: rebuilt.scores,
    since: rebuilt.since,
  };
}

async function publishedReview(store: ObjectStore, last: PublishedHistory, scope: string): Promise<PreviousReview> {
  const bytes = await store.read(`${last.prefix}figures.json`);
  const figures = bytes === undefined ? {} : parseFigures(new TextDecoder().decode(bytes));
  const rate = figures[`trend.latest_rate_pct${scope === '*' ? '' : `.${scope}`}`]?.value;
  return {
    basis: 'published',
    period: last.period,
    customers: last.lines.filter((line) => line.scope === scope),
    ratePct: typeof rate === 'number' ? rate : null,
  };
}

function rateOf({ period }: RebuiltReview, trend: ScopeRows['collection_trend']): number | null {
  const rate = trend.find(({ month }) => month === period)?.collection_rate_pct ?? null;
  return rate === null ? null : Number(rate);
}

function pastScores(history: readonly PublishedHistory[], scope: string): ScorePoint[] {
  return history.flatMap(({ period, lines }) =>
    lines.flatMap((line) =>
      line.scope === scope && line.score !== null
        ? [{ customer_id: line.customer_id, month: period, score: line.score }]
        : [],
    ),
  );
}
