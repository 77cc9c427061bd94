import type { CollectionPart } from '../contracts/collection-plan.ts';
import { ByteLines, type CsvValue, csvLine } from './byte-lines.ts';

/** A customer of the plan as the lists show it. */
export interface PlanLine {
  readonly scope: string;
  readonly currency: string;
  readonly customerId: string;
  readonly name: string;
  readonly part: CollectionPart;
}

const COLUMNS = [
  'customer_id',
  'name',
  'currency',
  'strategy',
  'cause',
  'stage',
  'age_stage',
  'oldest_days',
  'overdue_amount',
  'disputed_amount',
  'due_soon_amount',
  'paused',
  'paused_until',
  'broken_word',
  'channel',
  'template',
  'owner_role',
  'owner',
  'due_date',
  'again',
  'exhausted',
  'measures',
  'paid_per_month',
  'letter',
  'not_drafted',
] as const;

/**
 * collection_plan.csv: everybody that the plan looks at, largest overdue amount first: stage, pause, next step, measures, letter. RFC 4180,
 * UTF-8, LF; text that a spreadsheet would run as a formula is escaped.
 */
export function collectionPlanCsv(lines: readonly PlanLine[]): Uint8Array {
  const csv = new ByteLines();
  csv.add(csvLine(COLUMNS));
  for (const line of lines) csv.add(csvLine(cells(line)));
  return csv.bytes();
}

function cells({ customerId, name, currency, part }: PlanLine): CsvValue[] {
  const { next_step: step, letter } = part;
  return [
    customerId,
    name,
    currency,
    part.group,
    part.cause,
    part.stage,
    part.age_stage,
    part.oldest_days,
    part.overdue_amount,
    part.disputed_amount,
    part.due_soon_amount,
    part.paused,
    part.paused_until,
    part.broken_word ? 1 : 0,
    step?.channel,
    step?.template,
    step?.owner_role,
    step?.owner,
    step?.due_date,
    step?.again === true ? 1 : 0,
    part.exhausted ? 1 : 0,
    part.measures.map(({ kind }) => kind).join('; '),
    part.paid_per_month,
    letter?.locale,
    part.not_drafted,
  ];
}
