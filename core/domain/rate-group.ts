import type { Rules } from '../contracts/config.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { Band, ProfitabilityLevel, Strategy } from '../contracts/report-input.ts';
import type { RowOf } from '../contracts/rows.ts';
import { bandOf } from './bands.ts';
import { compareIds } from './customer-order.ts';
import { toExact } from './exact.ts';
import { makeScorer, type ScoreResult } from './score.ts';
import { assignLevels, strategyOf, type TierAxis } from './tiers.ts';

/** A high-risk customer with everything that is decided about it. */
export interface RatedCustomer {
  readonly row: RowOf<'high_risk_customers'>;
  /** Outstanding balance in 10⁻¹² units. */
  readonly outstanding: bigint;
  readonly result: ScoreResult;
  /** Null without a score. */
  readonly band: Band | null;
  readonly level: ProfitabilityLevel;
  readonly strategy: Strategy;
}

/** The high-risk group, largest balance first, then by id. */
export interface RatedGroup {
  readonly customers: readonly RatedCustomer[];
  readonly axis: TierAxis;
  readonly axisCaveat?: NoteCode;
}

/** Scores every customer of the group and puts it into its band and tier. */
export function rateGroup(
  rows: readonly RowOf<'high_risk_customers'>[],
  rules: Pick<Rules, 'score' | 'profitability_levels' | 'tiers'>,
): RatedGroup {
  const ordered = rows
    .map((row) => ({ row, outstanding: toExact(row.outstanding_balance) }))
    .sort(
      (a, b) => compareDescending(a.outstanding, b.outstanding) || compareIds(a.row.customer_id, b.row.customer_id),
    );
  const score = makeScorer(rules.score.weights);
  const tiering = assignLevels(
    ordered.map(({ row }) => row),
    rules,
  );
  const customers = ordered.map(({ row, outstanding }, i): RatedCustomer => {
    const level = tiering.levels[i] ?? 'low';
    const result = score({
      paymentRate: row.payment_rate_pct,
      creditScore: row.credit_score,
      stability: row.stability,
    });
    const band = result.scored ? bandOf(result.score) : null;
    return { row, outstanding, result, band, level, strategy: strategyOf(level) };
  });
  return { customers, axis: tiering.axis, ...(tiering.caveat === undefined ? {} : { axisCaveat: tiering.caveat }) };
}

function compareDescending(a: bigint, b: bigint): number {
  return a > b ? -1 : a < b ? 1 : 0;
}
