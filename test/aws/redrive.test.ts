import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateStateMachineCommand, DescribeStateMachineCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeSample } from '../../cli/sample/write-sample.ts';
import {
  type DeployedStack,
  deployedStack,
  ended,
  eventsOf,
  eventually,
  putExport,
  sentMails,
  start,
  steps,
} from './deployed-stack.ts';
import { STATE_MACHINE_ARN } from './emulator/adapt-assembly.ts';

const PERIOD = '2025-06';
const definitionSchema = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) });

let stack: DeployedStack;
let folder: string;

beforeAll(async () => {
  stack = await deployedStack();
  folder = await mkdtemp(join(tmpdir(), 'duewatch-redrive-'));
});

/** A new export of the month, so that every case is a revision whose mail has not left yet. */
async function newExport(seed: number): Promise<void> {
  const dir = join(folder, String(seed));
  await writeSample(dir, { customers: 40, months: 13, lastMonth: PERIOD, seed });
  await putExport(stack, dir, `${PERIOD}-${seed}`);
}

/** Stops an execution as soon as it has entered a state. */
async function stopIn(executionArn: string, state: string): Promise<void> {
  for (;;) {
    const entered = (await eventsOf(executionArn)).some((event) => event.stateEnteredEventDetails?.name === state);
    if (entered) break;
    await pause(50);
  }
  await steps.send(new StopExecutionCommand({ executionArn, error: 'Killed', cause: 'by a test' }));
}

/**
 * What a redrive does, which the emulator does not offer: the same definition goes on at the state that was stopped, with the input that this
 * state had.
 */
async function redrive(executionArn: string): Promise<string> {
  const events = await eventsOf(executionArn);
  const machine = await steps.send(new DescribeStateMachineCommand({ stateMachineArn: STATE_MACHINE_ARN }));
  const definition = definitionSchema.parse(JSON.parse(machine.definition ?? ''));
  const last = events
    .flatMap((event) => event.stateEnteredEventDetails ?? [])
    .filter(({ name }) => name !== undefined && name in definition.States)
    .at(-1);
  const { stateMachineArn } = await steps.send(
    new CreateStateMachineCommand({
      name: `redrive-${executionArn.split(':').at(-1)}`,
      roleArn: machine.roleArn,
      definition: JSON.stringify({ ...definition, StartAt: last?.name }),
    }),
  );
  return start(last?.input ?? '{}', stateMachineArn);
}

describe('an execution that is killed and redriven', () => {
  it.each([
    'LandExports',
    'CheckLanding',
    'PlanAnalysis',
    'Analyse',
    'CollectRows',
    'ScoreCustomers',
    'ComposeFigures',
    'DrawCharts',
    'ComposeReport',
    'Act',
    'CloseRun',
  ])('in %s sends one mail a person and opens no task twice', async (state) => {
    const seed = 100 + state.length * 7 + state.charCodeAt(0);
    await newExport(seed);
    const mails = (await sentMails()).length;
    const killed = await start({ period: PERIOD, exports: `${PERIOD}-${seed}` });
    await stopIn(killed, state);
    expect(await ended(killed)).toMatchObject({ status: 'ABORTED' });
    const [failed] = await eventually(
      async () => (await stack.runs.listPeriod(PERIOD)).filter(({ status }) => status === 'failed'),
      (runs) => runs.length > 0,
    );
    expect(failed).toBeDefined();
    expect(await ended(await redrive(killed))).toMatchObject({ status: 'SUCCEEDED' });
    const newest = (await stack.runs.listPeriod(PERIOD)).at(-1);
    expect(newest).toMatchObject({ status: 'done' });
    const rows = (await stack.sends.list(PERIOD)).filter(({ revision }) => revision === newest?.revision);
    expect(rows.map(({ recipient, status, attempt }) => [recipient, status, attempt])).toEqual([
      ['caiwu@example.com', 'SENT', 1],
      ['director@example.com', 'SENT', 1],
    ]);
    expect((await sentMails()).length).toBe(mails + 2);
    const ids = (await stack.tasks.list()).map(({ task_id }) => task_id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
