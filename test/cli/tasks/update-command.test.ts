import { describe, expect, it } from 'vitest';
import { duewatch, type Ended } from '../../workflow/command.ts';
import { announced, deskFolder, deskTask, storedTask } from './task-desk.ts';

const ID = 'C1/high_risk/2025-09';

function update(store: string, ...options: string[]): Promise<Ended> {
  return duewatch('tasks', 'update', ID, '--store', store, '--by', 'Wang Li', '--today', '2025-10-10', ...options);
}

describe('what happened, written down at the terminal', () => {
  it('one call with cause and promise is one change of the task, announced once', async () => {
    const store = await deskFolder(deskTask());
    const ended = await update(
      store,
      ...['--cause', 'forgotten', '--contact', 'phone', '--result', 'reached'],
      ...['--promise', '5000', '--due', '2025-11-15', '--note', 'Mrs Chen pays after the fair'],
    );
    expect(ended).toMatchObject({ status: 0, out: `Task ${ID} is now waiting.\n` });
    expect(await storedTask(store)).toMatchObject({
      status: 'waiting',
      cause: 'forgotten',
      note: 'Mrs Chen pays after the fair',
      promises: [{ id: 'p1', amount: '5000', due_date: '2025-11-15', made_on: '2025-10-10', by: 'Wang Li' }],
      contacts: [{ channel: 'phone', result: 'reached', on: '2025-10-10' }],
      version: 4,
    });
    expect(announced(store)).toEqual([{ id: `changed/${ID}/4`, type: 'CollectionTaskChanged' }]);
  });

  it('takes the day it happened', async () => {
    const store = await deskFolder(deskTask());
    await update(store, '--dispute', 'wrong price', '--amount', '200.50', '--on', '2025-10-08');
    const task = await storedTask(store);
    expect(task?.disputes).toMatchObject([{ reason: 'wrong price', amount: '200.50', opened_on: '2025-10-08' }]);
    await update(store, '--settle-dispute', 'rejected');
    expect((await storedTask(store))?.disputes[0]?.settled).toMatchObject({ on: '2025-10-10', result: 'rejected' });
  });

  it('takes a plan, another owner and another day', async () => {
    const store = await deskFolder(deskTask());
    const ended = await update(
      store,
      ...['--plan', '2025-11-30=5000, 2025-12-31=10000', '--assign', '王丽', '--postpone', '2025-12-01'],
    );
    expect(ended.status).toBe(0);
    expect(await storedTask(store)).toMatchObject({
      status: 'waiting',
      owner: '王丽',
      due_date: '2025-12-01',
      plans: [{ instalments: [{ amount: '5000' }, { amount: '10000', due_date: '2025-12-31' }] }],
    });
  });

  it.each([
    [['--status', 'done', '--outcome', 'written_off', '--note', 'hopeless'], 'written_off', 'hopeless'],
    [['--status', 'done', '--outcome', 'Written off'], 'written_off', null],
    [['--status', 'done', '--outcome', 'they went bankrupt'], 'other', 'they went bankrupt'],
    [['--outcome', 'they went bankrupt', '--note', 'court wrote'], 'other', 'they went bankrupt · court wrote'],
    [['--status', 'done'], 'other', null],
    [['--close', 'sent_to_agency'], 'sent_to_agency', null],
  ])('%j closes the task as %s', async (options, outcome, note) => {
    const store = await deskFolder(deskTask());
    expect(await update(store, ...options)).toMatchObject({ status: 0 });
    expect(await storedTask(store)).toMatchObject({ status: 'done', outcome, note, closed: { outcome } });
  });

  it('the short status starts, opens again, and takes nothing back', async () => {
    const store = await deskFolder(deskTask());
    expect((await update(store, '--status', 'in_progress')).out).toContain('is now in progress');
    const version = (await storedTask(store))?.version;
    expect((await update(store, '--status', 'open')).out).toContain('nothing to write');
    expect((await storedTask(store))?.version).toBe(version);
    await update(store, '--status', 'done', '--outcome', 'not_needed');
    expect((await update(store, '--status', 'open', '--note', 'too early')).status).toBe(0);
    expect(await storedTask(store)).toMatchObject({ status: 'in_progress', closed: null, note: 'too early' });
  });

  it('waiting for nothing is work in progress, and says so', async () => {
    const store = await deskFolder(deskTask());
    const ended = await update(store, '--status', 'waiting', '--note', 'they call back');
    expect(ended).toMatchObject({ status: 0, out: expect.stringContaining('is now in progress') });
    expect(ended.err).toContain('--promise');
  });

  it.each([
    ['a promise of more than is owed', ['--promise', '15000.01', '--due', '2025-11-01'], 'more than the customer owes'],
    ['a promise for yesterday', ['--promise', '10', '--due', '2025-10-09'], 'passed already'],
    [
      'a promise for yesterday, with the day that counted as today',
      ['--promise', '10', '--due', '2025-10-09'],
      'held against 2025-10-10; --today sets',
    ],
    [
      'a call that is still to come',
      ['--contact', 'phone', '--result', 'reached', '--on', '2025-10-11'],
      'still to come',
    ],
    ['instalments that leave a rest', ['--plan', '2025-11-30=5000'], 'do not add up'],
    ['approval of a step nobody recommended', ['--approve', 'a1'], 'no such step'],
    ['an end that is none', ['--reopen'], 'not done'],
    ['paid, as the customer says it, while the books show a balance', ['--close', 'paid'], 'the customer still owes'],
  ])('refuses %s in words, and nothing else of the call is written', async (_what, options, words) => {
    const store = await deskFolder(deskTask());
    const ended = await update(store, '--cause', 'forgotten', ...options);
    expect(ended).toMatchObject({ status: 3, err: expect.stringContaining(words) });
    expect(await storedTask(store)).toEqual(deskTask());
    expect(announced(store)).toEqual([]);
  });

  it('says what was decided, in the reader’s language', async () => {
    const asked = (id: string, kind: 'agency' | 'credit_limit') => ({
      id,
      kind,
      period: '2025-09',
      proposal: {},
      requested: { at: '2025-10-02T09:00:00.000Z', by: 'duewatch' },
      decided: null,
    });
    const store = await deskFolder(
      deskTask({ approvals: [asked('agency.2025-09', 'agency'), asked('limit.2025-09', 'credit_limit')] }),
    );
    const declined = await update(store, '--decline', 'limit.2025-09', '--locale', 'zh-CN');
    expect(declined).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^已否决：.*（limit\.2025-09）。\n任务 C1.*现为“/),
    });
    const approved = await update(store, '--approve', 'agency.2025-09');
    expect(approved).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^Approved: .*\(agency\.2025-09\)\.\nTask C1/),
    });
    const refused = await update(store, '--approve', 'agency.2025-09', '--locale', 'zh-CN');
    expect(refused).toMatchObject({
      status: 3,
      err: expect.stringContaining('任务 C1/high_risk/2025-09 未写入任何内容：'),
    });
  });

  it('an outcome for a task that is paid is refused; a note is kept', async () => {
    const findings = [{ period: '2025-10', balance: '0.00', received: '15000.00', words: {}, at_risk: false }];
    const store = await deskFolder(
      deskTask({ status: 'done', outcome: 'paid', findings, outstanding_balance: '0.00' }),
    );
    expect(await update(store, '--status', 'done', '--outcome', 'written_off')).toMatchObject({
      status: 3,
      err: expect.stringContaining('has paid'),
    });
    expect(await update(store, '--note', 'thanked them')).toMatchObject({ status: 0 });
    expect(await storedTask(store)).toMatchObject({ outcome: 'paid', note: 'thanked them' });
  });

  it.each([
    [[], 'say what happened'],
    [['--promise', '5000'], '--due'],
    [['--promise', '5,000', '--due', '2025-11-01'], '1200.50'],
    [['--promise', '5000', '--due', '2025-02-30'], 'date'],
    [['--contact', 'phone'], '--result'],
    [['--plan', '2025-11-30'], '--plan'],
    [['--cause', 'bored'], 'Allowed choices'],
    [['--start', '--today', 'yesterday'], '--today'],
    [['--amount', '5'], '--dispute'],
    [['--start', '--stage', 'prod'], '--remote'],
  ])('%j is wrong usage that says what is missing', async (options, words) => {
    const store = await deskFolder(deskTask());
    expect(await update(store, ...options)).toMatchObject({ status: 2, err: expect.stringContaining(words) });
    expect(await storedTask(store)).toEqual(deskTask());
  });

  it('a task nobody opened is wrong usage', async () => {
    const store = await deskFolder(deskTask());
    const ended = await duewatch('tasks', 'update', 'nobody', '--start', '--store', store);
    expect(ended).toMatchObject({ status: 2, err: expect.stringContaining('tasks list') });
  });
});
