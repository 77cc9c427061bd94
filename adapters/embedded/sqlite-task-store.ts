import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type CollectionTask, collectionTask } from '../../core/contracts/task.ts';
import { HANDED_OVER_OUTCOMES } from '../../core/domain/desk/handed-over.ts';
import type { TaskStore } from '../../core/ports/task-store.ts';
import { inTransaction } from './sqlite-tables.ts';

const bodyRow = z
  .object({ body: z.string() })
  .transform((row): CollectionTask => collectionTask.parse(JSON.parse(row.body)));

/** The tasks table as a SQLite table; the task itself is JSON, its key and due date are columns. */
export class SqliteTaskStore implements TaskStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async openMany(tasks: readonly CollectionTask[]): Promise<readonly string[]> {
    const insert = this.#database.prepare(
      'INSERT OR IGNORE INTO tasks (task_id, due_date, version, body) VALUES (?, ?, ?, ?)',
    );
    return inTransaction(this.#database, () =>
      tasks
        .filter((task) => insert.run(task.task_id, task.due_date, task.version, JSON.stringify(task)).changes === 1)
        .map((task) => task.task_id),
    );
  }

  async get(taskId: string): Promise<CollectionTask | undefined> {
    const found = this.#database.prepare('SELECT body FROM tasks WHERE task_id = ?').get(taskId);
    return found === undefined ? undefined : bodyRow.parse(found);
  }

  async getMany(taskIds: readonly string[]): Promise<readonly CollectionTask[]> {
    const select = this.#database.prepare('SELECT body FROM tasks WHERE task_id = ?');
    const found = [...new Set(taskIds)].map((taskId) => select.get(taskId)).filter((row) => row !== undefined);
    return z.array(bodyRow).parse(found);
  }

  async list(): Promise<readonly CollectionTask[]> {
    return z.array(bodyRow).parse(this.#database.prepare('SELECT body FROM tasks ORDER BY due_date, task_id').all());
  }

  async listForWorklist(): Promise<readonly CollectionTask[]> {
    const handedOver = HANDED_OVER_OUTCOMES.map(() => '?').join(', ');
    const found = this.#database
      .prepare(
        `SELECT body FROM tasks
         WHERE body ->> '$.status' <> 'done' OR coalesce(body ->> '$.closed.outcome', body ->> '$.outcome') IN (${handedOver})
         ORDER BY due_date, task_id`,
      )
      .all(...HANDED_OVER_OUTCOMES);
    return z.array(bodyRow).parse(found);
  }

  async replaceMany(changes: readonly { task: CollectionTask; expectedVersion: number }[]): Promise<readonly string[]> {
    const update = this.#database.prepare(
      'UPDATE tasks SET due_date = ?, version = ?, body = ? WHERE task_id = ? AND version = ?',
    );
    return inTransaction(this.#database, () =>
      changes
        .filter(
          ({ task, expectedVersion }) =>
            update.run(task.due_date, task.version, JSON.stringify(task), task.task_id, expectedVersion).changes === 0,
        )
        .map(({ task }) => task.task_id),
    );
  }

  async replace(task: CollectionTask, expectedVersion: number): Promise<boolean> {
    return (await this.replaceMany([{ task, expectedVersion }])).length === 0;
  }
}
