import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerRowOf } from '../../../core/contracts/ledger-rows.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { addMonths, monthsBetween } from '../../../core/domain/month.ts';
import { ageingMonths } from '../../../core/domain/overdue/ageing.ts';
import { expectedCash } from '../../../core/domain/overdue/cash-expectation.ts';
import { expectedLoss } from '../../../core/domain/overdue/expected-loss.ts';
import { lossCheck } from '../../../core/domain/overdue/loss-check.ts';
import { provisionMatrix } from '../../../core/domain/overdue/provision.ts';
import { eachState, type RollState, rollTables } from '../../../core/domain/overdue/roll-rates.ts';

type Flow = LedgerRowOf<'overdue_ageing'>;
type Roll = readonly [Flow['from_bucket'], Flow['to_bucket'], number];
const PERIOD = '2024-12';
const YEAR = monthsBetween(addMonths(PERIOD, -11), PERIOD);

/** Each month's rolls: what was in a place, where it went, how much. */
const book = (months: readonly string[], rolls: (at: number) => readonly Roll[]): Flow[] =>
  months.flatMap((month, at) =>
    rolls(at).map(([from_bucket, to_bucket, amount]) => ({
      month,
      from_bucket,
      to_bucket,
      amount: String(amount),
      invoices: 1,
    })),
  );
const only = (state: RollState, amount = 1000) => eachState((each) => new Decimal(each === state ? amount : 0));
const spreadOf = (rows: readonly Flow[], exposure: ReturnType<typeof only>) => {
  const { expected, p10, p90 } = expectedLoss(rollTables(rows, PERIOD), exposure);
  return [p10, expected, p90].map(({ value }) => value?.toFixed(3));
};
const LOST: Roll = ['over_120', 'over_120', 100];

describe('rolls of a month', () => {
  it('count the month under review itself', () => {
    expect(
      rollTables(
        book([PERIOD], () => [LOST]),
        PERIOD,
      ),
    ).toHaveLength(1);
  });

  it('need something that was open before: what is new has not rolled', () => {
    expect(
      rollTables(
        book(YEAR, () => [['new', 'current', 500]]),
        PERIOD,
      ),
    ).toEqual([]);
  });
});

describe('the ageing of a ledger that covers none of the twelve months', () => {
  it('is that of the period alone, with nothing open', () => {
    const months = ageingMonths(
      book(['2020-01'], () => [LOST]),
      PERIOD,
    );
    expect(months.map(({ month }) => month)).toEqual([PERIOD]);
    expect(months[0]?.ageing.over_120.amount.toNumber()).toBe(0);
  });
});

describe('the loss within six months', () => {
  it('counts what grows late in the sixth month: two fifths stay and the rest rolls on, six times', () => {
    const rows = book(YEAR, () => [['61_90', '61_90', 40], ['61_90', '91_120', 60], LOST]);
    // 1 − 0.4⁶ = 0.995904
    expect(spreadOf(rows, only('61_90'))).toEqual(['995.904', '995.904', '995.904']);
    expect(expectedLoss(rollTables(rows, PERIOD), only('61_90')).lifetimeReach['61_90']?.toFixed(12)).toBe(
      new Decimal(1).minus(new Decimal(0.4).pow(24)).toFixed(12),
    );
  });

  it('ranges from the good months to the bad ones', () => {
    // A third of the months loses nothing, a third half, a third all; what is not lost in the first month is collected in it.
    const rows = book(YEAR, (at) => [
      ['61_90', 'collected', 50 * (at % 3)],
      ['61_90', '91_120', 100 - 50 * (at % 3)],
      LOST,
    ]);
    expect(spreadOf(rows, only('61_90'))).toEqual(['0.000', '500.000', '1000.000']);
  });

  it.each([
    ['one bad month of twelve leaves the tenth best and the tenth worst without a loss', 1, '0.000'],
    ['one good month of twelve leaves both with all lost', 11, '1000.000'],
  ])('and %s', (_, bad, either) => {
    const rows = book(YEAR, (at) => [['61_90', at < bad ? '91_120' : 'collected', 100], LOST]);
    const [p10, , p90] = spreadOf(rows, only('61_90'));
    expect([p10, p90]).toEqual([either, either]);
  });

  it('takes a place in a month that had nothing there to roll as in the other months', () => {
    const rows = book(YEAR, (at) => (at === 3 ? [['61_90', 'collected', 40], ['61_90', '91_120', 60], LOST] : [LOST]));
    expect(spreadOf(rows, only('61_90'))).toEqual(['600.000', '600.000', '600.000']);
  });

  it('ranges with what is collected of late amounts, drawn from as many months as there are', () => {
    // Of k good months among twelve, k/12 of the rest is collected each month: (1 − k/12)¹² is left after a year.
    const rows = book(YEAR, (at) => [['over_120', at % 2 === 0 ? 'collected' : 'over_120', 100]]);
    // Of a binomial of 12 halves, nine tenths have at most 8 good months and one tenth at most 4.
    expect(spreadOf(rows, only('late'))).toEqual([
      (1000 * (4 / 12) ** 12).toFixed(3),
      '0.244',
      (1000 * (8 / 12) ** 12).toFixed(3),
    ]);
  });

  it('knows of late amounts what the one month tells that had any, whichever months are drawn', () => {
    const rows = book(YEAR, (at) =>
      at === 5
        ? [
            ['over_120', 'over_120', 99],
            ['over_120', 'collected', 1],
          ]
        : [['current', 'collected', 1]],
    );
    const [p10, expected, p90] = spreadOf(rows, only('late'));
    expect(expected).toBe((1000 * 0.99 ** 12).toFixed(3));
    expect([p10, p90]).toEqual([expected, expected]);
  });

  it('has its tenth best path never above its tenth worst', () => {
    const amount = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount, amount), { minLength: 6, maxLength: 8 }), (months) => {
        const rows = book(YEAR.slice(-months.length), (at) => {
          const [paid = 1, late = 1, recovered = 1] = months[at] ?? [];
          return [['61_90', 'collected', paid], ['61_90', '91_120', late], ['over_120', 'collected', recovered], LOST];
        });
        const { p10, p90 } = expectedLoss(rollTables(rows, PERIOD), only('61_90'));
        expect(p10.value?.lte(p90.value ?? -1)).toBe(true);
      }),
      { numRuns: 5 },
    );
  });
});

