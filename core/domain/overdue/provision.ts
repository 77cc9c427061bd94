import { Decimal } from '../decimal.ts';
import { known, missing, type Quantity } from '../quantity.ts';
import { type ExpectedLoss, MIN_ROLL_MONTHS } from './expected-loss.ts';
import { ROLL_STATES, type RollState, type RollTable } from './roll-rates.ts';

/** One age of the provision matrix. */
export interface ProvisionLine {
  readonly state: RollState;
  readonly amount: Decimal;
  /** Part of it that will be lost, 0–1; null where the books never had anything of this age. */
  readonly rate: Decimal | null;
  readonly provision: Decimal | null;
}

/**
 * The provision matrix of the simplified approach of IFRS 9 (5.5.15, B5.5.35): what is open by age × the part of such amounts that is lost
 * over their whole life, from the portfolio's own roll rates: probability of ever being over 90 days overdue × part not collected then.
 * No forward-looking adjustment is made; that is the accountant's.
 */
export function provisionMatrix(
  tables: readonly RollTable[],
  { lifetimeReach, lossGivenLate }: ExpectedLoss,
  exposure: Readonly<Record<RollState, Decimal>>,
): { readonly lines: readonly ProvisionLine[]; readonly total: Quantity<Decimal> } {
  const lines = ROLL_STATES.map((state): ProvisionLine => {
    const reach = lifetimeReach[state];
    const rate = reach === null || lossGivenLate === null ? null : reach.times(lossGivenLate);
    const amount = exposure[state];
    return { state, amount, rate, provision: amount.isZero() ? amount : (rate?.times(amount) ?? null) };
  });
  if (tables.length < MIN_ROLL_MONTHS || lines.some(({ provision }) => provision === null))
    return { lines, total: missing('no_history') };
  return { lines, total: known(lines.reduce((sum, { provision }) => sum.plus(provision ?? 0), new Decimal(0))) };
}
