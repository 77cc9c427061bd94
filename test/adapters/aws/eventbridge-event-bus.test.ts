import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { EventBridgeEventBus } from '../../../adapters/aws/eventbridge-event-bus.ts';
import type { DomainEvent } from '../../../core/ports/event-bus.ts';
import { type Answer, chatReceiver } from '../../chat/chat-receiver.ts';

const accepted = (refused: readonly number[] = []): Answer => ({
  status: 200,
  body: JSON.stringify({
    FailedEntryCount: refused.length,
    Entries: Array.from({ length: 10 }, (_entry, at) =>
      refused.includes(at) ? { ErrorCode: 'ThrottlingException' } : { EventId: String(at) },
    ),
  }),
});

async function busThatAnswers(...answers: readonly Answer[]) {
  const { origin, received } = await chatReceiver(...answers);
  const client = new EventBridgeClient({
    endpoint: origin,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const calls = () => received.map(({ body }) => body['Entries'] as { Detail: string; DetailType: string }[]);
  return { bus: new EventBridgeEventBus(client, 'duewatch-prod'), calls };
}

const event = (id: number, text = ''): DomainEvent => ({
  type: 'CollectionTaskOpened',
  id: `opened/${id}`,
  detail: { task_id: String(id), text },
});

describe('events on a bus of EventBridge', () => {
  it('go ten a call', async () => {
    const { bus, calls } = await busThatAnswers(accepted());
    await bus.publish(Array.from({ length: 25 }, (_event, at) => event(at)));
    expect(
      calls()
        .map(({ length }) => length)
        .sort(),
    ).toEqual([10, 10, 5]);
    const ids = calls()
      .flat()
      .map(({ Detail }) => JSON.parse(Detail).event_id);
    expect(new Set(ids).size).toBe(25);
  });

  it('never make a call of more than 256 KB, counted in bytes', async () => {
    const { bus, calls } = await busThatAnswers(accepted());
    // 20,000 Chinese characters are 60,000 bytes: four fit into a call.
    await bus.publish(Array.from({ length: 9 }, (_event, at) => event(at, '款'.repeat(20_000))));
    for (const call of calls()) {
      const bytes = call.reduce(
        (sum, entry) => sum + Buffer.byteLength(`${entry.Detail}${entry.DetailType}duewatch`),
        0,
      );
      expect(bytes).toBeLessThanOrEqual(256 * 1024);
    }
    expect(
      calls()
        .map(({ length }) => length)
        .sort(),
    ).toEqual([1, 4, 4]);
  });

  it('that are larger than the bus takes are told of, not cut', async () => {
    const { bus, calls } = await busThatAnswers(accepted());
    await expect(bus.publish([event(1), event(2, 'x'.repeat(300_000))])).rejects.toMatchObject({
      name: 'EventTooLarge',
    });
    expect(calls()).toEqual([]);
  });

  it('that were not accepted are put again, those alone', async () => {
    const { bus, calls } = await busThatAnswers(accepted([1, 3]), accepted());
    await bus.publish(Array.from({ length: 5 }, (_event, at) => event(at)));
    expect(calls().map((call) => call.map(({ Detail }) => JSON.parse(Detail).task_id))).toEqual([
      ['0', '1', '2', '3', '4'],
      ['1', '3'],
    ]);
  });

  it('that are never accepted fail the state, which is tried again', async () => {
    const { bus, calls } = await busThatAnswers(accepted([0]));
    await expect(bus.publish([event(1)])).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(calls()).toHaveLength(4);
  });
});