describe('six months that rolled are enough, and five are not,', () => {
  const rolls: readonly Roll[] = [['current', 'collected', 100], ['61_90', '91_120', 100], LOST];
  const tables = (months: number) =>
    rollTables(
      book(YEAR.slice(-months), () => rolls),
      PERIOD,
    );

  it.each([
    ['for the expected loss', (months: number) => expectedLoss(tables(months), only('61_90')).expected],
    [
      'for the provision',
      (months: number) =>
        provisionMatrix(tables(months), expectedLoss(tables(months), only('61_90')), only('61_90')).total,
    ],
    ['for the cash to come', (months: number) => expectedCash(tables(months), only('current'), PERIOD)],
    [
      'for the forecast of half a year ago',
      (months: number) => {
        const overdue_ageing = book(monthsBetween(addMonths(PERIOD, -5 - months), addMonths(PERIOD, -6)), () => rolls);
        const loss_check = [{ bucket: '61_90' as const, invoices: 1, amount: '10', reached: '10' }];
        return lossCheck({ overdue_ageing, loss_check }, PERIOD).foretold;
      },
    ],
  ])('%s', (_, of) => {
    expect(of(6).value).not.toBeNull();
    expect(of(5)).toEqual({ value: null, reason: 'no_history' });
  });
});

describe('a place that the books never had anything in', () => {
  const rows = book(YEAR, () => [['current', 'collected', 100], ['61_90', '91_120', 100], LOST]);
  const tables = rollTables(rows, PERIOD);
  const both = eachState((state) => new Decimal(state === '1_30' || state === '61_90' ? 100 : 0));

  it('has no rate of provision; only something open there leaves the whole without a total', () => {
    const of = (exposure: ReturnType<typeof only>) => provisionMatrix(tables, expectedLoss(tables, exposure), exposure);
    expect(
      of(both).lines.map(({ state, rate, provision }) => [state, rate?.toNumber(), provision?.toNumber()]),
    ).toEqual([
      ['current', 0, 0],
      ['1_30', undefined, undefined],
      ['31_60', undefined, 0],
      ['61_90', 1, 100],
      ['late', 1, 0],
    ]);
    expect(of(both).total).toEqual({ value: null, reason: 'no_history' });
    expect(of(only('61_90')).total.value?.toNumber()).toBe(1000);
  });

  it('does not hinder the cash of other places', () => {
    expect(expectedCash(tables, only('current'), PERIOD).value?.[0]).toEqual({
      month: '2025-01',
      amount: new Decimal(1000),
    });
  });
});

describe('the forecast of half a year ago', () => {
  const then = monthsBetween(addMonths(PERIOD, -17), addMonths(PERIOD, -6));
  const overdue_ageing = book(then, () => [['31_60', 'collected', 60], ['31_60', '91_120', 40], LOST]);
  const was = (bucket: LedgerRowOf<'loss_check'>['bucket'], amount: string, reached: string) => ({
    bucket,
    invoices: 1,
    amount,
    reached,
  });

  it('takes everything over 90 days as late already and adds it to what was foretold of the rest', () => {
    const loss_check = [was('31_60', '1000', '300'), was('91_120', '50', '50'), was('over_120', '7', '7')];
    const check = lossCheck({ overdue_ageing, loss_check }, PERIOD);
    expect(check.open.toNumber()).toBe(1057);
    expect(check.foretold.value?.toNumber()).toBe(400 + 50 + 7);
    expect(check.happened.value?.toNumber()).toBe(357);
  });

  it('is not given where something was open of an age that the books had never seen, though what happened is known', () => {
    const loss_check = [was('1_30', '10', '4'), was('31_60', '1000', '300')];
    const check = lossCheck({ overdue_ageing, loss_check }, PERIOD);
    expect(check.foretold).toEqual({ value: null, reason: 'no_history' });
    expect(check.happened.value?.toNumber()).toBe(304);
  });

  it('says nothing where nothing was open, however long the books are', () => {
    const check = lossCheck({ overdue_ageing, loss_check: [] }, PERIOD);
    expect(check.open.toNumber()).toBe(0);
    expect(check.foretold).toEqual({ value: null, reason: 'no_history' });
    expect(check.happened).toEqual({ value: null, reason: 'no_history' });
  });
});
