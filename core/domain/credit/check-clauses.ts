import { Decimal } from '../decimal.ts';
import type { CreditSettings } from './settings.ts';
import type { ColumnRules } from './typed-rows.ts';

/** Columns of a file of contracts, the key first. */
export const CONTRACT_COLUMNS = {
  contract_id: { type: 'text', required: true },
  customer_id: { type: 'text' },
  signed_date: { type: 'date' },
  late_interest_pct: { type: 'number', min: 0, max: 10_000 },
  rate_per: { type: 'choice', among: ['year', 'month', 'day'] },
  grace_days: { type: 'whole', min: 0, max: 3650 },
  cap_pct: { type: 'number', min: 0, max: 10_000 },
  reminder_fee: { type: 'money', min: 0 },
  governing_law: { type: 'text' },
} as const satisfies ColumnRules;

/** A contract's clause as the file has it: texts that read as their column's type; what is not said is absent. */
export type ContractClause = Readonly<Partial<Record<keyof typeof CONTRACT_COLUMNS, string>>>;

/** What is found in a clause; the words are in report/messages. */
export type ClauseFinding =
  | 'rate_missing'
  | 'rate_below_cost'
  | 'rate_above_cap'
  | 'grace_missing'
  | 'grace_too_long'
  | 'cap_missing'
  | 'fee_too_high'
  | 'unsigned'
  | 'law_missing';

/** A contract with what is found in it. Whether a clause holds is for counsel, whatever is found. */
export interface CheckedClause {
  readonly contract_id: string;
  readonly customer_id: string | null;
  /** Simple rate a year, whatever the contract counts by; null without one. */
  readonly rate_pct_per_year: number | null;
  readonly findings: readonly ClauseFinding[];
}

const PERIODS_A_YEAR = { year: 1, month: 12, day: 365 } as const;

/** A contract's late interest and fees held against the rules. */
export function checkClause(clause: ContractClause, rules: CreditSettings['clauses']): CheckedClause {
  const rate = yearlyRate(clause);
  const findings: ClauseFinding[] = [];
  if (rate === null) findings.push('rate_missing');
  else if (rate.lt(rules.cost_of_money_pct_per_year)) findings.push('rate_below_cost');
  else if (rate.gt(rules.rate_cap_pct_per_year)) findings.push('rate_above_cap');
  if (clause.grace_days === undefined) findings.push('grace_missing');
  else if (new Decimal(clause.grace_days).gt(rules.max_grace_days)) findings.push('grace_too_long');
  if (clause.cap_pct === undefined && rules.cap_required) findings.push('cap_missing');
  if (clause.reminder_fee !== undefined && new Decimal(clause.reminder_fee).gt(rules.max_fee))
    findings.push('fee_too_high');
  if (clause.signed_date === undefined) findings.push('unsigned');
  if (clause.governing_law === undefined) findings.push('law_missing');
  return {
    contract_id: clause.contract_id ?? '',
    customer_id: clause.customer_id ?? null,
    rate_pct_per_year: rate === null ? null : rate.toNumber(),
    findings,
  };
}

function yearlyRate({ late_interest_pct: rate, rate_per: period = 'year' }: ContractClause): Decimal | null {
  if (rate === undefined) return null;
  const times = Object.entries(PERIODS_A_YEAR).find(([name]) => name === period)?.[1] ?? 1;
  return new Decimal(rate).times(times);
}
