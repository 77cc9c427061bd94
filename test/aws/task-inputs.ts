import { DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { referenceTags } from '../../adapters/aws/send-tags.ts';
import { type RunRef, runInput } from '../../core/contracts/states.ts';
import { type DeployedStack, ended, eventsOf, start, steps } from './deployed-stack.ts';
import { STATE_MACHINE_ARN } from './emulator/adapt-assembly.ts';

/** The state after which an execution of these tests ends, and the one that it does not come to. */
const [LAST, LEFT_OUT] = ['Act', 'CloseRun'];

const definitionSchema = z.looseObject({ States: z.record(z.string(), z.looseObject({})) });

/** Runs the workflow up to its last state, which would clear the work folder, and gives back the execution. */
export async function leftOpen(input: unknown): Promise<string> {
  const { definition } = await steps.send(new DescribeStateMachineCommand({ stateMachineArn: STATE_MACHINE_ARN }));
  const whole = definitionSchema.parse(JSON.parse(definition ?? ''));
  const { [LAST]: last, [LEFT_OUT]: _closing, ...others } = whole.States;
  const { Next: _next, ...act } = last ?? {};
  await update({ ...whole, States: { ...others, [LAST]: { ...act, End: true } } });
  try {
    const execution = await start(input);
    const { status, error, cause } = await ended(execution);
    if (status !== 'SUCCEEDED') throw new Error(`the execution ${status}: ${error}: ${cause}`);
    return execution;
  } finally {
    await update(whole);
  }
}

async function update(definition: unknown): Promise<void> {
  await steps.send(
    new UpdateStateMachineCommand({ stateMachineArn: STATE_MACHINE_ARN, definition: JSON.stringify(definition) }),
  );
}

/**
 * How each function is called: with what its state was entered with, or with the event that it listens to. Out of three executions: a review
 * of books and one of loans that were left open, and one that was refused.
 */
export async function taskInputs(
  stack: DeployedStack,
  executions: { books: string; loans: string; refused: string },
): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const loans = await entered(executions.loans);
  const states = { ...loans, ...(await entered(executions.books)) };
  const { run } = runInput.parse(states['ComposeReport']);
  const refusedRun = await openedBy(executions.refused);
  // The lock is another's, who is gone: whether that is so is asked each time.
  const taken = () => stack.runs.acquire(run.period, executions.loans, run.startedAt);
  const ofRun = async (changes: Partial<RunRef> = {}) => {
    await taken();
    return { run: { ...run, ...changes }, effects: [] };
  };
  let attempts = 0;
  return {
    ...Object.fromEntries(Object.entries(states).map(([name, input]) => [name, async () => input])),
    OpenRun: async () => {
      await taken();
      return { input: states['OpenRun'], startedAt: run.startedAt, execution: run.owner };
    },
    LandTable: async () => ({ run, ...landing.parse(states['LandExports']).parts[0] }),
    // Each call is an attempt of its own: what an earlier one reserved stays reserved.
    DeliverReport: () => {
      attempts += 1;
      return ofRun({ resend: true, startedAt: `2025-05-03T06:00:${String(attempts).padStart(2, '0')}Z` });
    },
    OpenTasks: () => ofRun(),
    CloseRun: () => ofRun(),
    FailRun: async () => {
      await stack.store.write(`${refusedRun.prefix}left-over.txt`, new Uint8Array([1]));
      return { detail: { executionArn: executions.refused, status: 'FAILED' } };
    },
    RecordDelivery: async () => deliveryEvent(run, (await stack.sends.list(run.period))[0]?.recipient ?? ''),
    CheckMonth: async () => ({ scheduledAt: '2025-05-03T06:30:00Z' }),
  };
}

const landing = z.looseObject({ parts: z.array(z.looseObject({ table: z.string() })) });
const beforeCollectRows = z.looseObject({ plan: z.looseObject({ scopes: z.unknown() }) });

/** The input of every state of an execution, as its function gets it: most functions are called with what their state was entered with. */
async function entered(execution: string): Promise<Record<string, unknown>> {
  const inputs = (await eventsOf(execution)).flatMap(({ stateEnteredEventDetails: at }) =>
    at?.name === undefined || at.input === undefined ? [] : [[at.name, JSON.parse(at.input)] as const],
  );
  const found: Record<string, unknown> = Object.fromEntries(inputs);
  const rows = beforeCollectRows.parse(found['CollectRows'] ?? found['ComposeReport']);
  return { ...found, CollectRows: { ...rows, plans: rows.plan.scopes } };
}

const opened = z.looseObject({
  stateExitedEventDetails: z.looseObject({ name: z.literal('OpenRun'), output: z.string() }),
});

async function openedBy(execution: string): Promise<RunRef> {
  const exits = (await eventsOf(execution)).flatMap((event) => opened.safeParse(event).data ?? []);
  return runInput.parse(JSON.parse(exits[0]?.stateExitedEventDetails.output ?? '{}')).run;
}

/** What the mail service tells of the first mail of a run. */
function deliveryEvent({ period, revision }: RunRef, recipient: string) {
  const tags = referenceTags(`${period}/${revision}/${recipient}/1`);
  return {
    detail: {
      eventType: 'Delivery',
      mail: {
        timestamp: '2025-05-03T06:00:00Z',
        messageId: 'told-by-the-service',
        tags: Object.fromEntries(tags.map(({ Name, Value }) => [Name ?? '', [Value ?? '']])),
      },
    },
  };
}
