import { type Command, Option } from 'commander';
import { contactChannel, recordedCause, taskOutcome, taskStatus } from '../../core/contracts/task.ts';
import { WORK_GROUPS } from '../../core/domain/desk/worklist.ts';
import type { Terminal } from '../terminal.ts';

/** Options that the whole command shares. */
export interface SharedOptions {
  readonly store: () => Option;
  readonly json: () => Option;
  readonly remote: () => Option;
  readonly stage: () => Option;
  readonly region: () => Option;
  /** Refuses options of this machine beside --remote, and those of AWS without it. */
  readonly checkRemote: (command: Command, local: readonly string[]) => void;
}

const RESULTS = ['reached', 'not_reached', 'delivered', 'bounced'];

/** `duewatch tasks …`: each subcommand is loaded when it is asked for. */
export function addTasks(
  program: Command,
  shared: SharedOptions,
  terminal: Terminal,
  set: (status: number) => void,
): void {
  const tasks = program.command('tasks').description('the collection tasks of a store, or of a deployed review');
  const at = (command: Command) =>
    command
      .addOption(shared.store())
      .addOption(shared.json())
      .addOption(shared.remote())
      .addOption(shared.stage())
      .addOption(shared.region())
      .hook('preAction', (_parent, action) => shared.checkRemote(action, ['store']));

  withToday(withFilters(at(tasks.command('list').description('the worklist, the most pressing first'))))
    .addOption(locale('language'))
    .action(async (options) => set(await (await import('./list-command.ts')).tasksListCommand(options, terminal)));
  at(tasks.command('show').description('one task with everything written on it').argument('<task-id>'))
    .addOption(locale('language'))
    .action(async (id, options) =>
      set(await (await import('./show-command.ts')).tasksShowCommand(id, options, terminal)),
    );
  withActions(at(tasks.command('update').description('write down what happened').argument('<task-id>')))
    .addOption(locale('language'))
    .action(async (id, options) =>
      set(await (await import('./update-command.ts')).tasksUpdateCommand(id, options, terminal)),
    );
  withToday(withFilters(at(tasks.command('export').description('the tasks as a sheet to fill in'))))
    .requiredOption('--out <file>', 'where to write it: .xlsx, or .csv')
    .addOption(locale('language of a .csv; a workbook is in both'))
    .action(async (options) => set(await (await import('./export-command.ts')).tasksExportCommand(options, terminal)));
  withActor(at(tasks.command('import').description('read a filled-in sheet in').argument('<file>')))
    .option('--dry-run', 'check it and say what would be written')
    .option('--partial', 'write the rows that are right, though others are wrong')
    .addOption(locale('language in which problems are told'))
    .action(async (file, options) =>
      set(await (await import('./import-command.ts')).tasksImportCommand(file, options, terminal)),
    );
}

function withFilters(command: Command): Command {
  return command
    .option('--status <status>', 'only tasks in this status')
    .option('--owner <text>', 'only tasks whose owner or role contains this')
    .option('--customer <text>', 'only tasks whose customer number or name contains this')
    .addOption(new Option('--group <group>', 'only tasks of this group').choices([...WORK_GROUPS]))
    .option('--config <file>', 'rules that overlay the shipped ones (YAML): what is small, from which score on')
    .option('--due-before <date>', 'only tasks that are due before this day');
}

function withActions(command: Command): Command {
  return withActor(command)
    .option('--start', 'somebody is on it')
    .option('--note <text>', 'a note, with what else is written or alone')
    .addOption(new Option('--cause <cause>', 'why the customer has not paid').choices(recordedCause.options))
    .addOption(new Option('--contact <channel>', 'how the customer was reached').choices(contactChannel.options))
    .addOption(new Option('--result <result>', 'with --contact: what came of it').choices(RESULTS))
    .option('--promise <amount>', 'the customer promised so much')
    .option('--due <date>', 'with --promise: by this day')
    .option('--cancel-promise <id>', 'a promise is off, such as p1')
    .option('--dispute <reason>', 'the customer contests what is asked: chasing stops')
    .option('--amount <amount>', 'with --dispute: how much of it; without it all')
    .addOption(
      new Option('--settle-dispute <result>', 'the dispute is over').choices(['upheld', 'rejected', 'withdrawn']),
    )
    .option('--plan <instalments>', 'agreed instalments, as in "2025-11-30=5000,2025-12-31=5000"')
    .option('--cancel-plan <id>', 'a plan is off, such as l1')
    .option('--assign <name>', 'whose task it is from now on')
    .option('--postpone <date>', 'due on this day instead')
    .option('--approve <id>', 'approve a recommended step')
    .option('--decline <id>', 'decline a recommended step')
    .addOption(new Option('--close <outcome>', 'the task is done').choices(taskOutcome.options))
    .option('--reopen', 'the task is not done after all')
    .option('--on <date>', 'the day it happened; without it today')
    .addOption(
      new Option('--status <status>', 'in short: in_progress starts, done closes, open opens again').choices(
        taskStatus.options,
      ),
    )
    .option('--outcome <text>', 'closes with this outcome; in own words: other, with the words as note');
}

function withActor(command: Command): Command {
  return withToday(command).option('--by <name>', 'who did it; without it the name you are signed in with');
}

function withToday(command: Command): Command {
  return command.option('--today <date>', 'the day that counts as today');
}

function locale(says: string): Option {
  return new Option('--locale <locale>', says).choices(['zh-CN', 'en']).default('en');
}
