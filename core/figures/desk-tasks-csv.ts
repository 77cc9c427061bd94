import type { CollectionTask } from '../contracts/task.ts';
import { compareIds } from '../domain/customer-order.ts';
import type { FoundTask } from '../domain/desk/find-tasks.ts';
import { csvLine } from './byte-lines.ts';

const COLUMNS = [
  'task_id',
  'customer_id',
  'reason',
  'opened_period',
  'strategy',
  'cause',
  'status_before',
  'status',
  'outcome',
  'opened_balance',
  'balance',
  'received',
  'currency',
  'words',
  'disputed',
  'contacts',
] as const;

/** desk_tasks.csv: the tasks of earlier months with what this month's run found of each, by id. RFC 4180, UTF-8, LF. */
export function deskTasksCsv(snapshot: readonly CollectionTask[], found: readonly FoundTask[]): Uint8Array {
  const news = new Map(found.map((each) => [each.before.task_id, each]));
  const rows = snapshot
    .toSorted((a, b) => compareIds(a.task_id, b.task_id))
    .map((task) => cells(task, news.get(task.task_id)));
  return new TextEncoder().encode([COLUMNS, ...rows].map(csvLine).join(''));
}

function cells(before: CollectionTask, found: FoundTask | undefined): (string | null)[] {
  const after = found?.after ?? before;
  const words = Object.entries(found?.finding.words ?? {}).map(([id, verdict]) => `${id}=${verdict}`);
  const row: Readonly<Record<(typeof COLUMNS)[number], string | null>> = {
    task_id: before.task_id,
    customer_id: before.customer_id,
    reason: before.reason,
    opened_period: before.opened_period,
    strategy: before.strategy,
    cause: after.cause,
    status_before: before.status,
    status: after.status,
    outcome: after.outcome,
    opened_balance: before.opened_balance,
    balance: found === undefined ? before.outstanding_balance : found.finding.balance,
    received: found?.finding.received ?? null,
    currency: before.currency,
    words: words.join('; '),
    disputed: String(after.disputes.some(({ settled }) => settled === null)),
    contacts: String(after.contacts.length),
  };
  return COLUMNS.map((column) => row[column]);
}
