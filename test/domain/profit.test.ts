import { describe, expect, test } from 'vitest';
import { shareOfProfit } from '../../core/domain/profit.ts';

type Row = Parameters<typeof shareOfProfit>[0][number];

function row(risk_group: Row['risk_group'], gross_profit: string | null, invoice_total = '100.00', invoices = 1): Row {
  const with_gross_profit = gross_profit === null ? 0 : invoices;
  return { risk_group, invoices, with_gross_profit, gross_profit, invoice_total };
}

describe('the share of profit', () => {
  test('is the ratio of the two sums, unmatched and not rated customers in the whole', () => {
    const profit = shareOfProfit([
      row('high_risk', '250.00', '1000.00'),
      row('normal', '500.00', '2000.00'),
      row('not_rated', '150.00', '500.00'),
      row('unmatched', '100.00', '500.00'),
    ]);
    expect(profit.allGrossProfit.value?.toFixed(2)).toBe('1000.00');
    expect(profit.sharePct.value?.toNumber()).toBe(25);
    expect(profit.revenueSharePct.value?.toNumber()).toBe(25);
    expect(profit.reading).toBe('share_of_profit');
  });

  test.each([
    ['10', '30', 'share_of_profit', 25],
    ['-10', '-30', 'share_of_loss', 25],
    ['-10', '30', 'mixed_sign', -50],
    ['10', '-30', 'mixed_sign', -50],
    ['0', '30', 'share_of_profit', 0],
    ['0', '-30', 'share_of_loss', 0],
  ])('high-risk %s and normal %s reads as %s', (highRisk, normal, reading, share) => {
    const profit = shareOfProfit([row('high_risk', highRisk), row('normal', normal)]);
    expect(profit.reading).toBe(reading);
    expect((profit.sharePct.value?.toNumber() ?? Number.NaN) + 0).toBeCloseTo(share, 12);
  });

  test('says where invoices without a cost are left out of the sums', () => {
    const partial = { ...row('high_risk', '-5000', '30000', 2), with_gross_profit: 1 };
    const profit = shareOfProfit([partial, row('normal', '6000', '10000')]);
    expect(profit.allGrossProfit.reason).toBe('some_without_profit');
    expect(profit.highRiskGrossProfit.reason).toBe('some_without_profit');
    expect(profit.sharePct.reason).toBe('some_without_profit');
    const elsewhere = shareOfProfit([row('high_risk', '1'), { ...row('normal', '9', '10', 2), with_gross_profit: 1 }]);
    expect(elsewhere.highRiskGrossProfit.reason).toBeUndefined();
    expect(elsewhere.allGrossProfit.reason).toBe('some_without_profit');
  });

  test('is not known where no invoice carries what it is a share of', () => {
    const unknown = shareOfProfit([row('high_risk', null), row('normal', null)]);
    expect(unknown.allGrossProfit).toEqual({ value: null, reason: 'no_profit_data' });
    expect(unknown.highRiskGrossProfit).toEqual({ value: null, reason: 'no_profit_data' });
    expect(unknown.reading).toBe('not_available');
    const part = shareOfProfit([row('high_risk', null), row('normal', '5')]);
    expect(part.highRiskGrossProfit).toEqual({ value: null, reason: 'no_profit_data' });
    expect(part).toMatchObject({ reading: 'not_available', sharePct: { value: null } });
    expect(shareOfProfit([]).revenueSharePct).toEqual({ value: null, reason: 'no_profit_data' });
  });

  test('of a group without invoices is a share of nothing', () => {
    const none = { ...row('high_risk', null, '0', 0), invoice_total: null };
    const profit = shareOfProfit([none, row('normal', '5', '10')]);
    expect([
      profit.highRiskGrossProfit.value?.toNumber(),
      profit.sharePct.value?.toNumber(),
      profit.revenueSharePct.value?.toNumber(),
    ]).toEqual([0, 0, 0]);
    expect(shareOfProfit([row('normal', '5', '10')]).sharePct.value?.toNumber()).toBe(0);
  });

  test('is not available where the whole is zero, and the sums are still given', () => {
    const profit = shareOfProfit([row('high_risk', '10'), row('normal', '-10')]);
    expect(profit.reading).toBe('not_available');
    expect(profit.sharePct).toEqual({ value: null, reason: 'zero_denominator' });
    expect(profit.highRiskGrossProfit.value?.toNumber()).toBe(10);
  });

  test('is not available where the books hold no gross profit', () => {
    const profit = shareOfProfit([row('high_risk', null), row('normal', null)]);
    expect(profit.reading).toBe('not_available');
    expect(profit.highRiskGrossProfit).toEqual({ value: null, reason: 'no_profit_data' });
    expect(profit.revenueSharePct.value?.toNumber()).toBe(50);
  });

  test('is nothing of a profit where nobody is high-risk', () => {
    const profit = shareOfProfit([row('normal', '500.00')]);
    expect(profit.highRiskGrossProfit.value?.toNumber()).toBe(0);
    expect(profit.sharePct.value?.toNumber()).toBe(0);
    expect(profit.reading).toBe('share_of_profit');
  });

  test('has no revenue share where nothing was invoiced', () => {
    expect(shareOfProfit([row('high_risk', '0', '0')]).revenueSharePct).toEqual({
      value: null,
      reason: 'zero_denominator',
    });
  });
});
