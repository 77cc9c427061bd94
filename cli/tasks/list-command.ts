import type { Locale } from '../../core/contracts/config.ts';
import { WORK_GROUPS, type WorkItem, worklistOf } from '../../core/domain/desk/worklist.ts';
import { codeText, type DeskLanguage, deskLanguage } from '../../report/desk/desk-language.ts';
import { atRight, inColumn, oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { type ActorOptions, atDesk, type DeskOptions } from './open-desk.ts';
import { mayBeDone, selectTasks, type TaskFilters } from './select-tasks.ts';
import { worklistRules } from './worklist-rules.ts';

/** `duewatch tasks list`: the worklist in its groups, the most pressing first; as JSON by due date, each task with its group and why. */
export async function tasksListCommand(
  options: DeskOptions & ActorOptions & TaskFilters & { readonly config?: string; readonly locale: Locale },
  terminal: Terminal,
): Promise<number> {
  const rules = await worklistRules(options);
  const all = await atDesk(options, ({ tasks }) => (mayBeDone(options) ? tasks.list() : tasks.listForWorklist()));
  const tasks = selectTasks(all, options, rules);
  const chosen = new Set(tasks.map(({ task_id }) => task_id));
  // Placed among all of them: what was agreed on one task of a customer rests the others.
  const items = worklistOf(all, rules).filter(({ task }) => chosen.has(task.task_id));
  if (options.json === true) {
    const places = new Map(items.map(({ task, group, why }) => [task.task_id, { group, why }]));
    const placed = tasks.map((task) => ({ ...task, ...places.get(task.task_id) }));
    terminal.line(JSON.stringify(placed, null, 2));
  } else print(items, deskLanguage(options.locale), terminal);
  return EXIT.done;
}

function print(items: readonly WorkItem[], language: DeskLanguage, terminal: Terminal): void {
  if (items.length === 0) {
    terminal.line(language.tasks.listed.none);
    return;
  }
  const { groups, means, count } = language.words.list;
  for (const group of WORK_GROUPS) {
    const here = items.filter((item) => item.group === group);
    if (here.length === 0) continue;
    terminal.line(language.messages.words.counted({ what: groups[group], count: language.format.count(here.length) }));
    terminal.line(`  ${means[group]}`);
    for (const item of here) for (const line of linesOf(item, language)) terminal.line(line.trimEnd());
    terminal.line();
  }
  terminal.line(count({ count: language.format.count(items.length) }));
}

/** Two lines of eighty columns: what it is about, and under it why it stands here, whose it is, and the id that show and update take. */
function linesOf({ task, why }: WorkItem, { words, tasks, messages, format }: DeskLanguage): string[] {
  const status = inColumn(tasks.statuses[task.status], 12);
  const owes = atRight(format.money(task.outstanding_balance, 'full', task.currency), 22);
  const id = oneLine(task.task_id);
  const role = codeText(messages.terms.roles, task.owner_role);
  const owner = role === task.owner ? role : task.owner;
  const because = tasks.listed.because({ why: words.list.reasons[why], owner });
  return [
    `  ${task.due_date}  ${status}${owes}  ${inColumn(task.customer_name, 30)}`,
    `              ${id}  ${inColumn(because, Math.max(12, 64 - id.length))}`,
  ];
}
