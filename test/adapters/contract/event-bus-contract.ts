import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DomainEvent, EventBus } from '../../../core/ports/event-bus.ts';

/** A bus, and what a listener who drops copies has heard of these events. */
export interface BusUnderTest {
  readonly bus: EventBus;
  readonly heard: (ids: readonly string[]) => Promise<readonly DomainEvent[]>;
}

function opened(id: string, detail: Readonly<Record<string, unknown>> = {}): DomainEvent {
  return { type: 'CollectionTaskOpened', id, detail: { task_id: id, ...detail } };
}

/** What every event bus does. */
export function eventBusContract(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`an event bus: ${name}`, () => {
    it('carries type, id and detail as they are', async () => {
      const { bus, heard } = await open();
      const id = randomUUID();
      const event = opened(id, { customer_name: 'Müller & 王 "x"', outstanding_balance: '15000.01', score: 71.25 });
      await bus.publish([event]);
      expect(await heard([id])).toEqual([event]);
    });

    it('takes more events at a time than any service takes in one call', async () => {
      const { bus, heard } = await open();
      const events = Array.from({ length: 37 }, () => opened(randomUUID()));
      await bus.publish(events);
      const ids = events.map(({ id }) => id);
      expect((await heard(ids)).map(({ id }) => id).sort()).toEqual([...ids].sort());
    });

    it('keeps the id of an event that is published again, and takes none at all', async () => {
      const { bus, heard } = await open();
      const event = opened(randomUUID());
      await bus.publish([event]);
      await bus.publish([event]);
      await bus.publish([]);
      expect(await heard([event.id])).toEqual([event]);
    });
  });
}
