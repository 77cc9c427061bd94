import type { Scorecard } from '../../core/domain/scorecard/scorecard.ts';

const F = 20 / Math.LN2;
const bin = (label: string, woe: number, coefficient: number, rest: object) => ({
  label,
  points: Math.round(-F * coefficient * woe) || 0,
  woe,
  count: 10,
  bad_rate_pct: 20,
  ...rest,
});

/** A card with everything that trips a program up: quotes and reserved words in names, edges that are not round, a special code, empty lists. */
export const AWKWARD_CARD: Scorecard = {
  pdo: 20,
  base_score: 600,
  base_odds: 50,
  intercept: -1.25,
  base_points: Math.round(600 - F * (Math.log(50) - 1.25)),
  features: [
    {
      name: 'order',
      kind: 'numeric',
      coefficient: -0.8,
      bins: [
        bin('= -999', 0.4, -0.8, { upper: -500 }),
        bin('[-500, 0.1)', -0.9, -0.8, { lower: -500, upper: 0.1 }),
        bin('[0.1, 1e+21)', 0.3, -0.8, { lower: 0.1, upper: 1e21 }),
        bin('≥ 1e+21', 1.7, -0.8, { lower: 1e21 }),
        bin('missing', -0.2, -0.8, { missing: true }),
      ],
    },
    {
      name: 'the "trade", O\'Brien',
      kind: 'categorical',
      coefficient: -1.1,
      bins: [
        bin("l'île, a;b", -0.7, -1.1, { values: ["l'île", 'a;b'] }),
        bin('=1+1, 12, other', 0.6, -1.1, { values: ['=1+1', '12'], other: true }),
        bin('missing', 0, -1.1, { missing: true }),
      ],
    },
    {
      name: '地区',
      kind: 'categorical',
      coefficient: -0.5,
      bins: [
        bin('华东', 0.9, -0.5, { values: ['华东'] }),
        bin('other', -0.4, -0.5, { other: true }),
        bin('missing', 0.2, -0.5, { missing: true }),
      ],
    },
  ],
};

const NUMBERS = [null, -999, -500, -500.5, 0, 0.1, 0.09999999999999999, 5, 1e21, 9.99e20, 1e300];
const TRADES = [null, "l'île", 'a;b', '=1+1', '12', 'never met', "' OR 1=1 --"];
const REGIONS = [null, '华东', '华北'];

/** Every combination of values that lie on, beside and beyond the card's edges. */
export const AWKWARD_LOANS: readonly Readonly<Record<string, string | number | null>>[] = NUMBERS.flatMap((order) =>
  TRADES.flatMap((trade) => REGIONS.map((region) => ({ order, 'the "trade", O\'Brien': trade, 地区: region }))),
).map((loan, index) => ({ loan_id: `A${index}`, ...loan }));
