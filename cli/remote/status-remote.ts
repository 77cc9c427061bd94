import { DescribeExecutionCommand, type ExecutionListItem, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { RunRecord } from '../../core/ports/run-ledger.ts';
import { EXIT } from '../run/exit-status.ts';
import { printable, type Terminal } from '../terminal.ts';
import { asking } from './aws-call.ts';
import { EventReader } from './event-reader.ts';
import { eventsAfter } from './execution-events.ts';
import { endOf } from './follow-execution.ts';
import { openStack, type RemoteOptions, type RemoteStack } from './stack.ts';
import { whatToDo } from './what-to-do.ts';

const SHOWN = 5;

/** An execution, and of the newest one where it stands. */
interface Standing {
  readonly execution: string;
  readonly status: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly input?: unknown;
  /** States that are at work, the innermost last. */
  readonly at_work?: readonly string[];
  readonly failure?: { readonly state: string; readonly error: string; readonly cause: string };
}

/** `npx duewatch status --remote`: the newest executions, where the newest stands or why it ended, and the last review that finished. */
export async function statusRemote(options: RemoteOptions & { json?: boolean }, terminal: Terminal): Promise<number> {
  const stack = await openStack(options);
  try {
    const executions = await standings(stack);
    const last = await asking('reading the runs', () => stack.runs.latest());
    if (options.json === true) {
      const { name: stack_name, region, bucket } = stack;
      terminal.line(JSON.stringify({ stack: stack_name, region, bucket, executions, last_run: last ?? null }, null, 2));
    } else print(stack, executions, last, terminal);
    return EXIT.done;
  } finally {
    await stack.close();
  }
}

async function standings(stack: RemoteStack): Promise<Standing[]> {
  const { executions = [] } = await asking('reading the executions', () =>
    stack.steps.send(new ListExecutionsCommand({ stateMachineArn: stack.stateMachineArn, maxResults: SHOWN })),
  );
  const [newest, ...others] = executions;
  return newest === undefined ? [] : [await closeLook(stack, newest), ...others.map(glance)];
}

function glance({ executionArn, status, startDate, stopDate }: ExecutionListItem): Standing {
  return {
    execution: executionArn ?? '',
    status: status ?? '',
    started_at: startDate?.toISOString() ?? '',
    ended_at: stopDate?.toISOString() ?? null,
  };
}

async function closeLook({ steps }: RemoteStack, item: ExecutionListItem): Promise<Standing> {
  const executionArn = item.executionArn ?? '';
  const described = await asking('describing the execution', () =>
    steps.send(new DescribeExecutionCommand({ executionArn })),
  );
  const reader = new EventReader();
  reader.read(await eventsAfter(steps, executionArn, { after: 0, data: false }));
  const end = endOf(described, reader);
  const failure = end === undefined ? (reader.retrying ? reader.failure : undefined) : undefined;
  const ended = end !== undefined && end.status !== 'SUCCEEDED' ? end.failure : failure;
  return {
    ...glance({ ...item, ...described }),
    input: JSON.parse(described.input ?? '{}'),
    ...(end === undefined ? { at_work: reader.open } : {}),
    ...(ended === undefined ? {} : { failure: ended }),
  };
}

function print(
  { name, region, bucket }: RemoteStack,
  executions: readonly Standing[],
  last: RunRecord | undefined,
  terminal: Terminal,
): void {
  terminal.line(`${name} in ${region}, bucket ${bucket}`);
  terminal.line();
  if (executions.length === 0)
    terminal.line('No review was started yet: npx duewatch run --remote, or wait for the schedule.');
  for (const each of executions) printStanding(each, terminal);
  if (last === undefined) return;
  terminal.line();
  terminal.line(
    `Last review: ${last.period}, revision ${last.revision}, ${last.status}, ${last.endedAt ?? ''}, s3://${bucket}/${last.prefix}`,
  );
}

function printStanding(each: Standing, terminal: Terminal): void {
  const input = each.input === undefined ? '' : `  ${JSON.stringify(each.input)}`;
  terminal.line(`  ${each.status.padEnd(10)} ${each.started_at}  ${tookText(each)}${input}`);
  if (each.at_work !== undefined) terminal.line(`             at work: ${each.at_work.join(' › ')}`);
  if (each.failure === undefined) return;
  const { state, error, cause } = each.failure;
  terminal.line(`             ${printable(`${state}: ${error}: ${cause}`)}`);
  if (each.status === 'RUNNING') terminal.line('             It is tried again.');
  else terminal.line(`             ${whatToDo(each.failure, each.execution)}`);
}

function tookText({ started_at, ended_at }: Standing): string {
  if (ended_at === null) return 'still at work';
  return `${((Date.parse(ended_at) - Date.parse(started_at)) / 1000).toFixed(0)} s`;
}
