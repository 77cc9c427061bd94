import { describe, expect, it } from 'vitest';
import { taskAction } from '../../../core/domain/desk/task-action.ts';

const allows = (action: unknown): boolean => taskAction.safeParse(action).success;

describe('what may be done at a task', () => {
  it.each([
    { do: 'start' },
    { do: 'note', note: 'x'.repeat(2000) },
    { do: 'cause', cause: 'forgotten' },
    { do: 'contact', channel: 'visit', result: 'delivered', stage: 's'.repeat(40), on: '2025-10-09', note: 'n' },
    { do: 'contact', channel: 'phone', result: 'reached' },
    { do: 'contact', channel: 'phone', result: 'not_reached' },
    { do: 'contact', channel: 'mail', result: 'bounced' },
    { do: 'promise', amount: '123456789012345.123456', due_date: '2025-10-20' },
    { do: 'promise', amount: '1', due_date: '2024-02-29', on: '2025-10-09', note: 'n' },
    { do: 'cancel_promise', promise: 'p1' },
    { do: 'dispute', reason: 'short delivery' },
    { do: 'dispute', reason: 'short delivery', amount: '5.50', on: '2025-10-09' },
    { do: 'settle_dispute', result: 'upheld' },
    { do: 'settle_dispute', result: 'rejected', on: '2025-10-09' },
    { do: 'settle_dispute', result: 'withdrawn', note: 'n' },
    { do: 'plan', instalments: [{ due_date: '2025-10-20', amount: '5' }], on: '2025-10-09', note: 'n' },
    { do: 'plan', instalments: Array.from({ length: 60 }, () => ({ due_date: '2025-10-20', amount: '5' })) },
    { do: 'cancel_plan', plan: 'l1' },
    { do: 'assign', owner: 'o'.repeat(200) },
    { do: 'postpone', due_date: '2025-10-20' },
    { do: 'decide', approval: 'agency.2025-09', approved: false },
    { do: 'close', outcome: 'written_off', on: '2025-10-09' },
    { do: 'reopen' },
  ])('%j', (action) => {
    expect(allows(action)).toBe(true);
    expect(allows({ ...action, surprise: 1 })).toBe(false);
  });

  it.each([
    { do: 'forgive' },
    { do: 'note', note: '  ' },
    { do: 'note', note: 'x'.repeat(2001) },
    { do: 'note' },
    { do: 'cause', cause: 'bored' },
    { do: 'contact', channel: 'phone', result: 'sent' },
    { do: 'contact', channel: 'phone', result: 'reached', stage: 's'.repeat(41) },
    { do: 'promise', amount: '1234567890123456', due_date: '2025-10-20' },
    { do: 'promise', amount: '1.1234567', due_date: '2025-10-20' },
    { do: 'promise', amount: '-1', due_date: '2025-10-20' },
    { do: 'promise', amount: 'x1', due_date: '2025-10-20' },
    { do: 'promise', amount: '1x', due_date: '2025-10-20' },
    { do: 'promise', amount: '1.', due_date: '2025-10-20' },
    { do: 'promise', amount: '1.x', due_date: '2025-10-20' },
    { do: 'promise', amount: '1', due_date: '2025-02-29' },
    { do: 'promise', amount: '1' },
    { do: 'dispute', reason: ' ' },
    { do: 'settle_dispute', result: 'forgotten' },
    { do: 'plan', instalments: [] },
    { do: 'plan', instalments: Array.from({ length: 61 }, () => ({ due_date: '2025-10-20', amount: '5' })) },
    { do: 'plan', instalments: [{ due_date: '2025-10-20', amount: '5', note: 'x' }] },
    { do: 'assign', owner: ' ' },
    { do: 'assign', owner: 'o'.repeat(201) },
    { do: 'decide', approval: 'a', approved: 'yes' },
    { do: 'close', outcome: 'vanished' },
  ])('but not %j', (action) => {
    expect(allows(action)).toBe(false);
  });

  it('and what is no amount is answered with one', () => {
    const promise = { do: 'promise', amount: 'ten', due_date: '2025-10-20' };
    const message = taskAction.safeParse(promise).error?.issues[0]?.message ?? '';
    expect(allows({ ...promise, amount: message.split(' ').at(-1) })).toBe(true);
  });

  it('with texts without the blanks around them', () => {
    expect(taskAction.parse({ do: 'assign', owner: '  Wang Li ' })).toEqual({ do: 'assign', owner: 'Wang Li' });
    expect(taskAction.parse({ do: 'note', note: ' x ' })).toEqual({ do: 'note', note: 'x' });
  });
});
