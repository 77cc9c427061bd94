import type { Role, Rules } from './config.ts';
import type { Figures } from './figure.ts';

/** Score bands, lower bound inclusive. */
export type Band = 'ge70' | '60_70' | '50_60' | 'lt50';
/** Level on the profitability axis. */
export type ProfitabilityLevel = 'high' | 'medium' | 'low';
/** What is done with a customer. */
export type Strategy = 'strategic_retention' | 'focused_monitoring' | 'active_collection';

/** Why a customer scores as it does: a factor, the value met and the points it adds to the score. Largest first. */
export interface ScoreReason {
  readonly code: 'payment_rate' | 'credit_score' | 'stability';
  readonly value: number;
  readonly points: number;
}

/** One high-risk customer, as in customers.csv. Sorted by outstanding balance, largest first, then id. */
export interface CustomerLine {
  readonly customer_id: string;
  readonly name: string;
  readonly payment_rate_pct: number;
  /** Decimal string. */
  readonly outstanding_balance: string;
  /** ISO 4217 code of the balance where it is another than the run's: books in several currencies without rates. */
  readonly currency?: string;
  readonly credit_score: number | null;
  readonly stability: number | null;
  readonly score: number | null;
  readonly band: Band | null;
  readonly profitability: ProfitabilityLevel;
  /** Tier text as in the data, or null. */
  readonly profitability_tier: string | null;
  readonly strategy: Strategy;
  readonly owner_role: Role;
  readonly account_manager: string | null;
  readonly reasons: readonly ScoreReason[];
}

/** What the landing report says of one table (contracts: landing.json). */
export interface LandedTableReport {
  readonly table: string;
  readonly files: readonly string[];
  readonly rows_read: number;
  readonly rows_landed: number;
  readonly quarantined: number;
  readonly duplicates_dropped: number;
  readonly deleted: number;
  readonly suspect: Readonly<Record<string, number>>;
  readonly unknown_columns: readonly string[];
}

/** What identifies a run, and what the reader must know of it. No clock times: the same inputs give the same bytes. */
export interface RunInfo {
  readonly id: string;
  /** YYYY-MM */
  readonly period: string;
  /** 1 for the first report of the period, 2 for the first correction, … */
  readonly revision: number;
  readonly profile: string;
  readonly company: string;
  /** True where the data is made up; every artefact says so. */
  readonly synthetic: boolean;
  readonly currency: string;
  readonly version: string;
  /** False where a reconciliation failed or dates are probably misread: every artefact says so. */
  readonly reliable: boolean;
  /** Codes of what is wrong when not reliable. */
  readonly warnings: readonly string[];
  /** YYYY-MM of the month marts stand for where it is later than the period: then only what the export holds by month is of the period. */
  readonly snapshot_of?: string;
}

/** Everything the report shows: figures and the lines behind them, nothing to be computed any more. */
export interface ReportInput {
  readonly run: RunInfo;
  readonly figures: Figures;
  readonly customers: readonly CustomerLine[];
  /** Customers of the group that have no score for want of an input. */
  readonly unscored: readonly {
    readonly customer_id: string;
    readonly name: string;
    readonly missing: readonly string[];
  }[];
  /** Profitability tier texts met in the data that the rules do not map; they count as low. */
  readonly unknown_tiers: readonly string[];
  readonly landing: readonly LandedTableReport[];
  readonly rules: Rules;
  /** Figures of the last published run of an earlier period of the same store, if any. */
  readonly previous: { readonly period: string; readonly figures: Figures } | null;
}
