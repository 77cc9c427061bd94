import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { duewatch } from '../../workflow/command.ts';
import { deskFolder, deskTask } from './task-desk.ts';

const CHINESE = deskTask({
  task_id: 'C2/high_risk/2025-08',
  customer_id: 'C2',
  customer_name: '天青河马照明有限责任公司（苏州工业园区）第二分公司',
  score: 90,
  owner: '王丽',
  owner_role: 'account_manager',
  due_date: '2025-10-14',
  outstanding_balance: '123456789012.50',
  status: 'in_progress',
});

describe('the list of tasks at the terminal', () => {
  it('keeps to eighty columns, whatever a customer is called', async () => {
    const store = await deskFolder(
      deskTask(),
      CHINESE,
      deskTask({ task_id: 'x', customer_name: 'A\u001b[31m\nB'.repeat(40) }),
    );
    const { out } = await duewatch('tasks', 'list', '--store', store);
    for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('C1/high_risk/2025-09');
    expect(out).toContain('123,456,789,012.50');
    expect(out).toContain('天青河马');
  });

  it('speaks Chinese where it is asked to', async () => {
    const store = await deskFolder(deskTask(), CHINESE);
    const { out } = await duewatch('tasks', 'list', '--store', store, '--locale', 'zh-CN');
    expect(out).toContain('处理中');
    expect(out).toContain('评分超过阈值，王丽');
    expect(out).toContain('2 项任务');
    expect(out).not.toMatch(/At risk|tasks/);
    for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    const none = await duewatch('tasks', 'list', '--store', store, '--locale', 'zh-CN', '--owner', '无人');
    expect(none.out.trim()).toBe('没有任务。');
  });

  it('rests what stands for a debt that was handed over on a task that is done, also where that one is not listed', async () => {
    const mark = { on: '2025-10-02', at: '2025-10-02T09:00:00.000Z', by: 'Ann' };
    const over = deskTask({
      ...{ task_id: 'C1/alert/2025-08', status: 'done', outcome: 'legal_action' },
      closed: { outcome: 'legal_action', ...mark },
    });
    const paid = deskTask({ task_id: 'C1/alert/2025-06', status: 'done', outcome: 'paid' });
    const store = await deskFolder(deskTask({ score: 90 }), over, paid);
    const listed = async (...filters: string[]) => {
      const { out } = await duewatch('tasks', 'list', '--store', store, '--json', ...filters);
      return JSON.parse(out).map(({ task_id, why }: { task_id: string; why: string }) => [task_id, why]);
    };
    const open = ['C1/high_risk/2025-09', 'handed_over'];
    const done = ['C1/alert/2025-06', 'C1/alert/2025-08'].map((id) => [id, 'done']);
    expect(await listed('--status', 'open')).toEqual([open]);
    expect(await listed('--group', 'hold')).toEqual([open]);
    expect(await listed('--group', 'done')).toEqual(done);
    expect(await listed('--status', 'done')).toEqual(done);
    expect(await listed()).toEqual([...done, open]);
  });

  it.each([
    [['--owner', 'account_'], ['C2/high_risk/2025-08']],
    [['--owner', '王丽'], ['C2/high_risk/2025-08']],
    [['--status', 'open'], ['C1/high_risk/2025-09']],
    [['--customer', 'aster'], ['C1/high_risk/2025-09']],
    [['--customer', 'C2'], ['C2/high_risk/2025-08']],
    [['--group', 'quick_win'], ['C1/high_risk/2025-09']],
    [['--due-before', '2025-10-14'], ['C1/high_risk/2025-09']],
    [
      ['--due-before', '2025-10-15'],
      ['C1/high_risk/2025-09', 'C2/high_risk/2025-08'],
    ],
  ])('%j narrows it', async (filters, ids) => {
    const store = await deskFolder(deskTask({ score: 50 }), CHINESE);
    const { out } = await duewatch('tasks', 'list', '--store', store, '--json', ...filters);
    expect(JSON.parse(out).map((task: { task_id: string }) => task.task_id)).toEqual(ids);
  });

  it('stands in the groups of the worklist, with why', async () => {
    const store = await deskFolder(
      deskTask({ score: 65, band: '60_70', outstanding_balance: '900.00' }),
      deskTask({ task_id: 'b', customer_id: 'C2', score: 90 }),
      deskTask({ task_id: 'c', customer_id: 'C3', status: 'done', outcome: 'other' }),
    );
    const { out } = await duewatch('tasks', 'list', '--store', store);
    expect(out.match(/^(At risk|Quick wins|Done) \(1\)/gm)).toEqual(['At risk (1)', 'Quick wins (1)', 'Done (1)']);
    expect(out).toContain('small balance, Collections');
    const { out: json } = await duewatch('tasks', 'list', '--store', store, '--json');
    expect(JSON.parse(json).find(({ task_id }: { task_id: string }) => task_id === 'b')).toMatchObject({
      group: 'at_risk',
      why: 'over_threshold',
    });
  });

  it('a filter that cannot be read is wrong usage', async () => {
    const store = await deskFolder(deskTask());
    expect((await duewatch('tasks', 'list', '--store', store, '--due-before', '14.10.2025')).status).toBe(2);
    expect((await duewatch('tasks', 'list', '--store', store, '--status', 'lost')).status).toBe(2);
  });
});

describe('one task at the terminal', () => {
  it('shows what people wrote and what reviews found', async () => {
    const mark = { at: '2025-10-10T08:00:00.000Z', by: 'Wang Li' };
    const store = await deskFolder(
      deskTask({
        promises: [
          { id: 'p1', amount: '5000', due_date: '2025-10-20', made_on: '2025-10-10', ...mark, cancelled: null },
        ],
        contacts: [{ on: '2025-10-10', channel: 'phone', stage: null, result: 'reached', note: null, ...mark }],
        findings: [
          { period: '2025-10', balance: '15000.00', received: '0.00', words: { p1: 'broken' }, at_risk: true },
        ],
        history: [{ ...mark, change: 'promise; amount=5000' }],
      }),
    );
    const { out } = await duewatch('tasks', 'show', 'C1/high_risk/2025-09', '--store', store);
    expect(out).toContain('p1: $5,000.00, 20 October 2025: broken');
    expect(out).toContain('Phone: Reached');
    expect(out).toContain('October 2025; owes $15,000.00; $0.00 received since it was opened; still at risk');
    expect(out).toContain('Wang Li: promise · Amount $5,000.00');
    expect(out).not.toContain('[object Object]');
    // Ids are what other commands take; nothing else is a code.
    const words = out.replaceAll('C1/high_risk/2025-09', '');
    expect(words).not.toMatch(/[a-z]_[a-z]|=/);
    const chinese = await duewatch('tasks', 'show', 'C1/high_risk/2025-09', '--store', store, '--locale', 'zh-CN');
    expect(chinese.out).toContain('p1: US$5,000.00, 2025年10月20日: 未兑现');
    expect(chinese.out.replaceAll('C1/high_risk/2025-09', '')).not.toMatch(/[a-z]_[a-z]|=/);
  });
});
