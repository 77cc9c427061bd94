import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { taskEventOf } from '../../core/contracts/task-event.ts';
import type { ApprovalDecision, ApprovalKey, WaitingApprovals } from '../../core/ports/waiting-approvals.ts';
import { askForDecision } from '../../core/steps/approvals/ask-for-decision.ts';
import { followApprovals } from '../../core/steps/approvals/follow-approvals.ts';
import { recordDecision } from '../../core/steps/approvals/record-decision.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { deskTask } from '../desk/desk-task.ts';

const KEY = { taskId: 'C1/high_risk/2025-09', approvalId: 'agency.2025-09' };
const ACTOR = { by: 'Ana', at: '2025-10-02T09:00:00.000Z', today: '2025-10-02' };

/** What waits in memory, as Step Functions has it: one start a key, one answer a token. */
class Waiting implements WaitingApprovals {
  readonly begun: { key: ApprovalKey; seconds: number }[] = [];
  readonly answers: { key: ApprovalKey; decision: ApprovalDecision }[] = [];
  readonly tokens = new Map<string, string>();

  async begin(key: ApprovalKey, seconds: number): Promise<void> {
    if (!this.begun.some((each) => each.key.taskId === key.taskId && each.key.approvalId === key.approvalId))
      this.begun.push({ key, seconds });
  }

  async keepToken({ taskId, approvalId }: ApprovalKey, token: string): Promise<void> {
    this.tokens.set(`${taskId} ${approvalId}`, token);
  }

  async answer(key: ApprovalKey, decision: ApprovalDecision): Promise<boolean> {
    if (!this.tokens.has(`${key.taskId} ${key.approvalId}`)) return false;
    this.answers.push({ key, decision });
    return true;
  }

  async forget({ taskId, approvalId }: ApprovalKey): Promise<void> {
    this.tokens.delete(`${taskId} ${approvalId}`);
  }
}

function asked(kind: 'agency' | 'legal' | 'credit_limit' = 'agency'): CollectionTask {
  return deskTask({
    approvals: [
      {
        id: `${kind}.2025-09`,
        kind,
        period: '2025-09',
        proposal: { claim: '20000.00', decide_within_days: 10 },
        requested: { at: '2025-09-30T00:00:00.000Z', by: 'duewatch' },
        decided: null,
      },
    ],
  });
}

async function desk(task: CollectionTask) {
  const database = openTables(await mkdtemp(join(tmpdir(), 'duewatch-approvals-')));
  const tasks = new SqliteTaskStore(database);
  await tasks.openMany([task]);
  const announced = () =>
    database
      .prepare('SELECT detail FROM events ORDER BY rowid')
      .all()
      .map(({ detail }) => JSON.parse(String(detail)));
  return {
    tasks,
    events: new SqliteEventBus(database),
    waiting: new Waiting(),
    clock: { now: () => '2025-10-10T00:00:00.000Z' },
    announced,
  };
}

describe('a step that waits for a person', () => {
  it('begins to wait once, however often the task is announced, for as long as the proposal says', async () => {
    const { waiting } = await desk(asked());
    await followApprovals(waiting, taskEventOf(asked(), 0));
    await followApprovals(waiting, taskEventOf(asked(), 0));
    expect(waiting.begun).toEqual([{ key: KEY, seconds: 10 * 86_400 }]);
  });

  it('does not wait for a limit: that is decided at the desk', async () => {
    const { waiting } = await desk(asked('credit_limit'));
    expect(await followApprovals(waiting, taskEventOf(asked('credit_limit'), 0))).toEqual({ begun: 0, answered: 0 });
  });

  it('goes on with the decision that the desk announced, and the task’s next steps are the agency’s', async () => {
    const ports = await desk(asked());
    await followApprovals(ports.waiting, taskEventOf(asked(), 0));
    expect(await askForDecision(ports, { ...KEY, token: 'T' })).toEqual({ asked: true });
    await changeTask(ports, {
      taskId: KEY.taskId,
      action: { do: 'decide', approval: KEY.approvalId, approved: true },
      actor: ACTOR,
    });
    const [announcement] = ports.announced();
    expect(await followApprovals(ports.waiting, announcement)).toEqual({ begun: 0, answered: 1 });
    expect(ports.waiting.answers).toEqual([{ key: KEY, decision: { approved: true, by: 'Ana' } }]);
    expect(await recordDecision(ports, KEY)).toEqual({ outcome: 'approved' });
    expect(ports.waiting.tokens.size).toBe(0);
    expect(await ports.tasks.get(KEY.taskId)).toMatchObject({
      actions: ['hand_to_agency', 'stop_own_dunning'],
      due_date: '2025-10-09',
      version: 2,
    });
  });

  it('goes on as well where the person was quicker than the state that waits', async () => {
    const ports = await desk(asked());
    await changeTask(ports, {
      taskId: KEY.taskId,
      action: { do: 'decide', approval: KEY.approvalId, approved: false, note: 'we know the owner' },
      actor: ACTOR,
    });
    const [announcement] = ports.announced();
    expect(await followApprovals(ports.waiting, announcement)).toEqual({ begun: 0, answered: 0 });
    expect(await askForDecision(ports, { ...KEY, token: 'T' })).toEqual({ asked: false });
    expect(ports.waiting.answers).toEqual([{ key: KEY, decision: { approved: false, by: 'Ana' } }]);
    expect(await recordDecision(ports, KEY)).toEqual({ outcome: 'declined' });
  });

  it('is declined where nobody decided in time, the task says so and that is announced once', async () => {
    const ports = await desk(asked());
    expect(await recordDecision(ports, KEY)).toEqual({ outcome: 'declined_by_timeout' });
    expect(await recordDecision(ports, KEY)).toEqual({ outcome: 'declined_by_timeout' });
    const task = await ports.tasks.get(KEY.taskId);
    expect(task?.approvals[0]?.decided).toMatchObject({ approved: false, by: 'duewatch', note: 'timeout' });
    expect(task?.actions).toEqual(['demand_in_writing']);
    expect(ports.announced()).toHaveLength(1);
  });

  it('ends without a word where the task was paid or is gone meanwhile', async () => {
    const ports = await desk({ ...asked(), status: 'done', outcome: 'paid' });
    expect(await recordDecision(ports, KEY)).toEqual({ outcome: 'task_done' });
    expect(await recordDecision(ports, { ...KEY, taskId: 'nobody' })).toEqual({ outcome: 'task_gone' });
    expect(ports.announced()).toEqual([]);
  });
});
