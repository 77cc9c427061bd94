import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { DomainEvent, EventBus } from '../../core/ports/event-bus.ts';
import { calling, StoreUnavailable } from './aws-errors.ts';

/** The source of every event of the product. */
export const EVENT_SOURCE = 'duewatch';

const ENTRIES_A_CALL = 10;
const TRIES = 4;

/** Events on a bus of EventBridge. The id of an event goes with its detail as `event_id`, for listeners that drop copies. */
export class EventBridgeEventBus implements EventBus {
  readonly #events: EventBridgeClient;
  readonly #busName: string;

  constructor(events: EventBridgeClient, busName: string) {
    this.#events = events;
    this.#busName = busName;
  }

  async publish(events: readonly DomainEvent[]): Promise<void> {
    const entries = events.map(
      (event): PutEventsRequestEntry => ({
        EventBusName: this.#busName,
        Source: EVENT_SOURCE,
        DetailType: event.type,
        Detail: JSON.stringify({ event_id: event.id, ...event.detail }),
      }),
    );
    for (let from = 0; from < entries.length; from += ENTRIES_A_CALL) {
      await this.#putAll(entries.slice(from, from + ENTRIES_A_CALL));
    }
  }

  /** A call may be accepted in part: the entries that were not are put again. */
  async #putAll(entries: readonly PutEventsRequestEntry[]): Promise<void> {
    let left = entries;
    for (let tried = 0; tried < TRIES && left.length > 0; tried += 1) {
      const asked = left;
      const answer = await calling('publishing events', () =>
        this.#events.send(new PutEventsCommand({ Entries: [...asked] })),
      );
      left = asked.filter((_entry, index) => answer.Entries?.[index]?.ErrorCode !== undefined);
    }
    if (left.length > 0) throw new StoreUnavailable(`${left.length} events were not accepted by bus ${this.#busName}`);
  }
}
