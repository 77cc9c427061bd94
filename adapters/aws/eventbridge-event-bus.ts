import { setTimeout as pause } from 'node:timers/promises';
import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { DomainEvent, EventBus } from '../../core/ports/event-bus.ts';
import { atATime } from './at-a-time.ts';
import { calling, StoreUnavailable } from './aws-errors.ts';

/** The source of every event of the product. */
export const EVENT_SOURCE = 'duewatch';

/** Limits of a call: entries, and bytes of all of them together. */
const ENTRIES_A_CALL = 10;
const BYTES_A_CALL = 256 * 1024;
const TRIES = 4;
/** Entries that were not accepted wait this long first, then twice as long each time. */
const PAUSE_MS = 100;
/** How many calls are under way at a time. */
const AT_A_TIME = 4;

/** An event is larger than the bus takes: it is told of by name instead of being cut. */
export class EventTooLarge extends DuewatchError {
  override name = 'EventTooLarge';
}

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
    await atATime(callsOf(entries), AT_A_TIME, (call) => this.#putAll(call));
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
      if (left.length > 0 && tried + 1 < TRIES) await pause(PAUSE_MS * 2 ** tried);
    }
    if (left.length > 0) throw new StoreUnavailable(`${left.length} events were not accepted by bus ${this.#busName}`);
  }
}

/** Entries packed into calls that keep both limits, in order. */
function callsOf(entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const calls: PutEventsRequestEntry[][] = [];
  let bytes = BYTES_A_CALL;
  for (const entry of entries) {
    const size = bytesOf(entry);
    if (size > BYTES_A_CALL)
      throw new EventTooLarge(`an event ${entry.DetailType} has ${size} bytes, and the bus takes ${BYTES_A_CALL}`);
    const call = calls.at(-1);
    if (call === undefined || call.length === ENTRIES_A_CALL || bytes + size > BYTES_A_CALL) {
      calls.push([entry]);
      bytes = size;
    } else {
      call.push(entry);
      bytes += size;
    }
  }
  return calls;
}

/** As the service counts: source, type and detail in UTF-8. */
function bytesOf({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
