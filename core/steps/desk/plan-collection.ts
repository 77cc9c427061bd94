import type { CollectionPart } from '../../contracts/collection-plan.ts';
import { overdueCustomerRow } from '../../contracts/ledger-rows.ts';
import { deskInvoiceRow } from '../../contracts/plan-rows.ts';
import type { CollectionTask } from '../../contracts/task.ts';
import { debtorsOf } from '../../domain/collection-plan/debtor.ts';
import { type PlanCustomer, type PlannedCustomer, planCustomer } from '../../domain/collection-plan/plan-customer.ts';
import { currencyDigits } from '../../domain/money.ts';
import { lastDay } from '../../domain/month.ts';
import { type Cause, causeOf } from '../../domain/overdue/causes.ts';
import { ByteLines } from '../../figures/byte-lines.ts';
import { collectionPlanCsv, type PlanLine } from '../../figures/plan-csv.ts';
import { planFigures } from '../../figures/plan-figures.ts';
import type { LetterWriter } from '../../ports/letter-writer.ts';
import { causesOf } from '../desk-snapshot.ts';
import type { DeskContext, DeskPart, DeskScope } from './desk-context.ts';
import { type DraftedLetter, draftLetter, isAddress, type LetterMail } from './plan-letters.ts';

/** What the plan is worked out with besides the desk's context. */
export interface PlanTools {
  readonly letters: LetterWriter;
  /** ISO time at which the run started. */
  readonly startedAt: string;
  /** False where the figures are marked unreliable: then nothing leaves by itself. */
  readonly reliable: boolean;
}

/** What the plan adds to the desk, the letters that leave by themselves, and whether all stages are through for a task's customer. */
export interface CollectionResult extends DeskPart {
  readonly mails: readonly LetterMail[];
  /** Null where the books do not say how long anything has been due, or the customer has nothing overdue. */
  readonly exhausted: (task: CollectionTask) => boolean | null;
}

/** A customer of the plan with its letter. */
interface Planned {
  readonly line: PlanLine;
  readonly drafted: DraftedLetter | null;
}

/**
 * The staged collection plan of the month: where every customer with something overdue or about to be due stands, what comes next by whom, and
 * a letter that merges all that it has open. collection_plan.csv lists everybody, letters.ndjson holds the drafts, `letters/` the first of
 * them as mails. Books without due dates have no plan, and every figure of it says so.
 */
export async function planCollection(context: DeskContext, tools: PlanTools): Promise<CollectionResult> {
  const scopes: { scope: string; currency: string; customers: number }[] = [];
  const planned: Planned[] = [];
  let sending = 0;
  const tasks = Map.groupBy(context.tasks, ({ scope, customer_id }) => `${scope} ${customer_id}`);
  const recorded = causesOf(context.tasks);
  for (const scope of context.ledger ? context.scopes : []) {
    const rows = (await scope.rows('desk_invoices')).map((row) => deskInvoiceRow.parse(row));
    scopes.push({ scope: scope.scope, currency: scope.currency, customers: rows[0]?.customers ?? 0 });
    const causes = await bookCausesOf(scope, context.period);
    const lines = new Map(scope.customers.map((line) => [line.customer_id, line]));
    for (const debtor of debtorsOf(rows, isAddress)) {
      const id = debtor.customerId;
      const own = tasks.get(`${scope.scope} ${id}`) ?? [];
      // What somebody wrote down comes before what follows from the books.
      const cause = recorded.get(id) ?? causes.get(id) ?? 'unknown';
      const customer = { debtor, group: lines.get(id)?.strategy ?? ('none' as const), cause, tasks: own };
      const maySend = tools.reliable && sending < context.rules.plans.send_at_most;
      const one = await planOne(customer, scope, context, { ...tools, maySend });
      if (one.drafted?.mail) sending += 1;
      planned.push(one);
    }
  }
  const lines = planned.map(({ line }) => line);
  const drafted = planned.flatMap((each) => each.drafted ?? []);
  const mails = drafted.flatMap(({ mail }) => mail ?? []);
  const { period, ledger } = context;
  const sheets = new Map(
    lines.map(({ scope, customerId, part }): [string, CollectionPart] => [`${scope} ${customerId}`, part]),
  );
  return {
    figures: planFigures({
      period,
      lines: ledger ? lines : null,
      scopes,
      toSend: mails.length,
      tasks: context.tasks,
    }),
    sheets,
    files: ledger ? filesOf(lines, drafted) : new Map(),
    mails,
    exhausted: ({ scope, customer_id }) => sheets.get(`${scope} ${customer_id}`)?.exhausted ?? null,
  };
}

/** Why each customer has not paid: as the books say or as it follows from them. */
async function bookCausesOf(scope: DeskScope, period: string): Promise<ReadonlyMap<string, Cause>> {
  const rows = (await scope.rows('overdue_customers')).map((row) => overdueCustomerRow.parse(row));
  return new Map(rows.map((row) => [row.customer_id, causeOf(row, lastDay(period)).cause]));
}

async function planOne(
  customer: PlanCustomer,
  { scope, currency }: DeskScope,
  { rules, period }: DeskContext,
  { letters: writer, startedAt, maySend }: PlanTools & { readonly maySend: boolean },
): Promise<Planned> {
  const periodEnd = lastDay(period);
  const plan = planCustomer(customer, { rules, periodEnd, digits: currencyDigits(currency) });
  const { debtor } = customer;
  const step = plan.next_step;
  const reason = notDrafted(plan, debtor.place, rules.plans.letters_up_to);
  const drafted =
    reason !== null || step === null
      ? null
      : await draftLetter(
          { customer, plan, step, currency },
          { writer, rules, period, periodEnd, scope, startedAt, maySend },
        );
  const part = { ...plan, letter: drafted?.letter ?? null, not_drafted: reason, file: drafted?.file ?? null };
  return { line: { scope, currency, customerId: debtor.customerId, name: debtor.name, part }, drafted };
}

function notDrafted(plan: PlannedCustomer, place: number, upTo: number): CollectionPart['not_drafted'] {
  if (plan.paused !== null) return 'paused';
  if (plan.next_step === null) return 'nothing_due';
  return place > upTo ? 'beyond_limit' : null;
}

function filesOf(lines: readonly PlanLine[], drafted: readonly DraftedLetter[]): Map<string, Uint8Array> {
  const all = new ByteLines();
  for (const { line } of drafted) all.add(line);
  return new Map([
    ['collection_plan.csv', collectionPlanCsv(lines)],
    ['letters.ndjson', all.bytes()],
    ...drafted.flatMap(({ files }) => files),
  ]);
}
