import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { readSheet } from '../../core/steps/customer-sheets.ts';
import { duewatch, testFolder } from '../workflow/command.ts';
import { type StoryPlace, tellStory } from './story.ts';
import { STORY_BOOKS } from './story-books.ts';

describe('a desk that is worked for three months, on a laptop', () => {
  it('shows each month what became of the one before, and reviews it anew when somebody writes on an earlier task', {
    timeout: 300_000,
  }, async () => {
    const place = await laptop();
    await tellStory(place);
    const sheet = await readSheet(new FolderObjectStore(join(place.folder, 'store')), 'B', '*');
    expect(sheet).toMatchObject({ period: '2025-10', name: 'Birch 白桦', balance: '20000.00', invoices_total: 5 });
    expect(sheet?.ageing).toEqual({
      ...{ current: '0.00', '1_30': '0.00', '31_60': '0.00' },
      ...{ '61_90': '4000.00', '91_120': '4000.00', over_120: '12000.00' },
    });
    expect(sheet?.history.map(({ period, balance }) => [period, balance])).toEqual([
      ['2025-08', '28000.00'],
      ['2025-09', '28000.00'],
      ['2025-10', '20000.00'],
    ]);
    await place.review('2025-10');
    expect(await readFile(join(place.folder, 'out', 'figures.json'), 'utf8')).toBe(place.last);

    const [task] = await place.tasks();
    await place.act(task?.task_id ?? '', { do: 'note', note: 'A note changes no figure' }, '2025-10-20');
    await place.review('2025-10');
    expect(await revision(place)).toBe(1);
    const standing = (await place.tasks()).find(({ customer_id, status }) => customer_id === 'D' && status === 'open');
    await place.act(standing?.task_id ?? '', { do: 'cause', cause: 'forgotten' }, '2025-10-21');
    await place.review('2025-10');
    expect(await revision(place)).toBe(2);
  });
});

async function revision({ folder }: Laptop): Promise<number> {
  return JSON.parse(await readFile(join(folder, 'out', 'figures.json'), 'utf8')).run.revision;
}

interface Laptop extends StoryPlace {
  readonly folder: string;
  /** figures.json of the last review but one. */
  readonly last: string;
}

async function laptop(): Promise<Laptop> {
  const folder = await testFolder();
  const [exports, store, out] = [join(folder, 'export'), join(folder, 'store'), join(folder, 'out')];
  await mkdir(exports);
  for (const [name, text] of Object.entries(STORY_BOOKS)) await writeFile(join(exports, name), text);
  let [last, newest] = ['', ''];
  const open = () => openTables(store);
  return {
    folder,
    get last() {
      return last;
    },
    review: async (period) => {
      await rm(out, { recursive: true, force: true });
      const ended = await duewatch(
        ...['run', '--exports', exports, '--store', store, '--out', out, '--locale', 'en', '--period', period],
      );
      expect(ended).toMatchObject({ status: 0 });
      [last, newest] = [newest, await readFile(join(out, 'figures.json'), 'utf8')];
      return JSON.parse(newest).figures;
    },
    tasks: async () => {
      const tables = open();
      try {
        return await new SqliteTaskStore(tables).list();
      } finally {
        tables.close();
      }
    },
    act: async (taskId, action, today) => {
      const tables = open();
      try {
        const ports = { tasks: new SqliteTaskStore(tables), events: new SqliteEventBus(tables) };
        const actor = { by: 'Ann', at: `${today}T09:00:00.000Z`, today };
        expect(await changeTask(ports, { taskId, action, actor })).toMatchObject({ done: true });
      } finally {
        tables.close();
      }
    },
  };
}
