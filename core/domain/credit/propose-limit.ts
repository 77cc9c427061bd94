import type { CreditReason } from '../../contracts/credit-policy.ts';
import { Decimal } from '../decimal.ts';
import type { CreditSettings } from './settings.ts';

type Settings = CreditSettings['limits'];

/** What a limit follows from. */
export interface LimitInputs {
  /** The limit that stands; null where there is none. */
  readonly current: Decimal | null;
  readonly exposure: Decimal;
  /** Composite risk score, 0–100, higher is riskier; null where an input lacks. */
  readonly score: number | null;
  /** 0–100; null where nothing was due yet. */
  readonly paymentRatePct: number | null;
  /** Days overdue of the oldest open invoice; null where due dates are not known, 0 where nothing is overdue. */
  readonly oldestDays: number | null;
  /** Mean of the last twelve months; null where not known. */
  readonly monthlyPurchases: Decimal | null;
}

/** A limit as the policy would have it. */
export interface LimitProposal {
  readonly proposed: Decimal;
  /** What score and payment ask for together, before caps. */
  readonly wishedPct: number;
  readonly reasons: readonly CreditReason[];
}

/**
 * The limit that score and payment history ask for: present limit × (1 + change), where the change is the sum of both steps, held back
 * where something is long overdue or the limit is hardly used, and never more than the caps. Without a present limit: mean monthly
 * purchases × the set months × the same change. Null where there is neither limit nor purchases.
 */
export function proposeLimit(inputs: LimitInputs, settings: Settings): LimitProposal | null {
  const wished = wishedChange(inputs, settings);
  const { current } = inputs;
  if (current === null) return firstLimit(inputs, wished, settings);
  const held = heldBack(inputs, wished.pct, settings);
  const pct = Math.min(settings.max_up_pct, Math.max(-settings.max_down_pct, held.pct));
  const caps: CreditReason[] = pct < held.pct ? ['capped_up'] : pct > held.pct ? ['capped_down'] : [];
  const proposed = roundedTowards(current, current.times(new Decimal(pct).div(100).plus(1)), settings.round_to);
  const steady: CreditReason[] = proposed.eq(current) ? ['steady'] : [];
  return { proposed, wishedPct: wished.pct, reasons: [...wished.reasons, ...held.reasons, ...caps, ...steady] };
}

interface Wish {
  readonly pct: number;
  readonly reasons: readonly CreditReason[];
}

function wishedChange({ score, paymentRatePct }: LimitInputs, settings: Settings): Wish {
  const byScore = score === null ? null : stepAt(settings.by_score, score);
  const byRate = paymentRatePct === null ? null : stepAt(settings.by_payment_rate, paymentRatePct);
  const reasons: CreditReason[] = byScore === null && byRate === null ? ['nothing_known'] : [];
  if (byScore !== null && byScore !== 0) reasons.push(byScore > 0 ? 'risk_score_good' : 'risk_score_bad');
  if (byRate !== null && byRate !== 0) reasons.push(byRate > 0 ? 'pays_well' : 'pays_badly');
  return { pct: Math.max(-100, (byScore ?? 0) + (byRate ?? 0)), reasons };
}

/** The change of the last step at or below the value; of the first, where the value is below all. */
function stepAt(steps: readonly (readonly [number, number])[], value: number): number {
  return (steps.findLast(([from]) => value >= from) ?? steps[0] ?? [0, 0])[1];
}

function heldBack({ oldestDays, exposure, current }: LimitInputs, pct: number, settings: Settings): Wish {
  if (pct <= 0 || current === null) return { pct, reasons: [] };
  if (oldestDays !== null && oldestDays > settings.no_rise_overdue_days)
    return { pct: 0, reasons: ['overdue_no_rise'] };
  if (exposure.times(100).lt(current.times(settings.no_rise_use_below_pct)))
    return { pct: 0, reasons: ['little_used_no_rise'] };
  return { pct, reasons: [] };
}

function firstLimit({ monthlyPurchases }: LimitInputs, wished: Wish, settings: Settings): LimitProposal | null {
  if (monthlyPurchases === null) return null;
  const asked = monthlyPurchases
    .times(settings.first_months_of_purchases)
    .times(new Decimal(wished.pct).div(100).plus(1));
  const proposed = roundedTowards(new Decimal(0), asked, settings.round_to);
  return { proposed, wishedPct: wished.pct, reasons: ['first_limit', ...wished.reasons] };
}

/** The wanted amount as a whole multiple of the step, on the side of the amount it starts from: rounding never adds to a change. */
function roundedTowards(from: Decimal, wanted: Decimal, step: string): Decimal {
  const unit = new Decimal(step);
  if (unit.isZero() || wanted.eq(from)) return wanted;
  const up = wanted.gt(from);
  const rounded = wanted.div(unit)[up ? 'floor' : 'ceil']().times(unit);
  return up ? Decimal.max(from, rounded) : Decimal.min(from, rounded);
}
