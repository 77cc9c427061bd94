import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../core/domain/decimal.ts';
import { type FormFields, readFormFields } from '../../../core/domain/desk/desk-form.ts';
import { instalmentsOf } from '../../../core/domain/desk/instalments.ts';
import { deskTask } from '../../desk/desk-task.ts';

const CONTEXT = { task: deskTask(), today: '2025-10-10', saysPaid: 'says it has paid' };
const read = (fields: FormFields) => readFormFields(fields, CONTEXT);
/** What a form asks for; fails where it could not be read. */
function asked(fields: FormFields): unknown {
  const reading = read(fields);
  if (!reading.read) throw new Error(`${reading.field}: ${reading.problem}`);
  return reading.actions;
}
/** What is wrong with a form, as `field problem`. */
function problem(fields: FormFields): string {
  const reading = read(fields);
  return reading.read ? 'read' : `${reading.field} ${reading.problem}`;
}

describe('one click at the desk', () => {
  const phone = { do: 'contact', channel: 'phone' };

  it.each([
    ['reached', { ...phone, result: 'reached' }],
    ['not_reached', { ...phone, result: 'not_reached' }],
    ['says_paid', { ...phone, result: 'reached', note: 'says it has paid' }],
    ['cause:forgotten', { do: 'cause', cause: 'forgotten' }],
    ['promise:7', { do: 'promise', amount: '20000.00', due_date: '2025-10-17' }],
    ['promise:14', { do: 'promise', amount: '20000.00', due_date: '2025-10-24' }],
  ])('%s is a whole entry', (quick, action) => {
    expect(asked({ quick })).toEqual([action]);
    expect(asked({ quick, note: '  ' })).toEqual([action]);
  });

  it.each(['reached', 'not_reached', 'cause:forgotten', 'promise:7'])('%s takes a note along', (quick) => {
    expect(asked({ quick, note: ' on Monday ' })).toMatchObject([{ note: 'on Monday' }]);
  });

  it('says_paid notes both what the customer said and what was typed', () => {
    expect(asked({ quick: 'says_paid', note: 'by bank' })).toMatchObject([{ note: 'says it has paid · by bank' }]);
  });

  it.each([
    '',
    'promise',
    'promise:8',
    'promise:07',
    'cause',
    'cause:bored',
    'because:forgotten',
    'close',
    'pay:7',
    '__proto__',
  ])('%j is none', (quick) => {
    expect(problem({ quick })).toBe('quick not_a_choice');
  });
});

describe('a form of the desk', () => {
  it.each<[FormFields, object]>([
    [
      { do: 'note', note: ' hello ' },
      { do: 'note', note: 'hello' },
    ],
    [
      { do: 'cause', cause: 'other', note: 'x' },
      { do: 'cause', cause: 'other', note: 'x' },
    ],
    [
      { do: 'contact', channel: 'mail', result: 'bounced', stage: '1_30', on: '2025-10-09', note: 'n' },
      { do: 'contact', channel: 'mail', result: 'bounced', stage: '1_30', on: '2025-10-09', note: 'n' },
    ],
    [
      { do: 'promise', amount: ' 12.50 ', due_date: '2025-10-20', on: '2025-10-09', note: 'n' },
      { do: 'promise', amount: '12.50', due_date: '2025-10-20', on: '2025-10-09', note: 'n' },
    ],
    [
      { do: 'cancel_promise', promise: 'p1', note: 'n' },
      { do: 'cancel_promise', promise: 'p1', note: 'n' },
    ],
    [
      { do: 'dispute', reason: 'short', amount: '5', on: '2025-10-09' },
      { do: 'dispute', reason: 'short', amount: '5', on: '2025-10-09' },
    ],
    [
      { do: 'settle_dispute', result: 'upheld', on: '2025-10-09', note: 'n' },
      { do: 'settle_dispute', result: 'upheld', on: '2025-10-09', note: 'n' },
    ],
    [
      { do: 'cancel_plan', plan: 'l1', note: 'n' },
      { do: 'cancel_plan', plan: 'l1', note: 'n' },
    ],
    [
      { do: 'assign', owner: 'Wang Li' },
      { do: 'assign', owner: 'Wang Li' },
    ],
    [
      { do: 'postpone', due_date: '2025-10-20', note: 'n' },
      { do: 'postpone', due_date: '2025-10-20', note: 'n' },
    ],
    [
      { do: 'decide', approval: 'a1', approved: 'yes', note: 'n' },
      { do: 'decide', approval: 'a1', approved: true, note: 'n' },
    ],
    [
      { do: 'decide', approval: 'a1', approved: 'no' },
      { do: 'decide', approval: 'a1', approved: false },
    ],
    [
      { do: 'close', outcome: 'written_off', note: 'n' },
      { do: 'close', outcome: 'written_off', note: 'n' },
    ],
    [
      { do: 'reopen', note: 'n' },
      { do: 'reopen', note: 'n' },
    ],
  ])('%j asks for what its fields say', (fields, action) => {
    expect(asked(fields)).toEqual([action]);
    expect(asked({ ...fields, surprise: 'x' })).toEqual([action]);
  });

  it('leaves out what was left empty', () => {
    expect(asked({ do: 'contact', channel: 'phone', result: 'reached', stage: ' ', on: '', note: '' })).toEqual([
      { do: 'contact', channel: 'phone', result: 'reached' },
    ]);
  });

  it.each<[FormFields, string]>([
    [{}, 'do not_a_choice'],
    [{ do: 'start' }, 'do not_a_choice'],
    [{ do: 'constructor' }, 'do not_a_choice'],
    [{ do: 'note' }, 'note missing'],
    [{ do: 'note', note: 'x'.repeat(2001) }, 'note too_long'],
    [{ do: 'promise', due_date: '2025-10-20' }, 'amount missing'],
    [{ do: 'promise', amount: 'ten', due_date: '2025-10-20' }, 'amount not_an_amount'],
    [{ do: 'promise', amount: '10', due_date: '20.10.2025' }, 'due_date not_a_date'],
    [{ do: 'promise', amount: '10', due_date: '2025-10-20', on: 'yesterday' }, 'on not_a_date'],
    [{ do: 'contact', channel: 'pigeon', result: 'reached' }, 'channel not_a_choice'],
    [{ do: 'contact', channel: 'mail', result: 'reached', stage: 's'.repeat(41) }, 'stage too_long'],
    [{ do: 'decide', approval: 'a1' }, 'approved missing'],
    [{ do: 'decide', approval: 'a1', approved: 'maybe' }, 'approved missing'],
    [{ do: 'close', outcome: 'vanished' }, 'outcome not_a_choice'],
    [{ do: 'assign', owner: 'o'.repeat(201) }, 'owner too_long'],
  ])('%j is refused where it is wrong: %s', (fields, wrong) => {
    expect(problem(fields)).toBe(wrong);
  });
});

