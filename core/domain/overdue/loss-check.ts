import { type LedgerRowOf, LOSS_CHECK_MONTHS } from '../../contracts/ledger-rows.ts';
import { Decimal } from '../decimal.ts';
import { addMonths, type Month } from '../month.ts';
import { known, missing, type Quantity } from '../quantity.ts';
import { expectedLoss, MIN_ROLL_MONTHS } from './expected-loss.ts';
import { ROLL_STATES, type RollState, rollTables } from './roll-rates.ts';

/** A forecast made six months ago, held against what happened. */
export interface LossCheck {
  /** The month end at which it was made. */
  readonly month: Month;
  /** Open then. */
  readonly open: Decimal;
  /** Of that, foretold to be over 90 days overdue within six months. */
  readonly foretold: Quantity<Decimal>;
  /** Of that, over 90 days overdue at one of the month ends since. */
  readonly happened: Quantity<Decimal>;
}

/**
 * What the roll rates known six months ago foretold of what was open then, and what became of it. The forecast is rebuilt from the books
 * of then, by the method of today, so that a first run has it too.
 */
export function lossCheck(
  rows: { overdue_ageing: readonly LedgerRowOf<'overdue_ageing'>[]; loss_check: readonly LedgerRowOf<'loss_check'>[] },
  period: Month,
): LossCheck {
  const month = addMonths(period, -LOSS_CHECK_MONTHS);
  const open = rows.loss_check.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  const tables = rollTables(rows.overdue_ageing, month);
  if (rows.loss_check.length === 0 || tables.length < MIN_ROLL_MONTHS)
    return { month, open, foretold: missing('no_history'), happened: missing('no_history') };
  const exposure = Object.fromEntries(ROLL_STATES.map((state) => [state, amountIn(rows.loss_check, state)])) as Record<
    RollState,
    Decimal
  >;
  const { reach } = expectedLoss(tables, exposure);
  let foretold: Decimal | null = new Decimal(0);
  for (const state of ROLL_STATES) {
    const part: Decimal | null = exposure[state].isZero()
      ? exposure[state]
      : (reach[state]?.times(exposure[state]) ?? null);
    foretold = foretold === null || part === null ? null : foretold.plus(part);
  }
  const happened = rows.loss_check.reduce((sum, { reached }) => sum.plus(reached), new Decimal(0));
  return {
    month,
    open,
    foretold: foretold === null ? missing('no_history') : known(foretold),
    happened: known(happened),
  };
}

function amountIn(rows: readonly LedgerRowOf<'loss_check'>[], state: RollState): Decimal {
  return rows.reduce((sum, { bucket, amount }) => {
    const place = bucket === '91_120' || bucket === 'over_120' ? 'late' : bucket;
    return place === state ? sum.plus(amount) : sum;
  }, new Decimal(0));
}
