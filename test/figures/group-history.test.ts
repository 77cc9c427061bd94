import { describe, expect, it } from 'vitest';
import { groupHistoryFigures } from '../../core/figures/group-history-figures.ts';
import { generateSample } from '../../core/sample/generate-sample.ts';
import { type LandedRow, LedgerEngine } from '../derive/ledger-engine.ts';

const WEIGHTS = { payment_rate: 0.4, credit_score: 0.4, stability: 0.2 };
const PERIOD = '2025-09';

describe('the high-risk group at past month ends', () => {
  it('is what the rule and the score make of each of them', async () => {
    const engine = await LedgerEngine.open('ledger');
    const { tables } = generateSample({ profile: 'ledger', customers: 80, months: 16, seed: 4 });
    const landed = tables.map(({ name, columns, rows }): [string, LandedRow[]] => [
      name,
      [...rows()].map((cells) =>
        Object.fromEntries(cells.map((cell, i) => [columns[i] ?? '', cell === '' ? null : cell])),
      ),
    ]);
    await engine.land(PERIOD, Object.fromEntries(landed));
    await engine.derive({ period: PERIOD });
    const rows = await engine.query('high_risk_months', '*', PERIOD);
    const months = groupHistoryFigures(rows, WEIGHTS, 'USD')['selection.months']?.value;
    const expected = await engine.rows(
      `SELECT month, count(payment_rate_pct) AS customers,
         count(*) FILTER (risky) AS high_risk,
         avg((100 - payment_rate_pct) * 0.4 + (850 - credit_score) / 850 * 100 * 0.4 + (100 - stability) * 0.2) FILTER (risky) AS score
       FROM (SELECT *, coalesce(payment_rate_pct < 75 AND outstanding_balance > 15000, FALSE) AS risky FROM customer_month)
       WHERE scope = '*' AND month BETWEEN '2024-10' AND '${PERIOD}' GROUP BY month ORDER BY month`,
    );
    expect(expected.some(({ high_risk }) => high_risk !== '0')).toBe(true);
    expect(months).toEqual(
      expected.map(({ month, customers, high_risk, score }) =>
        expect.objectContaining({
          month,
          customers: Number(customers),
          count: Number(high_risk),
          score_mean: score === null ? null : expect.closeTo(Number(score), 6),
        }),
      ),
    );
    engine.close();
  });

  it('says so where the books show none', () => {
    expect(groupHistoryFigures([], WEIGHTS, 'USD')['selection.months']).toMatchObject({
      value: [],
      reason: 'no_history',
    });
  });
});
