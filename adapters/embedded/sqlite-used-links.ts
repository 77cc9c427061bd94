import type { DatabaseSync } from 'node:sqlite';
import type { UsedLinks } from '../../core/ports/used-links.ts';

/** Forms that were sent in, as a SQLite table; those long expired are swept when another comes. */
export class SqliteUsedLinks implements UsedLinks {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number = () => Math.floor(Date.now() / 1000)) {
    this.#database = database;
    this.#now = now;
  }

  async use(nonce: string, expiresAt: number): Promise<boolean> {
    this.#database.prepare('DELETE FROM used_links WHERE expires_at < ?').run(this.#now());
    const written = this.#database
      .prepare('INSERT OR IGNORE INTO used_links (nonce, expires_at) VALUES (?, ?)')
      .run(nonce, expiresAt);
    return written.changes === 1;
  }
}
