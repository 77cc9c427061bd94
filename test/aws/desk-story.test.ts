import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { tellStory } from '../desk/story.ts';
import { STORY_BOOKS } from '../desk/story-books.ts';
import { deployedStack, emptyStack, jsonObject, publishedEvents, putExport, review } from './deployed-stack.ts';

describe('a desk that is worked for three months, in AWS', () => {
  it('shows each month what became of the one before', async () => {
    const stack = await deployedStack();
    await emptyStack(stack);
    const folder = await mkdtemp(join(tmpdir(), 'duewatch-story-'));
    for (const [name, text] of Object.entries(STORY_BOOKS)) await writeFile(join(folder, name), text);
    await putExport(stack, folder, 'story');
    const ports = {
      tasks: stack.tasks,
      events: new EventBridgeEventBus(new EventBridgeClient({}), 'duewatch-test'),
    };
    await tellStory({
      review: async (period) => {
        const execution = await review({ period, exports: 'story' });
        expect([execution.status, execution.error, execution.cause]).toEqual(['SUCCEEDED', undefined, undefined]);
        const { prefix } = JSON.parse(execution.output ?? '{}');
        return (await jsonObject(stack, `${prefix}figures.json`)).figures;
      },
      tasks: () => ports.tasks.list(),
      act: async (taskId, action, today) => {
        const actor = { by: 'Ann', at: `${today}T09:00:00.000Z`, today };
        expect(await changeTask(ports, { taskId, action, actor })).toMatchObject({ done: true });
      },
    });
    const types = (await publishedEvents()).map((event) => event.type);
    expect(types).toEqual(expect.arrayContaining(['CollectionTaskOpened', 'CollectionTaskChanged']));
  });
});
