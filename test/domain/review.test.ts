import { describe, expect, test } from 'vitest';
import { reviewCurrencies, reviewMonth } from '../../core/domain/review.ts';
import { alertByScore, type ScoreAlertInput } from '../../core/domain/warning.ts';

describe('the review of the month', () => {
  const previous = [
    { customer_id: 'stays', strategy: 'active_collection', outstanding_balance: '20000.00' },
    { customer_id: 'paid', strategy: 'active_collection', outstanding_balance: '30000.00' },
    { customer_id: 'better', strategy: 'active_collection', outstanding_balance: '40000.00' },
    { customer_id: 'gone', strategy: 'focused_monitoring', outstanding_balance: '50000.00' },
    { customer_id: 'grew', strategy: 'active_collection', outstanding_balance: '10000.00' },
  ] as const;
  const balances = [
    { customer_id: 'stays', outstanding_balance: '18000.500000' },
    { customer_id: 'paid', outstanding_balance: '0.000000' },
    { customer_id: 'better', outstanding_balance: '40000.000000' },
    { customer_id: 'grew', outstanding_balance: '12000.000000' },
  ];
  const review = reviewMonth('2025-08', previous, balances, new Set(['stays', 'grew', 'new']));

  test('counts who came, who stayed, who left with a lower balance and who left otherwise', () => {
    expect(review).toMatchObject({ since: '2025-08', entered: 1, stayed: 2, leftPaid: 1, leftOther: 2 });
  });

  test('says of each strategy how many were cured and how much came in', () => {
    const [retention, monitoring, collection] = review.strategies;
    expect(collection).toMatchObject({ strategy: 'active_collection', customers: 4 });
    expect(collection?.cured?.pct).toBe(50);
    // 1,999.50 of `stays` and 30,000 of `paid`; what `grew` owes more takes nothing off
    expect(collection?.recovered.toFixed(2)).toBe('31999.50');
    // A customer that is no longer in the books is not called cured.
    expect(monitoring?.cured?.pct).toBe(0);
    expect(monitoring?.recovered.toFixed(2)).toBe('0.00');
    expect(retention).toMatchObject({ customers: 0, cured: null });
  });

  test('of an empty group is all new', () => {
    expect(reviewMonth('2025-08', [], [], new Set(['a']))).toMatchObject({
      entered: 1,
      stayed: 0,
      leftPaid: 0,
      leftOther: 0,
    });
  });
});

describe('the review over currencies that cannot be added up', () => {
  const was = (
    customer_id: string,
    outstanding_balance: string,
    strategy: 'active_collection' | 'focused_monitoring' = 'active_collection',
  ) => ({
    customer_id,
    strategy,
    outstanding_balance,
  });
  const owes = (customer_id: string, outstanding_balance: string) => ({ customer_id, outstanding_balance });
  const review = reviewCurrencies('2025-08', [
    {
      previous: [was('stays', '100'), was('paid', '100'), was('same', '100'), was('gone', '100'), was('both', '100')],
      balances: [owes('stays', '50'), owes('paid', '99.99'), owes('same', '100.00'), owes('both', '100')],
      highRiskIds: new Set(['new']),
    },
    {
      previous: [was('both', '70', 'focused_monitoring')],
      balances: [owes('both', '60'), owes('gone', '5')],
      highRiskIds: new Set(['stays', 'new', 'newer']),
    },
  ]);

  test('counts a customer once, high-risk where it is so in any of them', () => {
    expect(review).toMatchObject({ since: '2025-08', entered: 2, stayed: 1, leftPaid: 2, leftOther: 2 });
  });

  test('calls cured who left and is still in the books where it was, in each strategy that it had', () => {
    const [retention, monitoring, collection] = review.strategies;
    expect(collection).toMatchObject({ strategy: 'active_collection', customers: 5, curedCount: 3 });
    expect(monitoring).toMatchObject({ strategy: 'focused_monitoring', customers: 1, curedCount: 1 });
    expect(retention).toMatchObject({ customers: 0, curedCount: 0, cured: null });
    expect(collection?.cured?.pct).toBe(60);
  });

  test('adds up no amounts', () => {
    expect(review.strategies.map(({ recovered }) => recovered.toNumber())).toEqual([0, 0, 0]);
  });

  test('has paid where the balance fell in any currency, also where it grew in another', () => {
    const up = { previous: [was('a', '1')], balances: [owes('a', '2')], highRiskIds: new Set<string>() };
    const down = { previous: [was('a', '2')], balances: [owes('a', '1')], highRiskIds: new Set<string>() };
    expect(reviewCurrencies('2025-08', [up, down])).toMatchObject({ leftPaid: 1, leftOther: 0 });
    expect(reviewCurrencies('2025-08', [down, up])).toMatchObject({ leftPaid: 1, leftOther: 0 });
    expect(reviewCurrencies('2025-08', [up])).toMatchObject({ leftPaid: 0, leftOther: 1 });
  });

  test('of one currency counts as the review of that currency does', () => {
    const previous = [was('a', '10'), was('b', '10'), was('c', '10', 'focused_monitoring')];
    const balances = [owes('a', '4'), owes('c', '10')];
    const now = new Set(['b', 'd']);
    const one = reviewMonth('2025-08', previous, balances, now);
    const many = reviewCurrencies('2025-08', [{ previous, balances, highRiskIds: now }]);
    const counts = ({ entered, stayed, leftPaid, leftOther, strategies }: typeof one) => [
      ...[entered, stayed, leftPaid, leftOther],
      ...strategies.map(({ customers, curedCount }) => [customers, curedCount]),
    ];
    expect(counts(many)).toEqual(counts(one));
  });
});

