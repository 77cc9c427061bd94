import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { ExecutionHistory } from '../../adapters/aws/execution-history.ts';
import { DuewatchError, WrongUsage } from '../../core/contracts/errors.ts';
import type { ExecutionInput } from '../../core/contracts/states.ts';
import { clearEarlierRun } from '../run/earlier-run.ts';
import { EXIT, exitStatusOf } from '../run/exit-status.ts';
import { isPeriod } from '../run/period.ts';
import { type Progress, progressFor } from '../run/progress.ts';
import { printArtefacts, printReview } from '../run/summary.ts';
import type { Terminal } from '../terminal.ts';
import { asking } from './aws-call.ts';
import { type ExecutionEnd, followExecution } from './follow-execution.ts';
import { openStack, type RemoteOptions, type RemoteStack } from './stack.ts';
import { whatToDo } from './what-to-do.ts';

/** Options of `npx duewatch run --remote`. */
export interface RemoteRunOptions extends RemoteOptions {
  readonly period?: string;
  /** Name of an export under `exports/` in the bucket. */
  readonly exports?: string;
  readonly resend?: boolean;
  readonly dryRun?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** What a mail's outcome means where mail leaves for good. */
const OUTCOMES: Readonly<Record<string, string>> = {
  sent: 'sent',
  already_sent: 'sent before, not again',
  dry_run: 'not sent (dry run)',
  unresolved: 'not known whether sent',
};

/**
 * `npx duewatch run --remote`: starts the deployed workflow with what an operator would type into the console, follows it to its end and says
 * how it went. Returns the exit status.
 */
export async function runRemote(options: RemoteRunOptions, terminal: Terminal): Promise<number> {
  const input = consoleInput(options);
  const stack = await openStack(options);
  try {
    const execution = await start(stack, input);
    terminal.writeError(`${stack.name} in ${stack.region}: ${consoleAddress(stack, execution)}\n`);
    terminal.writeError(
      'It goes on if this command is stopped; npx duewatch status --remote shows how far it has got.\n',
    );
    const end = await follow(stack, execution, progressFor(terminal, options.json === true));
    if (end.status === 'SUCCEEDED') return await finished(stack, end, options, terminal);
    return await failed(stack, execution, end, options, terminal);
  } finally {
    await stack.close();
  }
}

/** What the execution is started with. Throws {@link WrongUsage} for a period that is no month, or a path where a name is wanted. */
function consoleInput({ period, exports, resend, dryRun }: RemoteRunOptions): ExecutionInput {
  if (period !== undefined && !isPeriod(period))
    throw new WrongUsage(`--period takes a month such as 2025-09, not ${JSON.stringify(period)}`);
  if (exports !== undefined && /^[./~]|\\/.test(exports)) {
    throw new WrongUsage(
      `with --remote, --exports names a folder under exports/ in the bucket, such as 2025-09, not ${JSON.stringify(exports)}`,
    );
  }
  return {
    ...(period === undefined ? {} : { period }),
    ...(exports === undefined ? {} : { exports }),
    ...(resend === true ? { resend } : {}),
    ...(dryRun === true ? { dryRun } : {}),
  };
}

async function start({ steps, stateMachineArn }: RemoteStack, input: ExecutionInput): Promise<string> {
  const { executionArn } = await asking('starting the review', () =>
    steps.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) })),
  );
  if (executionArn === undefined) throw new DuewatchError('Step Functions started no execution, and did not say why');
  return executionArn;
}

async function follow(stack: RemoteStack, execution: string, progress: Progress): Promise<ExecutionEnd> {
  try {
    return await followExecution(stack, execution, progress.listener);
  } finally {
    await progress.finish();
  }
}

const closedRun = z.object({ status: z.enum(['done', 'flagged']), prefix: z.string() });

async function finished(
  stack: RemoteStack,
  end: Extract<ExecutionEnd, { status: 'SUCCEEDED' }>,
  options: RemoteRunOptions,
  terminal: Terminal,
): Promise<number> {
  const { status, prefix } = closedRun.parse(JSON.parse(end.output));
  if (options.out !== undefined) await copyOut(stack, prefix, options.out);
  if (options.json === true) {
    terminal.write(new TextDecoder().decode((await stack.store.read(`${prefix}run.json`)) ?? new Uint8Array()));
  } else {
    await printReview(stack.store, prefix, OUTCOMES, terminal);
    await printArtefacts(stack.store, prefix, `s3://${stack.bucket}/${prefix.replace(/\/$/, '')}`, terminal);
    if (options.out !== undefined) terminal.line(`Copied to ${options.out}`);
  }
  return status === 'flagged' ? EXIT.flagged : EXIT.done;
}

async function failed(
  stack: RemoteStack,
  execution: string,
  { status, failure }: Exclude<ExecutionEnd, { status: 'SUCCEEDED' }>,
  options: RemoteRunOptions,
  terminal: Terminal,
): Promise<number> {
  const advice = whatToDo(failure, execution);
  if (options.json === true)
    terminal.line(JSON.stringify({ execution, status, ...failure, what_to_do: advice }, null, 2));
  const where = failure.state === '' ? '' : ` in ${failure.state}`;
  terminal.error(`The review ended${where}: ${failure.error}: ${failure.cause}`);
  if (failure.error === 'InputRefused') {
    const run = await new ExecutionHistory(stack.steps, execution).openedRun();
    if (run !== undefined)
      terminal.error(`The landing report and the quarantined rows: s3://${stack.bucket}/${run.prefix}`);
  } else terminal.error('Nothing was sent or opened twice.');
  terminal.error(advice);
  return exitStatusOf(failure.error);
}

/** Copies the artefacts of a run into a folder, in place of those of an earlier one. */
async function copyOut({ store }: RemoteStack, prefix: string, folder: string): Promise<void> {
  const out = resolve(folder);
  await mkdir(out, { recursive: true });
  await clearEarlierRun(out);
  for (const key of await store.list(prefix)) {
    const file = join(out, key.slice(prefix.length));
    if (!file.startsWith(out + sep)) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, (await store.read(key)) ?? new Uint8Array());
  }
}

function consoleAddress({ region }: RemoteStack, execution: string): string {
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${execution}`;
}
