import { describe, expect, it } from 'vitest';
import type { CollectionTask, TaskFinding } from '../../../core/contracts/task.ts';
import { evaluateStages } from '../../../core/domain/collection-plan/evaluate-stages.ts';
import { arrived, freeFrom, planContacts } from '../../../core/domain/collection-plan/plan-contacts.ts';
import { deskTask } from '../../desk/desk-task.ts';

type Contact = CollectionTask['contacts'][number];

function contact(on: string, stage: string | null, result: Contact['result'] = 'delivered', at = '10'): Contact {
  return { on, channel: 'mail', stage, result, note: null, at: `${on}T${at}:00:00.000Z`, by: 'Ada' };
}

function finding(period: string, balance: string | null, received: string | null = null): TaskFinding {
  return { period, balance, received, words: {}, at_risk: true };
}

/** What came of a month’s contacts, as `stage contacted/paid/settled` of the stages that reached somebody. */
function outcomes(tasks: readonly CollectionTask[], period = '2025-10'): string[] {
  return evaluateStages(tasks, period)
    .filter(({ contacted }) => contacted > 0)
    .map(({ stage, contacted, paid, settled }) => `${stage} ${contacted}/${paid}/${settled}`);
}

const reached = (findings: TaskFinding[], changes: Partial<CollectionTask> = {}) =>
  deskTask({ contacts: [contact('2025-10-07', '1_30')], findings, ...changes });

describe('what became of the customers a stage reached', () => {
  it('is told for every stage, also those that reached nobody', () => {
    expect(evaluateStages([], '2025-10')).toEqual(
      ['before_due', '1_30', '31_60', '61_90', 'over_90'].map((stage) => ({
        stage,
        contacted: 0,
        paid: 0,
        settled: 0,
      })),
    );
  });

  it('is by the money that came in during the month, where the books hold payments', () => {
    expect(outcomes([reached([finding('2025-09', '20000', '100'), finding('2025-10', '19000', '100.01')])])).toEqual([
      '1_30 1/1/0',
    ]);
    expect(outcomes([reached([finding('2025-09', '20000', '100'), finding('2025-10', '19000', '100')])])).toEqual([
      '1_30 1/0/0',
    ]);
    expect(outcomes([reached([finding('2025-10', '20000', '5')])])).toEqual(['1_30 1/1/0']);
    expect(outcomes([reached([finding('2025-10', '20000', '0')])])).toEqual(['1_30 1/0/0']);
  });

  it('is by the fall of the balance, where they do not', () => {
    expect(outcomes([reached([finding('2025-09', '30000'), finding('2025-10', '29999.99')])])).toEqual(['1_30 1/1/0']);
    expect(outcomes([reached([finding('2025-09', '30000'), finding('2025-10', '30000.00')])])).toEqual(['1_30 1/0/0']);
    // The first month is held against what was owed when the task was opened.
    expect(outcomes([reached([finding('2025-10', '19999')])])).toEqual(['1_30 1/1/0']);
    expect(outcomes([reached([finding('2025-10', '20000')])])).toEqual(['1_30 1/0/0']);
  });

  it('is settled where nothing is owed any more at the month’s end', () => {
    expect(outcomes([reached([finding('2025-10', '0.00', '20000')])])).toEqual(['1_30 1/1/1']);
    expect(outcomes([reached([finding('2025-10', '-5', '0')])])).toEqual(['1_30 1/0/1']);
    expect(outcomes([reached([finding('2025-10', '0.01')])])).toEqual(['1_30 1/1/0']);
    expect(outcomes([reached([finding('2025-10', null, '20000')])])).toEqual(['1_30 1/1/0']);
  });

  it('is not told of a customer of whom the month’s run found nothing', () => {
    expect(outcomes([reached([finding('2025-09', '1', '1')])])).toEqual([]);
    expect(outcomes([reached([finding('2025-10', null)])])).toEqual([]);
    expect(outcomes([reached([])])).toEqual([]);
  });

  it('counts for the last stage that reached the customer in the month, once for all of its tasks', () => {
    const first = reached([], {
      contacts: [contact('2025-10-20', '31_60'), contact('2025-10-28', '61_90', 'bounced')],
    });
    const second = reached([finding('2025-10', '1', '1')], {
      contacts: [contact('2025-10-05', '1_30'), contact('2025-11-02', 'over_90')],
    });
    expect(outcomes([first, second])).toEqual(['31_60 1/1/0']);
  });

  it('keeps customers and currencies apart', () => {
    const paid = [finding('2025-10', '1', '1')];
    const tasks = [
      reached(paid),
      reached(paid, { customer_id: 'C2' }),
      reached([finding('2025-10', '1', '0')], { scope: 'EUR' }),
    ];
    expect(outcomes(tasks)).toEqual(['1_30 3/2/0']);
  });

  it('knows nothing of contacts of other months, outside the plan, or that did not arrive', () => {
    const found = [finding('2025-10', '1', '1')];
    const contacts = [
      contact('2025-09-30', '1_30'),
      contact('2025-10-02', null),
      contact('2025-10-03', '1_30', 'sent'),
    ];
    expect(outcomes([reached(found, { contacts })])).toEqual([]);
  });
});

describe('contacts of the plan', () => {
  it('run from the oldest day, within a day by the clock, and begin after the day asked for', () => {
    const contacts = [
      contact('2025-10-08', '31_60', 'delivered', '12'),
      contact('2025-10-08', '1_30', 'delivered', '09'),
      contact('2025-10-09', 'friendly'),
      contact('2025-10-05', 'before_due'),
      contact('2025-10-04', 'before_due'),
      contact('2025-10-09', '61_90'),
      contact('2025-10-08', '1_30', 'delivered', '12'),
    ];
    expect(planContacts(contacts, '2025-10-04').map(({ on, stage }) => `${on} ${stage}`)).toEqual([
      '2025-10-05 before_due',
      '2025-10-08 1_30',
      '2025-10-08 31_60',
      '2025-10-08 1_30',
      '2025-10-09 61_90',
    ]);
  });

  it('arrived where they were delivered or somebody was reached', () => {
    const all = ['delivered', 'reached', 'sent', 'bounced', 'not_reached'] as const;
    expect(all.filter((result) => arrived({ result }))).toEqual(['delivered', 'reached']);
  });

  it('are waited for but for those that failed', () => {
    const of = (...results: Contact['result'][]) =>
      freeFrom(
        planContacts(
          results.map((result, day) => contact(`2025-10-0${day + 1}`, '1_30', result)),
          '',
        ),
        10,
      );
    expect(of('sent')).toBe('2025-10-11');
    expect(of('sent', 'bounced', 'not_reached')).toBe('2025-10-11');
    expect(of('bounced', 'delivered')).toBe('2025-10-12');
    expect(of('not_reached')).toBeNull();
    expect(of('bounced')).toBeNull();
    expect(of()).toBeNull();
  });
});
