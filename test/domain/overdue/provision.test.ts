import { describe, expect, it } from 'vitest';
import type { LedgerRowOf } from '../../../core/contracts/ledger-rows.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { addMonths } from '../../../core/domain/month.ts';
import { expectedLoss } from '../../../core/domain/overdue/expected-loss.ts';
import { lossCheck } from '../../../core/domain/overdue/loss-check.ts';
import { provisionMatrix } from '../../../core/domain/overdue/provision.ts';
import { eachState, rollTables } from '../../../core/domain/overdue/roll-rates.ts';
import { isMissing } from '../../../core/domain/quantity.ts';

type Flow = LedgerRowOf<'overdue_ageing'>;
const PERIOD = '2024-12';

function flow(month: string, from: Flow['from_bucket'], to: Flow['to_bucket'], amount: string): Flow {
  return { month, from_bucket: from, to_bucket: to, amount, invoices: 1 };
}

/** Half of everything rolls on and half is collected; nothing of what is late is ever collected. */
const steady = (month: string): Flow[] => [
  flow(month, 'current', '1_30', '50'),
  flow(month, 'current', 'collected', '50'),
  flow(month, '1_30', '31_60', '50'),
  flow(month, '1_30', 'collected', '50'),
  flow(month, '31_60', '61_90', '50'),
  flow(month, '31_60', 'collected', '50'),
  flow(month, '61_90', '91_120', '50'),
  flow(month, '61_90', 'collected', '50'),
  flow(month, 'over_120', 'over_120', '100'),
];
const flows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => steady(addMonths(PERIOD, from + i))).flat();
const exposure = eachState(() => new Decimal(1600));

describe('the provision matrix', () => {
  it('takes of each age the part that is lost over its whole life', () => {
    const tables = rollTables(flows(-11, 0), PERIOD);
    const { lines, total } = provisionMatrix(tables, expectedLoss(tables, exposure), exposure);
    expect(lines.map(({ state, provision }) => [state, provision?.toFixed(2)])).toEqual([
      ['current', '100.00'],
      ['1_30', '200.00'],
      ['31_60', '400.00'],
      ['61_90', '800.00'],
      ['late', '1600.00'],
    ]);
    expect(isMissing(total) ? null : total.value.toFixed(2)).toBe('3100.00');
  });

  it('has no total where the books have rolled for less than half a year', () => {
    const tables = rollTables(flows(-3, 0), PERIOD);
    const { total } = provisionMatrix(tables, expectedLoss(tables, exposure), exposure);
    expect(total).toMatchObject({ reason: 'no_history' });
  });
});

describe('the forecast of half a year ago', () => {
  const then = [{ bucket: '61_90' as const, invoices: 3, amount: '1600', reached: '700' }];

  it('is held against what happened', () => {
    const check = lossCheck({ overdue_ageing: flows(-12, 0), loss_check: then }, PERIOD);
    expect(check.month).toBe('2024-06');
    expect(isMissing(check.foretold) ? null : check.foretold.value.toFixed(2)).toBe('800.00');
    expect(isMissing(check.happened) ? null : check.happened.value.toFixed(2)).toBe('700.00');
  });

  it('uses nothing that was not known then', () => {
    const bad = flows(-5, 0).map((row) => (row.to_bucket === 'collected' ? { ...row, amount: '5000' } : row));
    const check = lossCheck({ overdue_ageing: [...flows(-12, -6), ...bad], loss_check: then }, PERIOD);
    expect(isMissing(check.foretold) ? null : check.foretold.value.toFixed(2)).toBe('800.00');
  });

  it('is not given, with the reason, where the books are too short', () => {
    const check = lossCheck({ overdue_ageing: flows(-8, 0), loss_check: then }, PERIOD);
    expect(check.foretold).toMatchObject({ reason: 'no_history' });
    expect(lossCheck({ overdue_ageing: [], loss_check: [] }, PERIOD).happened).toMatchObject({ reason: 'no_history' });
  });
});
