import type { EscalationPart } from '../../contracts/escalation.ts';
import { type LedgerRowOf, overdueCustomerRow } from '../../contracts/ledger-rows.ts';
import type { CollectionTask, TaskApproval } from '../../contracts/task.ts';
import { Decimal } from '../../domain/decimal.ts';
import {
  escalateTask,
  escalationPartOf,
  lateSteps,
  type TaskClaim,
  type TaskEscalation,
} from '../../domain/escalation/task-escalation.ts';
import { currencyDigits } from '../../domain/money.ts';
import { escalationsCsv } from '../../figures/escalation-csv.ts';
import { type EscalationScope, escalationFigures } from '../../figures/escalation-figures.ts';
import type { DeskContext, DeskPart, DeskScope } from './desk-context.ts';
import { tasksByDebt } from './newest-tasks.ts';

/** Whether a task's plan of collection has come to its end; null where that is not known. */
export type StagesExhausted = (task: CollectionTask) => boolean | null;

/**
 * Which tasks of the high-risk group should go to an agency or to court: gates, candidates compared, a suit's expected value, each against
 * giving up. A debt is claimed once, on the newest of its customer's standing tasks. Every recommendation is a step that a person approves; escalations.csv holds the arithmetic of all.
 */
export async function recommendEscalation(context: DeskContext, stagesExhausted: StagesExhausted): Promise<DeskPart> {
  const { rules } = context;
  const settings = rules.escalation;
  const scopes: EscalationScope[] = [];
  const sheets = new Map<string, EscalationPart>();
  const approvals = new Map<string, readonly TaskApproval[]>();
  for (const scope of context.scopes) {
    const digits = currencyDigits(scope.currency);
    const found = await escalateScope(scope, context, stagesExhausted);
    for (const each of found) {
      const part = escalationPartOf(each, settings.agency.candidates.length, settings, digits);
      sheets.set(`${scope.scope} ${each.task.customer_id}`, part);
      const steps = [...each.expired, ...(each.request === null ? [] : [each.request])];
      if (steps.length > 0) approvals.set(each.task.task_id, steps);
    }
    for (const { older } of tasksByDebt(context.tasks.filter((task) => task.scope === scope.scope)))
      for (const task of older) {
        const late = lateSteps(task, context.period, settings);
        if (late.length > 0) approvals.set(task.task_id, late);
      }
    scopes.push({ scope: scope.scope, currency: scope.currency, found, ledger: context.ledger });
  }
  return {
    figures: escalationFigures(scopes, context.tasks, settings),
    sheets,
    approvals,
    files: new Map([['escalations.csv', escalationsCsv(scopes)]]),
  };
}

async function escalateScope(
  scope: DeskScope,
  { tasks, ledger, period, rules }: DeskContext,
  stagesExhausted: StagesExhausted,
): Promise<readonly TaskEscalation[]> {
  const debts = tasksByDebt(tasks.filter((task) => task.scope === scope.scope));
  const rows = ledger ? (await scope.rows('overdue_customers')).map((row) => overdueCustomerRow.parse(row)) : [];
  const overdue = new Map(rows.map((row) => [row.customer_id, row]));
  const context = { period, settings: rules.escalation, digits: currencyDigits(scope.currency) };
  return debts.map(({ newest: task, older, beside }) => {
    const exhausted = stagesExhausted(task);
    const claim = ledger ? overdueClaim(overdue.get(task.customer_id), exhausted) : balanceClaim(task, exhausted);
    return escalateTask(task, claim, { ...context, older, beside });
  });
}

function overdueClaim(row: LedgerRowOf<'overdue_customers'> | undefined, stagesExhausted: boolean | null): TaskClaim {
  return {
    claim: new Decimal(row?.overdue_amount ?? 0),
    claimIs: 'overdue',
    oldestDays: row?.oldest_days ?? 0,
    disputed: new Decimal(row?.disputed_amount ?? 0).gt(0),
    stagesExhausted,
  };
}

/** Marts know no due dates: the whole balance is taken, and the age is that of the task. */
function balanceClaim(task: CollectionTask, stagesExhausted: boolean | null): TaskClaim {
  return {
    claim: new Decimal(task.outstanding_balance),
    claimIs: 'balance',
    oldestDays: null,
    disputed: false,
    stagesExhausted,
  };
}
