import { describe, expect, test } from 'vitest';
import type { RowOf } from '../../core/contracts/rows.ts';
import { profileBins, profileMeasure } from '../../core/domain/profile.ts';
import { composeFigures } from '../../core/figures/compose-figures.ts';
import { composeInput, martsRows } from '../figures/marts-rows.ts';

/** Four high-risk customers of 100 to 400 days, two normal ones of 1000 and 2000. */
const rows = martsRows({
  customers: [
    ...[100, 200, 300, 400].map((lifespan) => ({
      id: `h${lifespan}`,
      rate: 50,
      owed: 20_000,
      lifespan,
      average: lifespan / 3,
    })),
    ...[1000, 2000].map((lifespan) => ({ id: `n${lifespan}`, rate: 90, owed: 20_000, lifespan })),
  ],
});
const sizes = { highRisk: 4, normal: 2 };

describe('the profile of the two groups', () => {
  test('has means and type-7 quartiles, and how they differ', () => {
    const { highRisk, normal, differenceOfMeans, ratioOfMeans, cliffsDelta } = profileMeasure(
      rows.profile_summary,
      'lifespan_days',
      sizes,
    );
    const plain = [highRisk.mean, highRisk.q1, highRisk.median, highRisk.q3, normal.mean, normal.q1];
    expect(plain.map(({ value }) => value?.toNumber())).toEqual([250, 175, 250, 325, 1500, 1250]);
    expect(differenceOfMeans.value?.toNumber()).toBe(-1250);
    expect(ratioOfMeans.value?.toNumber()).toBeCloseTo(1 / 6, 15);
    expect(cliffsDelta.value).toBe(-1);
  });

  test('is not given where nobody of a group has the measure', () => {
    const without = rows.profile_summary.filter(({ risk_group }) => risk_group === 'high_risk');
    const profile = profileMeasure(without, 'lifespan_days', sizes);
    expect(profile.normal.mean).toEqual({ value: null, reason: 'missing_input' });
    expect(profile.cliffsDelta).toEqual({ value: null, reason: 'missing_input' });
    expect(profile.highRisk.mean.value?.toNumber()).toBe(250);
  });

  test('tells an empty group from one that lacks the measure', () => {
    const reasons = (summary: readonly RowOf<'profile_summary'>[], of: Parameters<typeof profileMeasure>[2]) => {
      const { highRisk, normal, cliffsDelta, pValue, reading } = profileMeasure(summary, 'lifespan_days', of);
      expect([pValue.reason, reading.reason]).toEqual([cliffsDelta.reason, cliffsDelta.reason]);
      return [highRisk.mean.reason, normal.q3.reason, cliffsDelta.reason];
    };
    const only = (group: 'high_risk' | 'normal') =>
      rows.profile_summary.filter(({ risk_group }) => risk_group === group);
    expect(reasons(only('high_risk'), { highRisk: 4, normal: 0 })).toEqual([undefined, 'no_normal', 'no_normal']);
    expect(reasons(only('normal'), { highRisk: 0, normal: 2 })).toEqual(['no_high_risk', undefined, 'no_high_risk']);
    expect(reasons(only('normal'), { highRisk: 4, normal: 2 })).toEqual(['missing_input', undefined, 'missing_input']);
    expect(reasons([], { highRisk: 0, normal: 0 })).toEqual(['no_high_risk', 'no_normal', 'no_high_risk']);
  });

  test('of a group whose customers all lack the measure divides by nobody', () => {
    const nobody = rows.profile_summary.map((row) =>
      row.risk_group === 'normal' ? { ...row, n: 0, total: '0.000000' } : row,
    );
    expect(profileMeasure(nobody, 'lifespan_days', sizes).normal.mean).toEqual({
      value: null,
      reason: 'missing_input',
    });
  });

  test('of amounts is rounded once, to the currency', () => {
    const { figures } = composeFigures(composeInput({}, { rows }));
    // 1000/3 ÷ 4 = 83.333…
    expect(figures['profile.avg_invoice_amount.high_risk.mean']?.value).toBe('83.33');
    expect(figures['profile.avg_invoice_amount.difference_of_means']?.value).toBe('-916.67');
  });
});

describe('bins', () => {
  const atOrAbove = (edge: string, risk_group: 'high_risk' | 'normal', at_or_above: number): RowOf<'profile_bins'> => ({
    measure: 'lifespan_days',
    edge,
    risk_group,
    at_or_above,
  });
  const bins = [
    atOrAbove('200.000000', 'high_risk', 3),
    atOrAbove('200.000000', 'normal', 2),
    atOrAbove('1000.000000', 'normal', 2),
  ];

  test('count from the lower edge, inclusive, to the upper, exclusive, and are open at both ends', () => {
    expect(profileBins(rows.profile_summary, bins, 'lifespan_days', [1000, 200])).toEqual([
      { from: null, to: 200, highRisk: 1, normal: 0 },
      { from: 200, to: 1000, highRisk: 3, normal: 0 },
      { from: 1000, to: null, highRisk: 0, normal: 2 },
    ]);
  });

  test('are those of their own measure, whatever else is counted', () => {
    const others = <Row extends object>(own: readonly Row[], changes: object): Row[] => [
      ...own.map((row) => ({ ...row, measure: 'total_invoices' as const, ...changes })),
      ...own,
    ];
    expect(
      profileBins(others(rows.profile_summary, { n: 99 }), others(bins, { at_or_above: 77 }), 'lifespan_days', [200]),
    ).toEqual([
      { from: null, to: 200, highRisk: 1, normal: 0 },
      { from: 200, to: null, highRisk: 3, normal: 2 },
    ]);
  });

  test('are one where no edge is set', () => {
    expect(profileBins(rows.profile_summary, [], 'lifespan_days', [])).toEqual([
      { from: null, to: null, highRisk: 4, normal: 2 },
    ]);
  });
});

describe('the sensitivity of the selection', () => {
  test('has every pair of the settings’ grid, with nobody where the query found nobody', () => {
    const { figures } = composeFigures(
      composeInput(
        {},
        {
          rows: {
            ...rows,
            selection_sensitivity: [
              {
                payment_rate_below: '75.000000000000',
                outstanding_above: '15000.000000',
                customers: 4,
                outstanding_total: '80000.000000',
              },
            ],
          },
        },
      ),
    );
    const grid = figures['selection.sensitivity']?.value;
    expect(grid).toHaveLength(25);
    expect(grid).toContainEqual({
      payment_rate_below: 75,
      outstanding_above: '15000.00',
      count: 4,
      outstanding_total: '80000.00',
    });
    expect(grid).toContainEqual({
      payment_rate_below: 65,
      outstanding_above: '5000.00',
      count: 0,
      outstanding_total: '0.00',
    });
  });
});
