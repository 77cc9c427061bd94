import { addDays, daysBetween, sameDayMonthsLater } from '../days.ts';
import { Decimal } from '../decimal.ts';
import { lastDay } from '../month.ts';
import { shareOf } from './gates.ts';
import type { EscalationSettings } from './settings.ts';

/** What suing is expected to come to. */
export interface LegalAction {
  readonly claim: Decimal;
  /** claim × odds × recoverable share. */
  readonly recovered: Decimal;
  readonly court: Decimal;
  readonly lawyer: Decimal;
  readonly fixed: Decimal;
  /** recovered − court − lawyer − fixed: below zero where suing costs more than it brings. */
  readonly expected: Decimal;
  /** (claim − recovered) × tax shield: what is not recovered can still be given up. */
  readonly taxSaved: Decimal;
  /** expected + tax saved: what is compared with the other ways. */
  readonly worth: Decimal;
}

/** Expected value of a suit: claim × odds × recoverable share − costs, which are paid whether it is won or not. */
export function legalAction(claim: Decimal, settings: EscalationSettings['legal'], taxShieldPct = 0): LegalAction {
  const recovered = shareOf(shareOf(claim, settings.odds_pct), settings.recoverable_pct);
  const court = shareOf(claim, settings.court_pct);
  const lawyer = shareOf(claim, settings.lawyer_pct);
  const fixed = new Decimal(settings.fixed_cost);
  const expected = recovered.minus(court).minus(lawyer).minus(fixed);
  const taxSaved = shareOf(claim.minus(recovered), taxShieldPct);
  return { claim, recovered, court, lawyer, fixed, expected, taxSaved, worth: expected.plus(taxSaved) };
}

/** When a claim runs out, and how far that is. */
export interface Limitation {
  readonly date: string;
  /** From the period's last day; negative once it is past. */
  readonly daysLeft: number;
  readonly state: 'far' | 'near' | 'over';
}

/**
 * The day on which the oldest claim runs out: its due date and the set years (a part of a year in whole months). The books do not know
 * what stops or renews the period, so it is a mark for counsel and no more. Null without due dates.
 */
export function limitationOf(
  oldestDays: number | null,
  period: string,
  settings: Pick<EscalationSettings['legal'], 'limitation_years' | 'limitation_near_days'>,
): Limitation | null {
  if (oldestDays === null) return null;
  const end = lastDay(period);
  const date = sameDayMonthsLater(addDays(end, -oldestDays), Math.round(settings.limitation_years * 12));
  const daysLeft = daysBetween(end, date);
  const state = daysLeft < 0 ? 'over' : daysLeft <= settings.limitation_near_days ? 'near' : 'far';
  return { date, daysLeft, state };
}
