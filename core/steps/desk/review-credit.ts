import type { CreditPart } from '../../contracts/credit-policy.ts';
import { creditExposureRow } from '../../contracts/credit-rows.ts';
import type { CustomerLine } from '../../contracts/report-input.ts';
import { highRiskCustomerRow } from '../../contracts/rows.ts';
import type { CollectionTask, TaskApproval } from '../../contracts/task.ts';
import { type CreditFacts, factsOfLedger, factsOfMarts } from '../../domain/credit/credit-facts.ts';
import { type CreditContext, reviewCustomer } from '../../domain/credit/review-customer.ts';
import { compareIds } from '../../domain/customer-order.ts';
import { Decimal } from '../../domain/decimal.ts';
import { approvalRequest, expired } from '../../domain/desk/approval-request.ts';
import { currencyDigits } from '../../domain/money.ts';
import { makeScorer } from '../../domain/score.ts';
import { creditLimitsCsv } from '../../figures/credit-csv.ts';
import { type CreditScope, creditFigures } from '../../figures/credit-figures.ts';
import type { DeskContext, DeskPart, DeskScope } from './desk-context.ts';
import { tasksByDebt } from './newest-tasks.ts';

/**
 * Credit policy of the month: exposure against limits, holds, prepayment, the quarter's proposals within their caps and who decided the
 * last ones, when each customer is looked at again. A change of a limit is a step that a person approves on the customer's task, the newest where it has several;
 * credit_limits.csv lists all of them.
 */
export async function reviewCredit(context: DeskContext): Promise<DeskPart> {
  const scopes: CreditScope[] = [];
  for (const scope of context.scopes) scopes.push(await reviewScope(scope, context));
  const asked = new Map<string, readonly TaskApproval[]>();
  const debts = tasksByDebt(context.tasks);
  const newest = new Set(debts.map((debt) => debt.newest));
  for (const task of debts.flatMap((debt) => [debt.newest, ...debt.older])) {
    const proposal = scopes.find(({ scope }) => scope === task.scope)?.byCustomer.get(task.customer_id)?.part.proposal;
    const late = expired(task.approvals, ['credit_limit'], context.period, context.rules.escalation.decide_within_days);
    const wanted = newest.has(task) && proposal !== null && proposal !== undefined && isChange(proposal);
    const steps = [
      ...late,
      ...(wanted ? [approvalRequest('credit_limit', context.period, proposalRecord(proposal, task))] : []),
    ];
    if (steps.length > 0) asked.set(task.task_id, steps);
  }
  return {
    figures: creditFigures(scopes, context.period, context.rules.credit),
    sheets: new Map(
      scopes.flatMap(({ scope, customers }) =>
        customers.map(({ facts, part }): [string, CreditPart] => [`${scope} ${facts.customer_id}`, part]),
      ),
    ),
    approvals: asked,
    files: new Map([['credit_limits.csv', creditLimitsCsv(scopes)]]),
  };
}

async function reviewScope(scope: DeskScope, context: DeskContext): Promise<CreditScope> {
  const { rules, period, tasks } = context;
  const decisions = decisionsOf(tasks.filter((task) => task.scope === scope.scope));
  const credit: CreditContext = {
    period,
    settings: rules.credit,
    policies: rules.policy,
    digits: currencyDigits(scope.currency),
  };
  const customers = (await factsOf(scope, context)).map((facts) => ({
    facts,
    part: reviewCustomer(facts, decisions.get(facts.customer_id) ?? [], credit),
  }));
  const [summary] = await scope.rows('overdue_summary');
  return {
    scope: scope.scope,
    currency: scope.currency,
    customers,
    byCustomer: new Map(customers.map((each) => [each.facts.customer_id, each])),
    ledger: context.ledger,
    overdueAmountDays: summary?.['amount_days'] ?? null,
  };
}

async function factsOf(scope: DeskScope, { ledger, rules }: DeskContext): Promise<readonly CreditFacts[]> {
  const lines = new Map(scope.customers.map((line): [string, CustomerLine] => [line.customer_id, line]));
  if (ledger) {
    const scorer = makeScorer(rules.score.weights);
    const rows = (await scope.rows('credit_exposure')).map((row) => creditExposureRow.parse(row));
    const limits = scope.scope === '*';
    return rows
      .filter((row) => limits || lines.has(row.customer_id))
      .map((row) => factsOfLedger(row, lines.get(row.customer_id) ?? null, { limits, scorer }));
  }
  const rows = (await scope.rows('high_risk_customers')).map((row) => highRiskCustomerRow.parse(row));
  const purchases = new Map(rows.map((row) => [row.customer_id, row]));
  return scope.customers.map((line) => factsOfMarts(line, purchases.get(line.customer_id) ?? null));
}

/** Limit proposals that were decided, by customer, oldest first. */
function decisionsOf(tasks: readonly CollectionTask[]): ReadonlyMap<string, readonly TaskApproval[]> {
  const found = new Map<string, TaskApproval[]>();
  for (const { customer_id, approvals } of tasks)
    for (const approval of approvals)
      if (approval.kind === 'credit_limit' && approval.decided !== null)
        found.set(customer_id, [...(found.get(customer_id) ?? []), approval]);
  for (const list of found.values()) list.sort((a, b) => compareIds(a.decided?.at ?? '', b.decided?.at ?? ''));
  return found;
}

/** True where a limit that stands is to become another. */
function isChange({ current, proposed }: NonNullable<CreditPart['proposal']>): boolean {
  return current !== null && !new Decimal(current).eq(proposed);
}

function proposalRecord(
  { current, proposed, change_pct, wished_pct, reasons, from }: NonNullable<CreditPart['proposal']>,
  { currency }: CollectionTask,
): TaskApproval['proposal'] {
  return { current, proposed, change_pct, wished_pct, reasons: reasons.join('; '), from, currency };
}
