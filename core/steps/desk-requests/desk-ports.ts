import type { EventBus } from '../../ports/event-bus.ts';
import type { LinkKeys } from '../../ports/link-keys.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { TaskStore } from '../../ports/task-store.ts';
import type { UsedLinks } from '../../ports/used-links.ts';

/** What the desk page works with. */
export interface DeskPorts {
  readonly tasks: TaskStore;
  readonly events: EventBus;
  readonly used: UsedLinks;
  readonly keys: LinkKeys;
  /** The store's objects: the customers' sheets of the newest published review. */
  readonly store: Pick<ObjectStore, 'list' | 'read'>;
  /** A text that nobody can guess and that never comes again. */
  readonly nonce: () => string;
}

/** When a request came. */
export interface DeskMoment {
  /** ISO time: expiry of links, and what stands beside an entry. */
  readonly now: string;
  /** Calendar day in the company's zone: due dates are held against it. */
  readonly today: string;
}

/** Seconds since 1970. */
export function secondsOf(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000);
}
