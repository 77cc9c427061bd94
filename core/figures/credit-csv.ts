import { ByteLines, type CsvValue, csvLine } from './byte-lines.ts';
import type { CreditScope, ReviewedCustomer } from './credit-figures.ts';

const COLUMNS = [
  'customer_id',
  'name',
  'account_manager',
  'currency',
  'exposure',
  'limit',
  'headroom',
  'use_pct',
  'score',
  'payment_rate_pct',
  'oldest_days',
  'policy',
  'hold',
  'prepayment_pct',
  'proposed_limit',
  'change_pct',
  'wished_pct',
  'reasons',
  'valid_from',
  'next_review',
  'last_decision',
  'decided_by',
  'decided_at',
] as const;

/**
 * credit_limits.csv: everybody with a limit or in the high-risk group, largest exposure first, with the proposal and what it follows from.
 * RFC 4180, UTF-8, LF; text that a spreadsheet would run as a formula is escaped.
 */
export function creditLimitsCsv(scopes: readonly CreditScope[]): Uint8Array {
  const lines = new ByteLines();
  lines.add(csvLine(COLUMNS));
  for (const { currency, customers } of scopes)
    for (const customer of customers) lines.add(csvLine(cells(customer, currency)));
  return lines.bytes();
}

function cells({ facts, part }: ReviewedCustomer, currency: string): CsvValue[] {
  const { proposal, decided } = part;
  return [
    facts.customer_id,
    facts.name,
    facts.account_manager,
    currency,
    part.exposure,
    part.limit,
    part.headroom,
    part.use_pct?.toFixed(1),
    facts.score?.toFixed(2),
    facts.paymentRatePct?.toFixed(2),
    facts.oldestDays,
    part.policy,
    part.hold,
    part.prepayment_pct,
    proposal?.proposed,
    proposal?.change_pct?.toFixed(1),
    proposal?.wished_pct,
    proposal?.reasons.join('; '),
    proposal?.from,
    part.next_review,
    decided === null ? null : decided.approved ? 'approved' : 'declined',
    decided?.by,
    decided?.at,
  ];
}
