import { expect, it } from 'vitest';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { RUN } from '../../bench/desk/new-task.ts';
import { writeFindings } from '../../core/steps/desk-findings.ts';
import { writePlannedTasks } from '../../core/steps/planned-tasks.ts';
import { openTasksHandler } from '../../lambdas/open-tasks/handler.ts';
import { testFolder } from '../workflow/command.ts';

it('a dry run leaves tasks of earlier versions where they are; a review puts them where they are looked for, first', async () => {
  const folder = await testFolder();
  const [store, tables] = [new FolderObjectStore(folder), openTables(folder)];
  await writePlannedTasks(store, RUN, []);
  await writeFindings(store, RUN, [], []);
  let tidied = 0;
  const open = openTasksHandler(
    { store, tasks: new SqliteTaskStore(tables), events: new SqliteEventBus(tables) },
    async () => {
      tidied += 1;
    },
  );
  await open({ run: { ...RUN, dryRun: true } });
  expect(tidied).toBe(0);
  await open({ run: RUN });
  expect(tidied).toBe(1);
  tables.close();
});
