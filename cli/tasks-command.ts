import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openTables } from '../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../adapters/embedded/sqlite-task-store.ts';
import { WrongUsage } from '../core/contracts/errors.ts';
import { type CollectionTask, taskStatus } from '../core/contracts/task.ts';
import { EXIT } from './run/exit-status.ts';
import { printable, type Terminal } from './terminal.ts';

interface StoreOption {
  readonly store: string;
  readonly json?: boolean;
}

/** `duewatch tasks list`: the desk's tasks, soonest first. */
export async function tasksListCommand(
  options: StoreOption & { status?: string; owner?: string },
  terminal: Terminal,
): Promise<number> {
  if (options.status !== undefined && !taskStatus.safeParse(options.status).success) {
    throw new WrongUsage(`--status is one of ${taskStatus.options.join(', ')}, not ${JSON.stringify(options.status)}`);
  }
  const wanted = (options.owner ?? '').toLowerCase();
  const tasks = (await openStore(options.store).list()).filter(
    (task) =>
      (options.status === undefined || task.status === options.status) &&
      `${task.owner} ${task.owner_role}`.toLowerCase().includes(wanted),
  );
  if (options.json === true) terminal.line(JSON.stringify(tasks, null, 2));
  else printTasks(tasks, terminal);
  return EXIT.done;
}

/** `duewatch tasks show`: one task with its history. */
export async function tasksShowCommand(taskId: string, options: StoreOption, terminal: Terminal): Promise<number> {
  const task = await find(openStore(options.store), taskId);
  if (options.json === true) {
    terminal.line(JSON.stringify(task, null, 2));
    return EXIT.done;
  }
  const { history, ...fields } = task;
  for (const [name, value] of Object.entries(fields)) {
    terminal.line(
      `${name.padEnd(20)} ${printable(value === null ? '–' : Array.isArray(value) ? value.join(', ') : String(value))}`,
    );
  }
  for (const change of history) terminal.line(printable(`${change.at}  ${change.by}: ${change.change}`));
  return EXIT.done;
}

/** `duewatch tasks update`: what happened, written down; refused when somebody else changed the task meanwhile. */
export async function tasksUpdateCommand(
  taskId: string,
  options: StoreOption & { status?: string; outcome?: string; cause?: string; note?: string; by?: string },
  terminal: Terminal,
): Promise<number> {
  const changes = (['status', 'outcome', 'cause', 'note'] as const).flatMap((field) => {
    const value = options[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  if (changes.length === 0) throw new WrongUsage('say what changed: --status, --outcome, --cause or --note');
  const tasks = openStore(options.store);
  const task = await find(tasks, taskId);
  const changed: CollectionTask = {
    ...task,
    ...Object.fromEntries(changes),
    version: task.version + 1,
    history: [
      ...task.history,
      {
        at: new Date().toISOString(),
        by: options.by ?? 'command line',
        change: changes.map(([field, value]) => `${field}: ${task[field] ?? 'none'} → ${value}`).join('; '),
      },
    ],
  };
  if (!(await tasks.replace(changed, task.version))) {
    terminal.error(
      `Task ${taskId} was changed by somebody else meanwhile. Nothing was written: look at it again with tasks show.`,
    );
    return EXIT.failed;
  }
  terminal.line(`Task ${printable(taskId)} is now ${changed.status}.`);
  return EXIT.done;
}

function printTasks(tasks: readonly CollectionTask[], terminal: Terminal): void {
  if (tasks.length === 0) {
    terminal.line('No tasks.');
    return;
  }
  terminal.line(`${'due'.padEnd(11)}${'status'.padEnd(12)}${'amount'.padStart(16)}  ${'owner'.padEnd(22)}customer`);
  for (const task of tasks) {
    const amount = `${task.outstanding_balance} ${task.currency}`;
    const owner = `${task.owner}`.slice(0, 20);
    terminal.line(
      printable(
        `${task.due_date} ${task.status.padEnd(12)}${amount.padStart(16)}  ${owner.padEnd(22)}${task.customer_name} (${task.task_id})`,
      ),
    );
  }
  terminal.line(`${tasks.length} task${tasks.length === 1 ? '' : 's'}.`);
}

async function find(tasks: SqliteTaskStore, taskId: string): Promise<CollectionTask> {
  const task = await tasks.get(taskId);
  if (task === undefined) throw new WrongUsage(`there is no task ${JSON.stringify(taskId)}; tasks list shows the ids`);
  return task;
}

function openStore(folder: string): SqliteTaskStore {
  if (!existsSync(join(folder, 'duewatch.sqlite'))) {
    throw new WrongUsage(`${folder} is not a store: no run has been made there; name one with --store`);
  }
  return new SqliteTaskStore(openTables(folder));
}
