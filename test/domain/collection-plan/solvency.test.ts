import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearableInstalments, judgePromises } from '../../../core/domain/collection-plan/solvency.ts';
import { Decimal } from '../../../core/domain/decimal.ts';

const word = (amount: string, due_date: string, id = 'p1') => ({ id, amount, due_date, made_on: '2026-03-01' });
const capacity = (paidPerMonth: string | null) => ({
  paidPerMonth,
  periodEnd: '2026-03-31',
  stretchUpTo: 1.5,
  digits: 2,
});

describe('a promise against what the customer pays', () => {
  it.each([
    ['1000', 'within'],
    ['1500', 'stretch'],
    ['1500.01', 'beyond'],
  ])('%s within a month of 1000 paid a month is %s', (amount, reading) => {
    expect(judgePromises([word(amount, '2026-04-15')], capacity('1000'))[0]?.reading).toBe(reading);
  });

  it('has the months until it is due', () => {
    const [found] = judgePromises([word('3000', '2026-06-30')], capacity('1000'));
    expect(found?.reading).toBe('stretch');
    expect(Number(found?.per_month)).toBeCloseTo(3000 / (91 / 30.4375), 2);
  });

  it('is judged with those promised before it', () => {
    const found = judgePromises([word('600', '2026-04-10', 'p1'), word('600', '2026-04-20', 'p2')], capacity('1000'));
    expect(found.map(({ reading }) => reading)).toEqual(['within', 'stretch']);
  });

  it('says what it can not know', () => {
    expect(judgePromises([word('1', '2026-04-10')], capacity(null))[0]).toMatchObject({
      ratio: null,
      reading: 'unknown',
    });
    expect(judgePromises([word('1', '2026-04-10')], capacity('0'))[0]).toMatchObject({ reading: 'pays_nothing' });
  });
});

describe('instalments that a customer can bear', () => {
  it('are as many months as what it pays takes to cover what is overdue', () => {
    expect(bearableInstalments('1000', { paidPerMonth: '400', digits: 2 }, 12)).toEqual({
      months: 3,
      instalment: '333.34',
    });
    expect(bearableInstalments('1000', { paidPerMonth: '10', digits: 2 }, 12)).toBeNull();
    expect(bearableInstalments('1000', { paidPerMonth: '0', digits: 2 }, 12)).toBeNull();
    expect(bearableInstalments('1000', { paidPerMonth: null, digits: 2 }, 12)).toBeNull();
  });

  it('may take all the months there are, and none more', () => {
    const within = (atMost: number) => bearableInstalments('300', { paidPerMonth: '100', digits: 2 }, atMost)?.months;
    expect([within(4), within(3), within(2)]).toEqual([3, 3, undefined]);
  });

  it('cover the debt, and no fewer would', () => {
    const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => new Decimal(value).div(100).toFixed(2));
    fc.assert(
      fc.property(cents(1e8), cents(1e7), (overdue, paid) => {
        const found = bearableInstalments(overdue, { paidPerMonth: paid, digits: 2 }, 12);
        if (found === null) {
          expect(new Decimal(paid).times(12).lt(overdue)).toBe(true);
          return;
        }
        const total = new Decimal(found.instalment).times(found.months);
        expect(total.gte(overdue)).toBe(true);
        expect(total.minus(overdue).lt(new Decimal(found.months).div(100))).toBe(true);
        expect(new Decimal(paid).times(found.months).gte(overdue)).toBe(true);
        expect(new Decimal(paid).times(found.months - 1).lt(overdue)).toBe(true);
      }),
    );
  });
});