describe('alerts by score', () => {
  const rules = { score_threshold: 70, rising_months: 3 };

  /** Scores of a customer in the months that end with September; null is a month without. */
  function history(id: string, ...scores: (number | null)[]) {
    return scores.flatMap((score, i) =>
      score === null ? [] : [{ customer_id: id, month: `2025-0${9 - scores.length + 1 + i}`, score }],
    );
  }

  function alerts(points: ReturnType<typeof history>, previousPeriod: string | null = null) {
    const input: ScoreAlertInput = {
      scores: points.filter(({ month }) => month === '2025-09'),
      history: points.filter(({ month }) => month !== '2025-09'),
      period: '2025-09',
      previousPeriod,
      rules,
    };
    return alertByScore(input);
  }

  test('are for a score at the threshold, not below it', () => {
    const result = alerts([...history('at', 70), ...history('below', 69.999999999999)]);
    expect(Object.fromEntries(result.alerts)).toEqual({ at: ['over_threshold'] });
  });

  test('are for a score that rose in each of the last three months', () => {
    const result = alerts([
      ...history('rising', 40, 41, 42, 43),
      ...history('flat', 40, 41, 41, 43),
      ...history('short', null, 41, 42, 43),
      ...history('gap', 40, null, 42, 43),
      ...history('both', 60, 65, 68, 71),
    ]);
    expect(Object.fromEntries(result.alerts)).toEqual({ rising: ['rising'], both: ['over_threshold', 'rising'] });
    expect(result.risingKnown).toBe(true);
  });

  test('do not say that nobody rises while the history is too short', () => {
    expect(alerts(history('a', 41, 42, 43)).risingKnown).toBe(false);
  });

  test('are new for whom the last earlier month had none', () => {
    const result = alerts([...history('old', 75, 76), ...history('new', 60, 80), ...history('first', 90)]);
    expect(result.comparedWith).toBe('2025-08');
    expect(result.fresh).toEqual(new Set(['new', 'first']));
  });

  test('are all new after a review that scored nobody, and compare with nothing on a first run', () => {
    expect(alerts(history('a', 80), '2025-08').fresh).toEqual(new Set(['a']));
    expect(alerts(history('a', 80))).toMatchObject({ comparedWith: null, fresh: null });
  });

  test('compare with the newest earlier month, in whatever order the store has them', () => {
    const shuffled = [...history('a', 60, 75, 71, 80)].sort((x, y) =>
      x.month.slice(-1) === '7' ? -1 : y.score - x.score,
    );
    expect(alerts(shuffled).comparedWith).toBe('2025-08');
    expect(alerts(history('a', null, 75, null, 80), '2025-08')).toMatchObject({
      comparedWith: '2025-08',
      fresh: new Set(['a']),
    });
    expect(alerts(history('a', 75, null, null, 80), '2025-05').comparedWith).toBe('2025-06');
  });

  test('leave later months of the store out', () => {
    const later = { customer_id: 'a', month: '2025-10', score: 99 };
    expect(alerts([...history('a', 80), later]).comparedWith).toBeNull();
  });
});
