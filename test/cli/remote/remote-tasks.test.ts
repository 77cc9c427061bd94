import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CollectionTask } from '../../../core/contracts/task.ts';
import { duewatch } from '../../workflow/command.ts';
import { deskTask } from '../tasks/task-desk.ts';
import { ANSWERS } from './deployed-review.ts';
import { AwsRefusal, scriptedAws } from './scripted-aws.ts';

const TAGS = () => ({
  tags: [
    { key: 'duewatch:bucket', value: 'the-bucket' },
    { key: 'duewatch:runs', value: 'the-runs' },
    { key: 'duewatch:tasks', value: 'the-tasks' },
  ],
});

const item = (task: CollectionTask) => ({
  pk: { S: task.task_id },
  sk: { S: 'task' },
  body: { S: JSON.stringify(task) },
});

/** A deployed desk with one task on it. */
const desk = (task: CollectionTask) => ({
  ...ANSWERS,
  ListTagsForResource: TAGS,
  Scan: ({ Segment }: Record<string, unknown>) => ({ Items: Segment === 0 ? [item(task)] : [] }),
  GetItem: () => ({ Item: item(task) }),
  PutItem: () => ({}),
  PutEvents: () => ({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] }),
});

describe('duewatch tasks --remote', () => {
  it('lists the tasks of the deployed desk', async () => {
    const aws = await scriptedAws(desk(deskTask()));
    const ended = await duewatch('tasks', 'list', '--remote', '--json');
    expect(JSON.parse(ended.out)).toMatchObject([{ task_id: 'C1/high_risk/2025-09' }]);
    expect(aws.bodies('Scan')).toHaveLength(4);
    for (const asked of aws.bodies('Scan'))
      expect(asked).toMatchObject({ TableName: 'the-tasks', ConsistentRead: true });
  });

  it('lists what stands without reading what is done', async () => {
    const shelf = ({ ExpressionAttributeValues: asked }: Record<string, unknown>) =>
      z.looseObject({ ':shelf': z.object({ S: z.string() }) }).parse(asked)[':shelf'].S;
    const aws = await scriptedAws({
      ...desk(deskTask()),
      Query: (body) => ({ Items: shelf(body) === 'open' ? [item(deskTask())] : [] }),
    });
    const ended = await duewatch('tasks', 'list', '--remote', '--json', '--status', 'open');
    expect(JSON.parse(ended.out)).toMatchObject([{ task_id: 'C1/high_risk/2025-09', status: 'open' }]);
    expect(aws.bodies('Query').map(shelf).sort()).toEqual(['handed_over', 'in_progress', 'open', 'waiting']);
    expect(aws.bodies('Query')[0]).toMatchObject({ TableName: 'the-tasks', IndexName: 'worklist' });
    expect(aws.bodies('Scan')).toEqual([]);
  });

  it('writes over the version that was read, and announces it on the stack’s bus', async () => {
    const aws = await scriptedAws(desk(deskTask()));
    const ended = await duewatch('tasks', 'update', 'C1/high_risk/2025-09', '--remote', '--start', '--by', 'Wang Li');
    expect(ended).toMatchObject({ status: 0, out: 'Task C1/high_risk/2025-09 is now in progress.\n' });
    expect(aws.bodies('PutItem')).toMatchObject([
      {
        TableName: 'the-tasks',
        ConditionExpression: 'version = :expected',
        ExpressionAttributeValues: { ':expected': { N: '1' } },
      },
    ]);
    const [announced] = aws.bodies('PutEvents');
    expect(announced?.['Entries']).toMatchObject([
      { EventBusName: 'duewatch-prod', DetailType: 'CollectionTaskChanged' },
    ]);
  });

  it('somebody who was quicker is told of, and nothing is written', async () => {
    const quicker = deskTask({
      version: 2,
      history: [{ at: '2025-10-10T08:00:00.000Z', by: '陈静', change: 'start' }],
    });
    let reads = 0;
    const aws = await scriptedAws({
      ...desk(deskTask()),
      GetItem: () => {
        reads += 1;
        return { Item: item(reads < 3 ? deskTask() : quicker) };
      },
      PutItem: () => {
        throw new AwsRefusal('ConditionalCheckFailedException', 'the condition did not hold');
      },
    });
    const ended = await duewatch('tasks', 'update', 'C1/high_risk/2025-09', '--remote', '--start');
    expect(ended).toMatchObject({ status: 1, err: expect.stringContaining('陈静, 2025-10-10T08:00:00.000Z: start') });
    expect(aws.bodies('PutEvents')).toEqual([]);
  });

  it('a stack of an earlier version is asked to be deployed again', async () => {
    await scriptedAws(ANSWERS);
    const ended = await duewatch('tasks', 'list', '--remote');
    expect(ended).toMatchObject({ status: 1, err: expect.stringContaining('deploy the stack again') });
  });

  it('a store does not go with it', async () => {
    await scriptedAws(desk(deskTask()));
    expect(await duewatch('tasks', 'list', '--remote', '--store', 'x')).toMatchObject({ status: 2 });
  });
});