describe('a plan asked for with a form', () => {
  const plan = { do: 'plan', first_date: ' 2025-10-31 ', parts: ' 3 ', every: 'month' };

  it('splits the balance over the days asked for', () => {
    const instalments = [
      { due_date: '2025-10-31', amount: '6666.66' },
      { due_date: '2025-11-30', amount: '6666.66' },
      { due_date: '2025-12-31', amount: '6666.68' },
    ];
    expect(asked(plan)).toEqual([{ do: 'plan', instalments }]);
    expect(asked({ ...plan, note: ' agreed ' })).toEqual([{ do: 'plan', instalments, note: 'agreed' }]);
    expect(asked({ ...plan, note: '  ' })).toEqual([{ do: 'plan', instalments }]);
  });

  it.each([
    ['week', '2025-11-07'],
    ['fortnight', '2025-11-14'],
    ['month', '2025-11-30'],
  ])('may be paid every %s', (every, second) => {
    expect(asked({ ...plan, parts: '2', every })).toMatchObject([{ instalments: [{}, { due_date: second }] }]);
  });

  it.each<[FormFields, string]>([
    [{ first_date: ' ' }, 'first_date missing'],
    [{ first_date: '31.10.2025' }, 'first_date not_a_date'],
    [{ first_date: '9999-12-31' }, 'first_date not_a_date'],
    [{ parts: '0' }, 'parts not_a_choice'],
    [{ parts: '61' }, 'parts not_a_choice'],
    [{ parts: '70' }, 'parts not_a_choice'],
    [{ parts: '100' }, 'parts not_a_choice'],
    [{ parts: '3x' }, 'parts not_a_choice'],
    [{ parts: 'x3' }, 'parts not_a_choice'],
    [{ parts: '' }, 'parts not_a_choice'],
    [{ every: 'year' }, 'every not_a_choice'],
    [{ every: '' }, 'every not_a_choice'],
  ])('is refused with %j: %s', (changes, wrong) => {
    expect(problem({ ...plan, ...changes })).toBe(wrong);
  });

  it.each(['1', '9', '10', '59', '60'])('may have %s parts', (parts) => {
    expect(asked({ ...plan, parts, every: 'week' })).toMatchObject([{ instalments: { length: Number(parts) } }]);
  });

  it('without days or parts says what is missing', () => {
    expect(problem({ do: 'plan' })).toBe('first_date missing');
    expect(problem({ do: 'plan', first_date: '2025-10-31' })).toBe('parts not_a_choice');
  });
});

describe('instalments', () => {
  const wish = { balance: '100', currency: 'USD', first: '2025-10-31', parts: 3 } as const;

  it('fall a week, a fortnight or a month apart', () => {
    const days = (every: 'week' | 'fortnight' | 'month') =>
      instalmentsOf({ ...wish, every }).map(({ due_date }) => due_date);
    expect(days('week')).toEqual(['2025-10-31', '2025-11-07', '2025-11-14']);
    expect(days('fortnight')).toEqual(['2025-10-31', '2025-11-14', '2025-11-28']);
    expect(days('month')).toEqual(['2025-10-31', '2025-11-30', '2025-12-31']);
  });

  it('add up to the balance to the last digit, and only the last differs, upwards', () => {
    const balance = fc
      .tuple(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom(0, 1, 2, 4))
      .map(([units, places]) => new Decimal(units).div(10 ** places).toFixed());
    fc.assert(
      fc.property(
        balance,
        fc.constantFrom('USD', 'JPY', 'KWD'),
        fc.integer({ min: 1, max: 60 }),
        (owed, currency, parts) => {
          const amounts = instalmentsOf({ balance: owed, currency, first: '2025-10-31', parts, every: 'month' }).map(
            ({ amount }) => new Decimal(amount),
          );
          expect(amounts).toHaveLength(parts);
          expect(Decimal.sum(...amounts).eq(owed)).toBe(true);
          const [first = new Decimal(0)] = amounts;
          for (const each of amounts.slice(0, -1)) expect(each.eq(first)).toBe(true);
          expect(amounts.at(-1)?.gte(first)).toBe(true);
        },
      ),
    );
  });

  it('are written in the digits of the currency, or of the balance where that has more', () => {
    const amounts = (balance: string, currency: string) =>
      instalmentsOf({ ...wish, balance, currency, every: 'week' }).map(({ amount }) => amount);
    expect(amounts('100', 'USD')).toEqual(['33.33', '33.33', '33.34']);
    expect(amounts('100', 'JPY')).toEqual(['33', '33', '34']);
    expect(amounts('100.0001', 'USD')).toEqual(['33.3300', '33.3300', '33.3401']);
  });
});
