import type { DatabaseSync } from 'node:sqlite';
import type { DomainEvent, EventBus } from '../../core/ports/event-bus.ts';
import { inTransaction } from './sqlite-tables.ts';

/** The laptop's event bus: a log in the store, each event once. */
export class SqliteEventBus implements EventBus {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async publish(events: readonly DomainEvent[]): Promise<void> {
    const insert = this.#database.prepare('INSERT OR IGNORE INTO events (id, type, detail) VALUES (?, ?, ?)');
    inTransaction(this.#database, () => {
      for (const event of events) insert.run(event.id, event.type, JSON.stringify(event.detail));
    });
  }
}
