import type { Rules } from '../../contracts/config.ts';
import { FACT } from '../../contracts/early-warning.ts';
import { FACTORS, type Factor, latenessNow } from './factors.ts';

/** Why a customer is alerted. */
export const ALERT_REASONS = [
  'over_threshold',
  'rising',
  'unpaid_months',
  'slower_payment',
  'exposure_growth',
] as const;
/** Why a customer is alerted. */
export type AlertReason = (typeof ALERT_REASONS)[number];

/** Each reason's bit. */
export const REASON_BIT: Readonly<Record<AlertReason, number>> = {
  over_threshold: 1,
  rising: 2,
  unpaid_months: 4,
  slower_payment: 8,
  exposure_growth: 16,
};

const PLACE = Object.fromEntries(FACTORS.map((name, index) => [name, index])) as Readonly<Record<Factor, number>>;

/**
 * The rules that need no score, as bits: those that open an alert, and those that keep an open one open (hysteresis: `rule_share` of the
 * limit is enough).
 *
 * - unpaid_months: something was overdue and nothing was paid in N months in a row; stays while anything overdue is unpaid a month long
 * - slower_payment: mean days overdue of three months exceed those of the three before by the limit, they are late by now, and something
 *   is overdue: who paid early and now pays when due, or paid late and owes nothing that is due, is no cause for alarm
 * - exposure_growth: the open amount grew by the limit in three months to the most in a year, with something overdue; without that it
 *   would be good business
 */
export function ruleBits(
  facts: Float64Array,
  values: Float64Array,
  { warning, early_warning: { release } }: Rules,
): { entering: number; staying: number } {
  const unpaid = values[PLACE.unpaid_months] ?? 0;
  const slower = values[PLACE.slower_payment] ?? Number.NaN;
  const growth = values[PLACE.exposure_growth] ?? Number.NaN;
  const atPeak = (values[PLACE.exposure_use] ?? 0) >= 1;
  const overdue = (facts[FACT.overdue_invoices] ?? 0) > 0;
  const late = overdue && latenessNow(facts) > 0;
  const bit = (holds: boolean, reason: AlertReason) => (holds ? REASON_BIT[reason] : 0);
  return {
    entering:
      bit(unpaid >= warning.unpaid_months, 'unpaid_months') |
      bit(slower >= warning.slower_days && late, 'slower_payment') |
      bit(growth >= warning.exposure_growth_pct && atPeak && overdue, 'exposure_growth'),
    staying:
      bit(unpaid >= 1, 'unpaid_months') |
      bit(slower >= warning.slower_days * release.rule_share && late, 'slower_payment') |
      bit(growth >= warning.exposure_growth_pct * release.rule_share && overdue, 'exposure_growth'),
  };
}
