import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { MailboxMailer } from '../../adapters/embedded/mailbox-mailer.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { SqliteSendLedger } from '../../adapters/embedded/sqlite-send-ledger.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { TasksBusy } from '../../core/contracts/errors.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { taskBefore } from '../../core/domain/desk/settle-task.ts';
import { type Arrival, recordArrival } from '../../core/steps/record-arrival.ts';
import { recordLetters, sendLetters, writeLetterMails } from '../../core/steps/send-letters.ts';
import { deskTask } from './desk-task.ts';

const RUN: RunRef = {
  id: '2025-10-aa',
  period: '2025-10',
  revision: 1,
  prefix: 'runs/2025-10/2025-10-aa/',
  work: 'work/2025-10-aa/',
  exports: '',
  startedAt: '2025-11-03T06:00:00.000Z',
  owner: 'me',
  dryRun: false,
  resend: false,
  version: '1',
};
const MAIL = {
  path: 'outbox/letters/00001-C1.eml',
  from: 'duewatch@example.com',
  to: 'payables@example.com',
  sendAs: 'letter:*:1_30:C1',
  stage: '1_30',
  tasks: [deskTask().task_id],
};
const KEY = { period: '2025-10', revision: 0, recipient: MAIL.sendAs, attempt: 1 };

const TOLD_AT = '2025-11-03T06:00:07Z';

function told(status: Arrival['status']): Arrival {
  return { status, at: TOLD_AT, tasks: MAIL.tasks };
}

describe('a letter that leaves by itself', () => {
  let folder: string;
  let close: () => void;
  let ports: {
    store: FolderObjectStore;
    sends: SqliteSendLedger;
    tasks: SqliteTaskStore;
    events: SqliteEventBus;
    mailer: MailboxMailer;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duewatch-letters-'));
    const tables = openTables(folder);
    close = () => tables.close();
    ports = {
      store: new FolderObjectStore(folder),
      sends: new SqliteSendLedger(tables),
      tasks: new SqliteTaskStore(tables),
      events: new SqliteEventBus(tables),
      mailer: new MailboxMailer(tables),
    };
    await ports.tasks.openMany([deskTask()]);
    await leave(RUN);
  });
  afterEach(async () => {
    close();
    await rm(folder, { recursive: true, force: true });
  });

  async function leave(run: RunRef): Promise<void> {
    await writeLetterMails(ports.store, run, [MAIL]);
    await ports.store.write(run.prefix + MAIL.path, new TextEncoder().encode('Subject: x\r\n\r\nPlease pay.'));
  }

  function announced() {
    return openTables(folder)
      .prepare("SELECT id FROM events WHERE type = 'CollectionTaskChanged' ORDER BY id")
      .all()
      .map(({ id }) => id);
  }

  async function contacts() {
    return (await ports.tasks.get(deskTask().task_id))?.contacts.map(({ stage, result, by }) => ({
      stage,
      result,
      by,
    }));
  }

  it('leaves once a month, whoever runs it again, as a correction or with mails asked for once more', async () => {
    expect((await sendLetters(ports, RUN)).letters).toEqual({ sent: 1, already_sent: 0, dry_run: 0 });
    const correction = { ...RUN, id: '2025-10-bb', revision: 2, work: 'work/2025-10-bb/', resend: true };
    await leave(correction);
    expect((await sendLetters(ports, correction)).letters).toEqual({ sent: 0, already_sent: 1, dry_run: 0 });
  });

  it('does not leave in a rehearsal', async () => {
    expect((await sendLetters(ports, { ...RUN, dryRun: true })).letters).toEqual({
      sent: 0,
      already_sent: 0,
      dry_run: 1,
    });
    expect(await ports.sends.list(RUN.period)).toEqual([]);
  });

  it('stands on the task once, as sent, and as arrived when the mail service says so', async () => {
    expect(await recordLetters(ports, RUN)).toBe(0);
    await sendLetters(ports, RUN);
    expect(await recordLetters(ports, RUN)).toBe(1);
    expect(await recordLetters(ports, RUN)).toBe(0);
    expect(await contacts()).toEqual([{ stage: '1_30', result: 'sent', by: 'duewatch 2025-10' }]);
    await recordArrival(ports, KEY, told('DELIVERED'));
    expect(await contacts()).toEqual([{ stage: '1_30', result: 'delivered', by: 'duewatch 2025-10' }]);
    await recordArrival(ports, KEY, told('BOUNCED'));
    await recordArrival(ports, KEY, told('DELIVERED'));
    expect(await contacts()).toMatchObject([{ result: 'bounced' }]);
  });

  it('leaves a line of history and an announcement with each version', async () => {
    await sendLetters(ports, RUN);
    await recordLetters(ports, RUN);
    await recordArrival(ports, KEY, told('DELIVERED'));
    const task = await ports.tasks.get(deskTask().task_id);
    expect(task?.version).toBe(3);
    expect(task?.history).toEqual([
      {
        at: RUN.startedAt,
        by: 'duewatch',
        change: 'contact; channel=mail; result=sent; stage=1_30; status open → in_progress',
      },
      { at: TOLD_AT, by: 'duewatch', change: 'contact; channel=mail; result=delivered; stage=1_30' },
    ]);
    expect(announced()).toEqual([`changed/${task?.task_id}/2`, `changed/${task?.task_id}/3`]);
  });

  it('is announced by the attempt after one that was killed between writing and announcing', async () => {
    await sendLetters(ports, RUN);
    const dead = { publish: () => Promise.reject(new Error('killed')) };
    await expect(recordLetters({ ...ports, events: dead }, RUN)).rejects.toThrow('killed');
    await recordLetters(ports, RUN);
    expect(announced()).toHaveLength(1);
    await expect(recordArrival({ ...ports, events: dead }, KEY, told('DELIVERED'))).rejects.toThrow('killed');
    await recordArrival(ports, KEY, told('DELIVERED'));
    expect(announced()).toHaveLength(2);
  });

  it('reads no task but the customer’s, and asks to be told again where others change it every time', async () => {
    await sendLetters(ports, RUN);
    await recordLetters(ports, RUN);
    const read: string[] = [];
    const busy = {
      get: (id: string) => {
        read.push(id);
        return ports.tasks.get(id);
      },
      replaceMany: async (changes: readonly { task: { task_id: string } }[]) => changes.map(({ task }) => task.task_id),
    };
    await expect(recordArrival({ ...ports, tasks: busy }, KEY, told('DELIVERED'))).rejects.toThrow(TasksBusy);
    expect(new Set(read)).toEqual(new Set(MAIL.tasks));
  });

  it('is no input of the month that sent it, and is one of the next', async () => {
    await sendLetters(ports, RUN);
    await recordLetters(ports, RUN);
    const task = await ports.tasks.get(deskTask().task_id);
    if (task === undefined) throw new Error('the task is gone');
    expect(taskBefore(task, '2025-10').contacts).toEqual([]);
    expect(taskBefore(task, '2025-11').contacts).toHaveLength(1);
  });
});
