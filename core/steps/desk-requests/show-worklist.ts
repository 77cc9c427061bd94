import { compareIds } from '../../domain/customer-order.ts';
import { Decimal } from '../../domain/decimal.ts';
import {
  filtered,
  WORK_GROUPS,
  type WorkGroup,
  type WorkItem,
  type WorklistFilter,
  type WorklistRules,
  worklistOf,
} from '../../domain/desk/worklist.ts';
import type { TaskStore } from '../../ports/task-store.ts';

/** Rows of each group on the first page, and of a group by itself. */
const FIRST_ROWS = 25;
const PAGE_ROWS = 100;

/** What part of the worklist is asked for. */
export interface WorklistAsk {
  readonly filter: WorklistFilter;
  /** One group by itself, page by page; left out: the beginning of all three. */
  readonly group?: WorkGroup | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** A group as it is shown. */
export interface WorklistGroup {
  readonly group: WorkGroup;
  readonly count: number;
  /** What the customers of the group owe, by currency. */
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
  readonly items: readonly WorkItem[];
  readonly page: number;
  readonly pages: number;
}

/** The worklist as it is shown. */
export interface WorklistView {
  readonly groups: readonly WorklistGroup[];
  /** Owners and roles to choose from, sorted: those of the tasks that are shown where nothing is narrowed, and those that were chosen. */
  readonly owners: readonly string[];
  readonly roles: readonly string[];
}

/** The worklist, a page of each group. Tasks that are done are shown, and read, where they are asked for. */
export async function showWorklist(
  tasks: Pick<TaskStore, 'list' | 'listForWorklist'>,
  ask: WorklistAsk,
  rules: WorklistRules,
): Promise<WorklistView> {
  const withDone = ask.group === 'done' || ask.filter.status === 'done';
  const all = withDone ? await tasks.list() : await tasks.listForWorklist();
  const choice = withDone ? all : all.filter(({ status }) => status !== 'done');
  const items = filtered(worklistOf(all, rules), ask.filter);
  const asked = WORK_GROUPS.filter((group) =>
    ask.group === undefined ? group !== 'done' || ask.filter.status === 'done' : group === ask.group,
  );
  return {
    groups: asked.map((group) => groupView(group, items, ask)),
    owners: distinct([...choice.map(({ owner }) => owner), ask.filter.owner]),
    roles: distinct([...choice.map(({ owner_role }) => owner_role), ask.filter.role]),
  };
}

function groupView(group: WorkGroup, all: readonly WorkItem[], { group: only, page = 1 }: WorklistAsk): WorklistGroup {
  const items = all.filter((item) => item.group === group);
  const rows = only === undefined ? FIRST_ROWS : PAGE_ROWS;
  const pages = Math.max(1, Math.ceil(items.length / rows));
  const shown = only === undefined ? 1 : Math.min(Math.max(1, page), pages);
  return {
    group,
    count: items.length,
    totals: totalsOf(items),
    items: items.slice((shown - 1) * rows, shown * rows),
    page: shown,
    pages: only === undefined ? 1 : pages,
  };
}

function totalsOf(items: readonly WorkItem[]): { currency: string; amount: string }[] {
  const sums = new Map<string, Decimal>();
  const seen = new Set<string>();
  for (const { task } of items) {
    // A customer with two tasks (high risk and an alert) owes its balance once.
    const customer = JSON.stringify([task.currency, task.scope, task.customer_id]);
    if (seen.has(customer)) continue;
    seen.add(customer);
    sums.set(task.currency, (sums.get(task.currency) ?? new Decimal(0)).plus(task.outstanding_balance));
  }
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount: amount.toFixed() }))
    .sort((a, b) => compareIds(a.currency, b.currency));
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined))].sort();
}
