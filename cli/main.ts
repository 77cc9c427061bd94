import { Command, CommanderError, Option } from 'commander';
import { InputRefused, InvalidRules, WrongUsage } from '../core/contracts/errors.ts';
import { addCredit } from './credit/credit-program.ts';
import { EXIT, exitStatusOfError } from './run/exit-status.ts';
import { addTasks } from './tasks/tasks-program.ts';
import type { Terminal } from './terminal.ts';

const DEFAULT_STORE = '.duewatch';

/** The `duewatch` command: each subcommand is loaded when it is asked for. Reads the arguments, runs, and returns the exit status. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = EXIT.done;
  const set = (result: number): void => {
    status = result;
  };
  const program = build(terminal, set);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    terminal.error(wordsOf(error));
    return exitStatusOfError(error);
  }
}

/** What is refused says itself what is wrong and what to do; anything else is told with the name under which the pages explain it. */
function wordsOf(error: unknown): string {
  if (error instanceof InputRefused || error instanceof WrongUsage || error instanceof InvalidRules)
    return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function build(terminal: Terminal, set: (status: number) => void): Command {
  const program = new Command('duewatch')
    .description('Once a month: whose payments are deteriorating, how much is at stake, why, and what to do with each.')
    .version(terminal.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.write(text), writeErr: (text) => terminal.writeError(text) })
    .showHelpAfterError('(duewatch --help lists the commands)');
  const store = () =>
    new Option('--store <dir>', 'folder that holds history, tasks, mail and runs').default(DEFAULT_STORE);
  const json = () => new Option('--json', 'print JSON instead of words');
  const remote = () => new Option('--remote', 'the deployed review in AWS instead of this machine');
  const stage = () => new Option('--stage <stage>', 'with --remote: which deployment; else DUEWATCH_STAGE, else prod');
  const region = () => new Option('--region <region>', 'with --remote: its AWS region; else AWS_REGION or the profile');

  program
    .command('run')
    .description('run the whole monthly review')
    .option(
      '--exports <dir>',
      'folder of the export; without it the bundled sample (with --remote: its name in the bucket)',
    )
    .option('--period <YYYY-MM>', 'month to review; without it the newest month the export covers')
    .addOption(store())
    .option('--out <dir>', 'also copy the artefacts of this run there')
    .option('--config <file>', 'rules that overlay the shipped ones (YAML)')
    .addOption(new Option('--locale <locale>', 'write the report in this language only').choices(['zh-CN', 'en']))
    .option('--dry-run', 'everything but the effects: no mail, no task, no history')
    .option('--resend', 'send again to people who already have this revision')
    .addOption(json())
    .addOption(remote())
    .addOption(stage())
    .addOption(region())
    .action(async (options, command) => {
      checkRemote(command, ['store', 'config', 'locale']);
      if (options.remote === true) set(await (await import('./remote/run-remote.ts')).runRemote(options, terminal));
      else set(await (await import('./run/run-command.ts')).runCommand(options, terminal));
    });

  program
    .command('status')
    .description('the last reviews, and where the newest stands')
    .addOption(store())
    .addOption(json())
    .addOption(remote())
    .addOption(stage())
    .addOption(region())
    .action(async (options, command) => {
      checkRemote(command, ['store']);
      if (options.remote === true)
        set(await (await import('./remote/status-remote.ts')).statusRemote(options, terminal));
      else set(await (await import('./status-command.ts')).statusCommand(options, terminal));
    });

  program
    .command('check')
    .description('read and validate an export, print the landing report, change nothing')
    .requiredOption('--exports <dir>', 'folder of the export')
    .option('--period <YYYY-MM>', 'month to check for; without it the newest month the export covers')
    .option('--config <file>', 'rules that overlay the shipped ones (YAML)')
    .addOption(json())
    .action(async (options) => set(await (await import('./check-command.ts')).checkCommand(options, terminal)));

  addTasks(program, { store, json, remote, stage, region, checkRemote }, terminal, set);

  program
    .command('desk')
    .description('the collection desk as a page in the browser, on this machine alone')
    .addOption(store())
    .addOption(
      new Option('--port <port>', 'where it listens').default(8787).argParser(wholeNumber('--port', 0, 65_535)),
    )
    .option('--open', 'also open it in the browser')
    .option('--by <name>', 'whose name stands on what is written; without it the one signed in')
    .option('--today <date>', 'which day counts as today, to work on the books of the past')
    .option('--config <file>', 'rules that overlay the shipped ones (YAML)')
    .action(async (options) => set(await (await import('./desk/desk-command.ts')).deskCommand(options, terminal)));

  addCredit(program, terminal, set);

  program
    .command('explain')
    .description('where a figure of the last run comes from: definition, query, the rows')
    .argument('<figure-id>')
    .addOption(store())
    .addOption(json())
    .addOption(remote())
    .addOption(stage())
    .addOption(region())
    .option('--rerun', 'with --remote: execute the query once more and compare its rows with those on file')
    .action(async (id, options, command) => {
      checkRemote(command, ['store'], ['rerun']);
      if (options.remote === true)
        set(await (await import('./remote/explain-remote.ts')).explainRemote(id, options, terminal));
      else set(await (await import('./explain-command.ts')).explainCommand(id, options, terminal));
    });

  program
    .command('sample')
    .description('write a synthetic export, labelled as such')
    .requiredOption('--out <dir>', 'folder to write it to')
    .option('--customers <n>', 'how many customers', wholeNumber('--customers', 1, 10_000_000))
    .option('--months <m>', 'how many months of history', wholeNumber('--months', 1, 120))
    .option('--seed <s>', 'the same seed writes the same bytes', wholeNumber('--seed', 0, 2 ** 31 - 1))
    .addOption(
      new Option('--profile <profile>')
        .choices(['quickbooks-marts', 'ledger', 'fivetran-quickbooks', 'loans'])
        .default('quickbooks-marts'),
    )
    .action(async (options) => set(await (await import('./sample-command.ts')).sampleCommand(options, terminal)));

  program
    .command('open')
    .description('show the last report in the browser')
    .addOption(store())
    .addOption(new Option('--locale <locale>').choices(['zh-CN', 'en']).default('en'))
    .action(async (options) => set(await (await import('./open-command.ts')).openCommand(options, terminal)));
  return program;
}

/** Options that belong to this machine do not go with --remote, nor those of AWS without it. */
function checkRemote(command: Command, local: readonly string[], alsoRemote: readonly string[] = []): void {
  const given = (name: string) => command.getOptionValueSource(name) === 'cli';
  const remote = command.opts()['remote'] === true;
  const wrong = (remote ? local : ['stage', 'region', ...alsoRemote]).find(given);
  if (wrong === undefined) return;
  throw new WrongUsage(
    remote
      ? `--${wrong} does not go with --remote: a deployed review has its own, in the bucket (docs/operate.md)`
      : `--${wrong} goes with --remote only`,
  );
}

function wholeNumber(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new WrongUsage(`${option} takes a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
    }
    return value;
  };
}
