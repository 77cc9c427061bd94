import { describe, expect, it } from 'vitest';
import { tasksByDebt } from '../../../core/steps/desk/newest-tasks.ts';
import { task } from '../../adapters/contract/task-store-contract.ts';

describe('the tasks of one debt', () => {
  const of = (task_id: string, opened_period: string, changes = {}) =>
    task(task_id, { customer_id: 'C1', opened_period, ...changes });

  it('are the standing ones of a customer: the newest, the older ones, and beside them those for other reasons', () => {
    const newest = of('C1/high_risk/2025-09', '2025-09');
    const older = of('C1/high_risk/2025-06', '2025-06');
    const alert = of('C1/early_warning/2025-10', '2025-10', { reason: 'early_warning' });
    const ended = of('C1/early_warning/2025-01', '2025-01', {
      reason: 'early_warning',
      status: 'done',
      outcome: 'other',
    });
    const elsewhere = of('C1/early_warning/EUR', '2025-09', { reason: 'early_warning', scope: 'EUR' });
    const debts = tasksByDebt([older, alert, newest, ended, elsewhere]);
    for (const debt of debts) expect(debt).toEqual({ newest, older: [older], beside: [alert] });
    expect(debts.length).toBeGreaterThan(0);
  });

  it('are none where the customer has alerts only', () => {
    expect(tasksByDebt([of('C1/early_warning/2025-10', '2025-10', { reason: 'early_warning' })])).toEqual([]);
  });
});
