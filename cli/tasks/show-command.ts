import { WrongUsage } from '../../core/contracts/errors.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { taskWords } from '../../report/messages/task-words.ts';
import { oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { atDesk, type DeskOptions } from './open-desk.ts';

/** `duewatch tasks show`: one task with everything that was written on it. */
export async function tasksShowCommand(taskId: string, options: DeskOptions, terminal: Terminal): Promise<number> {
  return atDesk(options, async (desk) => {
    const task = await desk.tasks.get(taskId);
    if (task === undefined)
      throw new WrongUsage(`there is no task ${JSON.stringify(taskId)}; tasks list shows the ids`);
    if (options.json === true) terminal.line(JSON.stringify(task, null, 2));
    else print(task, terminal);
    return EXIT.done;
  });
}

function print(task: CollectionTask, terminal: Terminal): void {
  const words = taskWords('en');
  const outcome = task.outcome === null ? '' : `, ${words.outcomes[task.outcome].toLowerCase()}`;
  const field = (name: string, value: string) => terminal.line(`${name.padEnd(12)} ${oneLine(value)}`);
  field('task', task.task_id);
  field('customer', `${task.customer_name} (${task.customer_id})`);
  field('owes', `${task.outstanding_balance} ${task.currency} (${task.opened_balance} when it was opened)`);
  field('status', `${words.statuses[task.status]}${outcome}`);
  field('due', `${task.due_date}, ${task.owner} (${task.owner_role})`);
  field('opened', `${task.opened_period} for ${task.reason}, episode ${task.episode}`);
  field('strategy', `${task.strategy ?? '–'}, score ${task.score ?? '–'}, band ${task.band ?? '–'}`);
  field('first steps', task.actions.join(', ') || '–');
  field('cause', task.cause === null ? '–' : words.causes[task.cause]);
  field('note', task.note ?? '–');
  for (const [name, lines] of recordsOf(task)) for (const line of lines) field(name, line);
  field('version', String(task.version));
  for (const { at, by, change } of task.history) terminal.line(oneLine(`${at}  ${by}: ${change}`));
}

/** What people wrote and what reviews found, a line each. */
function recordsOf(task: CollectionTask): (readonly [string, readonly string[]])[] {
  const found = task.findings.at(-1)?.words ?? {};
  const word = (id: string, cancelled: unknown) => (cancelled === null ? (found[id] ?? 'open') : 'cancelled');
  return [
    [
      'promise',
      task.promises.map((each) => `${each.id}: ${each.amount} by ${each.due_date}, ${word(each.id, each.cancelled)}`),
    ],
    [
      'plan',
      task.plans.flatMap((plan) =>
        plan.instalments.map(
          ({ amount, due_date }, at) =>
            `${plan.id}.${at + 1}: ${amount} by ${due_date}, ${word(`${plan.id}.${at + 1}`, plan.cancelled)}`,
        ),
      ),
    ],
    [
      'dispute',
      task.disputes.map(
        ({ id, opened_on, reason, amount, settled }) =>
          `${id}: ${opened_on}, ${amount ?? 'all of it'}, ${settled === null ? 'open' : `${settled.result} ${settled.on}`}: ${reason}`,
      ),
    ],
    [
      'contact',
      task.contacts.map(
        ({ on, channel, result, stage, note }) =>
          `${on}, ${taskWords('en').channels[channel].toLowerCase()}: ${taskWords('en').contact_results[result].toLowerCase()}${stage === null ? '' : ` (${stage})`}${note === null ? '' : `: ${note}`}`,
      ),
    ],
    [
      'approval',
      task.approvals.map(
        ({ id, kind, period, decided }) =>
          `${id}: ${kind}, ${period}, ${decided === null ? 'to be decided' : `${decided.approved ? 'approved' : 'declined'} by ${decided.by}`}`,
      ),
    ],
    [
      'found',
      task.findings.map(
        ({ period, balance, received, at_risk }) =>
          `${period}: owes ${balance ?? 'not known'}, received ${received ?? 'not known'}, ${at_risk ? 'still at risk' : 'no longer at risk'}`,
      ),
    ],
  ];
}
