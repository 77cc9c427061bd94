import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { announceChange, changeTask } from '../../core/steps/change-task.ts';
import { approvalsName } from '../../lib/approvals-name.ts';
import { deskTask } from '../desk/desk-task.ts';
import { type DeployedStack, deployedStack, emptyStack, ended, eventually, steps } from './deployed-stack.ts';
import { TEST_NAME } from './emulator/test-stage.ts';

const MACHINE = `arn:aws:states:us-east-1:000000000000:stateMachine:${approvalsName(TEST_NAME)}`;
const APPROVAL = 'agency.2025-09';

let stack: DeployedStack;
let number = 0;

beforeEach(async () => {
  stack = await deployedStack();
  await emptyStack(stack);
  number += 1;
});

/** A task of its own for each test, because an execution's name is taken for good. */
function asked() {
  return deskTask({
    task_id: `C${number}/high_risk/2025-09-${process.pid}`,
    approvals: [
      {
        id: APPROVAL,
        kind: 'agency',
        period: '2025-09',
        proposal: { claim: '20000.00', decide_within_days: 14 },
        requested: { at: '2025-09-30T00:00:00.000Z', by: 'duewatch' },
        decided: null,
      },
    ],
  });
}

async function executions() {
  const { executions: found = [] } = await steps.send(new ListExecutionsCommand({ stateMachineArn: MACHINE }));
  return found;
}

describe('a step that waits for a person, in AWS', () => {
  it('waits in one execution however often it is announced, and ends with the decision that the desk writes down', async () => {
    const before = (await executions()).length;
    const events = new EventBridgeEventBus(new EventBridgeClient({}), TEST_NAME);
    const ports = { tasks: stack.tasks, events };
    const task = asked();
    await stack.tasks.openMany([task]);
    await announceChange(events, task);
    await announceChange(events, task);
    const started = await eventually(executions, (found) => found.length > before);
    expect(started).toHaveLength(before + 1);
    const execution = started.find(({ status }) => status === 'RUNNING');
    const change = {
      taskId: task.task_id,
      action: { do: 'decide', approval: APPROVAL, approved: true, note: 'agreed with sales' },
      actor: { by: 'Ana', at: '2025-10-02T09:00:00.000Z', today: '2025-10-02' },
    } as const;
    expect(await changeTask(ports, change)).toMatchObject({ done: true });
    const end = await ended(execution?.executionArn ?? '');
    expect([end.status, end.error, end.cause]).toEqual(['SUCCEEDED', undefined, undefined]);
    expect(JSON.parse(end.output ?? '{}')).toEqual({ outcome: 'approved' });
    expect(await stack.tasks.get(task.task_id)).toMatchObject({
      actions: ['hand_to_agency', 'stop_own_dunning'],
      version: 2,
    });
    expect(await executions()).toHaveLength(before + 1);
  });

  it('ends at once where the person was quicker than the state that waits', async () => {
    const before = (await executions()).length;
    const events = new EventBridgeEventBus(new EventBridgeClient({}), TEST_NAME);
    const task = asked();
    await stack.tasks.openMany([task]);
    await changeTask(
      { tasks: stack.tasks, events: { publish: async () => {} } },
      {
        taskId: task.task_id,
        action: { do: 'decide', approval: APPROVAL, approved: false },
        actor: { by: 'Ana', at: '2025-10-02T09:00:00.000Z', today: '2025-10-02' },
      },
    );
    // The announcement of the step itself comes late.
    await announceChange(events, task);
    const started = await eventually(executions, (found) => found.length > before);
    const end = await ended(started[0]?.executionArn ?? '');
    expect(JSON.parse(end.output ?? '{}')).toEqual({ outcome: 'declined' });
  });
});
