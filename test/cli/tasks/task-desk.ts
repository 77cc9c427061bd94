import { openTables } from '../../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../../adapters/embedded/sqlite-task-store.ts';
import { type CollectionTask, UNTOUCHED_TASK } from '../../../core/contracts/task.ts';
import { testFolder } from '../../workflow/command.ts';

/** A task on a desk, as a run of September 2025 opens it. */
export function deskTask(over: Partial<CollectionTask> = {}): CollectionTask {
  return {
    task_id: 'C1/high_risk/2025-09',
    customer_id: 'C1',
    customer_name: 'Aster Paper',
    reason: 'high_risk',
    episode: '2025-09',
    opened_period: '2025-09',
    scope: '*',
    strategy: 'active_collection',
    band: 'ge70',
    owner_role: 'collection_specialist',
    owner: 'Collections',
    outstanding_balance: '15000.00',
    opened_balance: '15000.00',
    currency: 'USD',
    score: 71.5,
    actions: ['demand_in_writing'],
    due_date: '2025-10-05',
    ...UNTOUCHED_TASK,
    ...over,
  };
}

/** A store folder of its own for the running test, with these tasks on the desk. */
export async function deskFolder(...tasks: readonly CollectionTask[]): Promise<string> {
  const folder = await testFolder();
  const tables = openTables(folder);
  await new SqliteTaskStore(tables).openMany(tasks);
  tables.close();
  return folder;
}

/** What the store says of a task now. */
export async function storedTask(folder: string, taskId = 'C1/high_risk/2025-09'): Promise<CollectionTask | undefined> {
  const tables = openTables(folder);
  try {
    return await new SqliteTaskStore(tables).get(taskId);
  } finally {
    tables.close();
  }
}

/** Types and details of what was announced, oldest first. */
export function announced(folder: string): { id: string; type: string }[] {
  const tables = openTables(folder);
  try {
    return tables.prepare('SELECT id, type FROM events ORDER BY rowid').all() as { id: string; type: string }[];
  } finally {
    tables.close();
  }
}
