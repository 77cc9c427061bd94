import { describe, expect, test } from 'vitest';
import { Decimal } from '../../core/domain/decimal.ts';
import { derive, derive2, isMissing, known, knownOr, missing, percentage, ratio } from '../../core/domain/quantity.ts';

const one = known(new Decimal(1));
const unknown = missing('no_rate');
const sum = (a: Decimal, b: Decimal) => a.plus(b);

describe('a quantity', () => {
  test('is known, with or without a caveat, or missing with its reason', () => {
    expect(known(5)).toEqual({ value: 5 });
    expect(known(5)).not.toHaveProperty('reason');
    expect(known(5, 'short_forecast')).toEqual({ value: 5, reason: 'short_forecast' });
    expect(unknown).toEqual({ value: null, reason: 'no_rate' });
    expect([isMissing(known(0)), isMissing(unknown)]).toEqual([false, true]);
    expect([knownOr(0, 'no_rate'), knownOr(null, 'no_rate')]).toEqual([{ value: 0 }, unknown]);
  });

  test('that follows from another is missing as that is, and keeps its caveat', () => {
    expect(derive(known(5, 'short_forecast'), (five) => five + 1)).toEqual({ value: 6, reason: 'short_forecast' });
    expect(derive(unknown, () => 1)).toEqual(unknown);
  });

  test('that follows from two says of the first that is missing why', () => {
    const other = missing('no_revenue');
    for (const combine of [(a: typeof one, b: typeof one) => derive2(a, b, sum), ratio, percentage]) {
      expect(combine(unknown as never, other as never)).toEqual(unknown);
      expect(combine(one, other as never)).toEqual(other);
      expect(combine(unknown as never, one)).toEqual(unknown);
    }
  });

  test('that follows from two carries the first caveat there is', () => {
    const short = known(new Decimal(1), 'short_forecast');
    const partial = known(new Decimal(2), 'some_without_profit');
    for (const combine of [(a: typeof one, b: typeof one) => derive2(a, b, sum), ratio, percentage]) {
      expect(combine(short, partial).reason).toBe('short_forecast');
      expect(combine(one, partial).reason).toBe('some_without_profit');
      expect(combine(short, one).reason).toBe('short_forecast');
      expect(combine(one, one).reason).toBeUndefined();
    }
  });

  test('is no share of nothing', () => {
    const nothing = known(new Decimal(0));
    expect(ratio(one, nothing)).toEqual({ value: null, reason: 'zero_denominator' });
    expect(percentage(nothing, known(new Decimal(4))).value?.toNumber()).toBe(0);
    expect(percentage(one, known(new Decimal(4))).value?.toNumber()).toBe(25);
  });
});
