import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { removeAll } from '../../core/steps/close-run.ts';
import { DEFINITION_FILE } from '../../lib/workflow.ts';
import { type DeployedStack, ended, eventsOf, eventually, publishedEvents, start, steps } from './deployed-stack.ts';
import { STATE_MACHINE_ARN } from './emulator/adapt-assembly.ts';

const definitionSchema = z.looseObject({
  StartAt: z.string(),
  States: z.record(z.string(), z.looseObject({ Type: z.string(), Parameters: z.unknown().optional() })),
});
type Definition = z.output<typeof definitionSchema>;

/** What an operator does at most before asking for help. */
const REDRIVES = 8;

/**
 * Failures that another redrive heals: a function or query of the stopped execution was still at work. Nobody can tell yet whether its mail
 * has left; its table came after the folder was cleared.
 */
const PASSING = /SendUnresolved|HIVE_PATH_ALREADY_EXISTS/;

/** The states of the workflow's first level that do something, in the order of the file. */
export const WORKING_STATES: readonly string[] = Object.entries(
  definitionSchema.parse(JSON.parse(readFileSync(DEFINITION_FILE, 'utf8'))).States,
).flatMap(([name, { Type }]) => (Type === 'Choice' ? [] : [name]));

/**
 * Stops an execution as soon as it has entered a state, and waits until the operators are told. A function that is at work then goes on to
 * its end, as in AWS. Gives back the execution that was stopped: where the one given fails for a passing reason, it is redriven first.
 */
export async function killIn(stack: DeployedStack, executionArn: string, state: string): Promise<string> {
  const running = await inState(stack, executionArn, state);
  const told = await failuresTold();
  await steps.send(new StopExecutionCommand({ executionArn: running, error: 'Killed', cause: 'by a test' }));
  await eventually(failuresTold, (now) => now > told);
  return running;
}

async function inState(stack: DeployedStack, executionArn: string, state: string): Promise<string> {
  let execution = executionArn;
  for (;;) {
    const entered = (await eventsOf(execution)).some((event) => event.stateEnteredEventDetails?.name === state);
    if (entered) return execution;
    const { status, error, cause } = await steps.send(new DescribeExecutionCommand({ executionArn: execution }));
    if (status === 'RUNNING') await pause(50);
    else if (PASSING.test(`${error} ${cause}`)) execution = await redrive(stack, execution);
    else throw new Error(`the execution ${status} before it came to ${state}: ${cause}`);
  }
}

async function failuresTold(): Promise<number> {
  return (await publishedEvents()).filter(({ type }) => type === 'MonthlyReviewFailed').length;
}

/** Redrives as an operator does: again where it fails for a passing reason. */
export async function redriveToTheEnd(stack: DeployedStack, executionArn: string): Promise<void> {
  let last = executionArn;
  for (let redrives = 0; redrives < REDRIVES; redrives += 1) {
    last = await redrive(stack, last);
    const { status, error, cause } = await ended(last);
    if (status === 'SUCCEEDED') return;
    if (!PASSING.test(`${error} ${cause}`)) throw new Error(`the redriven execution ${status}: ${error}: ${cause}`);
    await pause(1000);
  }
  throw new Error(`not at its end after ${REDRIVES} redrives`);
}

/**
 * What a redrive does, which the emulator does not offer: the workflow goes on at the state that was stopped or failed, with the input that
 * this state had. Its definition begins there until the new execution has read it.
 */
export async function redrive(stack: DeployedStack, executionArn: string): Promise<string> {
  const machine = await steps.send(new DescribeStateMachineCommand({ stateMachineArn: STATE_MACHINE_ARN }));
  const definition = definitionSchema.parse(JSON.parse(machine.definition ?? ''));
  const last = await lastState(executionArn, definition);
  await clearUnfinishedTable(stack, definition, last);
  await update({ ...definition, StartAt: last.name });
  const redriven = await start(last.input);
  await eventually(
    () => eventsOf(redriven),
    (events) => events.some(({ stateEnteredEventDetails }) => stateEnteredEventDetails !== undefined),
  );
  await update(definition);
  return redriven;
}

async function update(definition: Definition): Promise<void> {
  await steps.send(
    new UpdateStateMachineCommand({ stateMachineArn: STATE_MACHINE_ARN, definition: JSON.stringify(definition) }),
  );
}

async function lastState(executionArn: string, { States }: Definition) {
  const last = (await eventsOf(executionArn))
    .flatMap((event) => event.stateEnteredEventDetails ?? [])
    .filter(({ name }) => name !== undefined && name in States)
    .at(-1);
  return { name: last?.name ?? '', input: last?.input ?? '{}' };
}

const UNLOAD_FOLDER = /TO \\*'s3:\/\/[^/]+\/(derived\/\w+\/run=)\{\}\//;
const stateInput = z.looseObject({ run: z.looseObject({ id: z.string() }) });

/** FailRun clears what an unfinished query has written; the emulator's history keeps no parameters of tasks, so it can't know there. */
async function clearUnfinishedTable(stack: DeployedStack, { States }: Definition, at: { name: string; input: string }) {
  const folder = UNLOAD_FOLDER.exec(JSON.stringify(States[at.name]?.Parameters))?.[1];
  if (folder === undefined) return;
  const { run } = stateInput.parse(JSON.parse(at.input));
  await removeAll(stack.store, `${folder}${run.id}/`);
}
