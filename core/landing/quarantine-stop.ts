import type { Rules } from '../contracts/config.ts';
import type { LandedTable, LandingProblem } from '../contracts/landing.ts';
import { Decimal } from '../domain/decimal.ts';

/**
 * Whether too much of a table went to quarantine: over the set share of the rows read, or of the amount that could be read.
 * Exactly the share passes.
 */
export function quarantineStop(
  table: LandedTable,
  rules: Pick<Rules['landing'], 'max_quarantined_pct'>,
): LandingProblem[] {
  const limit = new Decimal(rules.max_quarantined_pct);
  const rows = share(new Decimal(table.quarantined), new Decimal(table.rows_read));
  const amount = share(new Decimal(table.quarantined_amount), new Decimal(table.readable_amount));
  const at = { table: table.table, file: table.files.join(', ') };
  const fix = `Correct the rows listed in quarantine/${table.table}.csv, or allow more with landing.max_quarantined_pct in the rules.`;
  const stops: LandingProblem[] = [];
  if (rows.gt(limit)) {
    const message = `${table.quarantined} of ${table.rows_read} rows of ${table.table} can't be used (${percent(rows)} %; at most ${limit} % may be left out).`;
    stops.push({ rule: 'too_many_rows_quarantined', ...at, message, fix });
  }
  if (amount.gt(limit)) {
    const message = `Rows worth ${percent(amount)} % of the amount of ${table.table} can't be used (at most ${limit} % may be left out).`;
    stops.push({ rule: 'too_much_amount_quarantined', ...at, message, fix });
  }
  return stops;
}

function share(part: Decimal, whole: Decimal): Decimal {
  return whole.isZero() ? new Decimal(0) : part.times(100).div(whole);
}

/** Enough digits that a share just over the limit does not look like the limit. */
function percent(value: Decimal): string {
  return value.toDecimalPlaces(4).toString();
}
