import type { CollectionTask, TaskFinding } from '../../contracts/task.ts';
import { compareIds } from '../customer-order.ts';
import { Decimal } from '../decimal.ts';
import { ALERT_TASK } from '../early-warning/alert-task.ts';
import { currencyDigits, formatMoney } from '../money.ts';
import { lastDay, type Month } from '../month.ts';
import { judgeWords, type Receipt } from './judge-words.ts';
import { type Word, withFinding, wordsOf } from './settle-task.ts';

/** What one scope's books say of the customers on the desk. Amounts are decimal text. */
export interface DeskBooks {
  readonly balances: ReadonlyMap<string, string>;
  /** By customer, by day; null where the books hold no payments. */
  readonly receipts: ReadonlyMap<string, readonly Receipt[]> | null;
  /** By customer and month: what was invoiced, for books without payments. */
  readonly invoiced: ReadonlyMap<string, ReadonlyMap<Month, string>>;
  readonly highRisk: ReadonlySet<string>;
  /** Customers on alert; null where the export holds nothing to judge that by. */
  readonly onAlert: ReadonlySet<string> | null;
}

/** A standing task with what the month's books say of it. */
export interface FoundTask {
  readonly before: CollectionTask;
  readonly after: CollectionTask;
  readonly finding: TaskFinding;
}

/**
 * Holds the standing tasks of one scope against the books at the period's end: what is owed, what came in, which words were kept, and
 * whether the reason still holds. Words of all tasks of a customer are judged together, so that no receipt keeps two of them.
 */
export function findTasks(
  tasks: readonly CollectionTask[],
  books: DeskBooks,
  context: { readonly period: Month; readonly graceDays: number },
): readonly FoundTask[] {
  const byCustomer = Map.groupBy(tasks, ({ customer_id }) => customer_id);
  return [...byCustomer].flatMap(([customer, own]) => findCustomer(own, books, { ...context, customer }));
}

function findCustomer(
  tasks: readonly CollectionTask[],
  books: DeskBooks,
  { customer, period, graceDays }: { customer: string; period: Month; graceDays: number },
): readonly FoundTask[] {
  const receipts = books.receipts === null ? null : (books.receipts.get(customer) ?? []);
  const looked = tasks.map((task) => ({
    task,
    words: wordsOf(task),
    received: receivedSince(task, receipts, books, period),
  }));
  const verdicts = judgeWords(
    looked.flatMap(({ words }) => words),
    receipts ?? monthlyReceipts(looked, period),
    { periodEnd: lastDay(period), graceDays, byMonth: receipts === null, kept: keptBefore(looked, period) },
  );
  return looked.map(({ task, words, received }) => {
    const balance = books.balances.get(task.customer_id) ?? null;
    const finding: TaskFinding = {
      period,
      balance: balance === null ? null : money(balance, task.currency),
      received,
      words: Object.fromEntries(words.map((word) => [word.id, verdicts.get(word) ?? 'open'])),
      // A customer that is not in the books tells nothing: its task stays until somebody looks.
      at_risk: balance === null || stillAtRisk(task, books),
    };
    return { before: task, after: withFinding(task, finding), finding };
  });
}

/** What the finding before this month's said kept. */
function keptBefore(
  looked: readonly { readonly task: CollectionTask; readonly words: readonly Word[] }[],
  period: Month,
): ReadonlySet<Word> {
  return new Set(
    looked.flatMap(({ task, words }) => {
      const said = task.findings.findLast((finding) => finding.period < period)?.words ?? {};
      return words.filter(({ id }) => said[id] === 'kept');
    }),
  );
}

function stillAtRisk(task: CollectionTask, { highRisk, onAlert }: DeskBooks): boolean {
  if (highRisk.has(task.customer_id)) return true;
  return task.reason === ALERT_TASK && (onAlert === null || onAlert.has(task.customer_id));
}

/**
 * Money received from the end of the month in which the task was opened: what the last finding had, and Σ payments since it; without payments
 * in the books, what the balance fell by since it + what was invoiced (never below zero).
 */
function receivedSince(
  task: CollectionTask,
  receipts: readonly Receipt[] | null,
  books: DeskBooks,
  period: Month,
): string | null {
  if (receipts !== null) {
    const before = task.findings.findLast((finding) => finding.period < period && finding.received !== null);
    const since = lastDay(before?.period ?? task.opened_period);
    const sum = receipts
      .filter(({ date }) => date > since)
      .reduce((total, { amount }) => total.plus(amount), new Decimal(before?.received ?? 0));
    return money(sum.toFixed(), task.currency);
  }
  const now = books.balances.get(task.customer_id);
  if (now === undefined) return null;
  const last = task.findings.findLast((finding) => finding.period < period && finding.balance !== null);
  const then = new Decimal(last?.balance ?? task.opened_balance);
  const months = [...(books.invoiced.get(task.customer_id) ?? [])].filter(
    ([month]) => month > (last?.period ?? task.opened_period) && month <= period,
  );
  const invoiced = months.reduce((total, [, amount]) => total.plus(amount), new Decimal(0));
  const fell = Decimal.max(0, then.plus(invoiced).minus(now));
  return money(fell.plus(last?.received ?? 0).toFixed(), task.currency);
}

/** What came in month by month by the findings of the customer's oldest task: the steps of what was received. */
function monthlyReceipts(
  looked: readonly { readonly task: CollectionTask; readonly received: string | null }[],
  period: Month,
): readonly Receipt[] {
  const [oldest] = looked.toSorted((a, b) => compareIds(a.task.opened_period, b.task.opened_period));
  if (oldest === undefined) return [];
  const earlier = oldest.task.findings.filter((finding) => finding.period < period);
  const sums = [...earlier, { period, received: oldest.received }];
  let before = new Decimal(0);
  return sums.flatMap(({ period: month, received }) => {
    if (received === null) return [];
    const amount = new Decimal(received).minus(before);
    before = new Decimal(received);
    return amount.gt(0) ? [{ date: lastDay(month), amount: amount.toFixed() }] : [];
  });
}

function money(amount: string, currency: string): string {
  return formatMoney(new Decimal(amount), currencyDigits(currency));
}
