import type { TaskEscalation } from '../domain/escalation/task-escalation.ts';
import { currencyDigits, formatMoney } from '../domain/money.ts';
import { ByteLines, type CsvValue, csvLine } from './byte-lines.ts';
import type { EscalationScope } from './escalation-figures.ts';

const COLUMNS = [
  'task_id',
  'customer_id',
  'name',
  'currency',
  'claim',
  'claim_is',
  'oldest_days',
  'months_on_desk',
  'disputed',
  'stages_exhausted',
  'agency_gate',
  'agency',
  'success_rate_pct',
  'fee_pct',
  'agency_net',
  'agency_tax_saved',
  'agency_worth',
  'legal_gate',
  'legal_recovered',
  'court',
  'lawyer',
  'fixed',
  'legal_expected',
  'legal_tax_saved',
  'legal_worth',
  'limitation_date',
  'limitation_days_left',
  'write_off',
  'recommendation',
  'expected',
  'asked',
] as const;

/**
 * escalations.csv: every customer with a standing task of the high-risk group, by its newest, with both gates, the best agency, a suit's expected value and what is recommended,
 * in the order of the tasks. RFC 4180, UTF-8, LF; text that a spreadsheet would run as a formula is escaped.
 */
export function escalationsCsv(scopes: readonly EscalationScope[]): Uint8Array {
  const lines = new ByteLines();
  lines.add(csvLine(COLUMNS));
  for (const { currency, found } of scopes) for (const each of found) lines.add(csvLine(cells(each, currency)));
  return lines.bytes();
}

function cells({ task, claim, escalation, asking, request }: TaskEscalation, currency: string): CsvValue[] {
  const { facts, agency, legal, writeOff, recommendation, expected } = escalation;
  const digits = currencyDigits(currency);
  const money = (value: Parameters<typeof formatMoney>[0]) => formatMoney(value, digits);
  const [best] = agency.offers;
  const barred = legal.limitation?.state === 'over';
  return [
    task.task_id,
    task.customer_id,
    task.customer_name,
    currency,
    money(facts.claim),
    claim.claimIs,
    facts.oldestDays,
    facts.monthsOnDesk,
    facts.disputed,
    facts.stagesExhausted,
    agency.open ? 'open' : 'closed',
    best?.candidate.name,
    best?.candidate.success_rate_pct,
    best?.candidate.fee_pct,
    best === undefined ? null : money(best.net),
    best === undefined ? null : money(best.taxSaved),
    best === undefined ? null : money(best.worth),
    legal.open ? 'open' : 'closed',
    money(legal.action.recovered),
    money(legal.action.court),
    money(legal.action.lawyer),
    money(legal.action.fixed),
    barred ? null : money(legal.action.expected),
    money(legal.action.taxSaved),
    barred ? null : money(legal.action.worth),
    legal.limitation?.date,
    legal.limitation?.daysLeft,
    money(writeOff),
    recommendation,
    expected === null ? null : money(expected),
    request === null ? (asking === 'ask' ? '' : asking) : request.id,
  ];
}
