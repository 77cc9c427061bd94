import { describe, expect, it } from 'vitest';
import { compositeOf } from '../../../core/domain/early-warning/composite.ts';
import { eventChance, expectedLate, slowDownChance } from '../../../core/domain/early-warning/event-chance.ts';
import { FACTORS, type Factor, measureFactors } from '../../../core/domain/early-warning/factors.ts';
import { normalShare } from '../../../core/domain/early-warning/normal-share.ts';
import { chanceOfScore, classOf, scoreUnits } from '../../../core/domain/early-warning/points-card.ts';
import { portfolioMonth } from '../../../core/domain/early-warning/portfolio.ts';
import { REASON_BIT, ruleBits } from '../../../core/domain/early-warning/rules.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';
import { factsOf, type Known, plainPortfolio } from './book-facts.ts';

const PORTFOLIO = plainPortfolio(24_300);
const MONTH_DAYS = 30.4375;

function measured(known: Known): Record<Factor, number> {
  const values = new Float64Array(FACTORS.length);
  measureFactors(factsOf(known), PORTFOLIO, values);
  return Object.fromEntries(FACTORS.map((name, i) => [name, values[i]])) as Record<Factor, number>;
}

const CUSTOMER: Known = {
  open_amount: 1000,
  overdue_amount: 250,
  open_amount_3m: 800,
  open_amount_peak: 2000,
  open_invoices: 4,
  overdue_invoices: 1,
  overdue_days: 12,
  part_paid: 1,
  open_due_6m: 3,
  due_6m: 12,
  settled_3m: 3,
  late_days_3m: 36,
  past_settled_3m: 2,
  past_late_days_3m: 10,
  past_overdue_invoices: 2,
  past_overdue_days: 6,
  settled_12m: 10,
  late_days_12m: 55,
  disputed_12m: 2,
  year_settled_3m: 4,
  year_late_days_3m: 8,
  unpaid_months: 1,
  waiting_days: 12,
  payment_silence: 33,
  invoice_silence: 20,
  known_days: 400,
};

describe('what the early warning looks at', () => {
  it('is read from the books as it is defined', () => {
    const { event_chance, ...rest } = measured(CUSTOMER);
    expect(event_chance).toBe(eventChance(factsOf(CUSTOMER), PORTFOLIO));
    expect(rest).toEqual({
      waiting_invoice: 12,
      part_payments: 0.25,
      dues_unpaid: 0.25,
      unpaid_months: 1,
      // Late by (36 + 12) ÷ (3 + 1) days now, and by (10 + 6) ÷ (2 + 2) three months before.
      slower_payment: 8,
      lateness_level: 5.5,
      overdue_share: 0.25,
      exposure_growth: 25,
      exposure_use: 0.5,
      payment_silence: 33,
      invoice_silence: 20,
      disputes: 0.2,
      against_last_year: 10,
    });
  });

  it('is not known where there is nothing to compare with, and who never paid has been silent since the first invoice', () => {
    const found = measured({
      ...CUSTOMER,
      open_amount_3m: 0,
      year_settled_3m: 0,
      settled_12m: 0,
      payment_silence: Number.NaN,
    });
    expect([found.exposure_growth, found.against_last_year, found.disputes]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(found.payment_silence).toBe(400);
    // A credit balance grows into no percentage.
    expect(measured({ ...CUSTOMER, open_amount_3m: -500 }).exposure_growth).toBeNaN();
    expect(measured({ ...CUSTOMER, open_amount: 0, open_amount_3m: 0 }).exposure_growth).toBeNaN();
  });
});

describe('the invoices expected to become 30 days overdue', () => {
  it('are those open, each by the record of invoices as late as it is, lengthened by four of the portfolio', () => {
    const known = { open_soon: 2, settled_12m: 12, open_5: 1, late_5: 6, late_30: 2, open_30: 1 };
    // Two not due: (3 + 4 × 0.1) ÷ (12 + 1 + 4) each; one five days late: (3 + 4 × 0.25) ÷ (6 + 1 + 4).
    expect(expectedLate(factsOf(known), PORTFOLIO)).toBeCloseTo(0.4 + 4 / 11, 12);
    // One that fell due on the day, of nine that were late at all: (3 + 4 × 0.25) ÷ (9 + 1 + 4).
    const due = { ...known, open_0: 1, late_0: 9 };
    expect(expectedLate(factsOf(due), PORTFOLIO)).toBeCloseTo(0.4 + 4 / 11 + 4 / 14, 12);
  });

  it('and those to come early enough, at the pace of the year and of the last quarter', () => {
    const year = { written_12m: 24, written_3m: 9, terms_days_12m: 720, known_days: 700 };
    // 0.6 × 24 ÷ 12 + 0.4 × 9 ÷ 3 = 2.4 a month; on terms of 30 days those of the next 31 days fall due within 61.
    expect(expectedLate(factsOf(year), PORTFOLIO)).toBeCloseTo(0.1 * 2.4 * (31 / MONTH_DAYS), 12);
    const young = { written_12m: 4, written_3m: 4, terms_days_12m: 120, known_days: 45 };
    expect(expectedLate(factsOf(young), PORTFOLIO)).toBeCloseTo(0.1 * 2 * (31 / MONTH_DAYS), 12);
    const newest = { written_12m: 2, written_3m: 2, terms_days_12m: 60, known_days: 0 };
    expect(expectedLate(factsOf(newest), PORTFOLIO)).toBeCloseTo(0.1 * 2 * (31 / MONTH_DAYS), 12);
    expect(expectedLate(factsOf({ ...year, terms_days_12m: 24 * 62 }), PORTFOLIO)).toBe(0);
  });
});

describe('the chance that payments slow down', () => {
  const known = {
    settled_6m: 4,
    late_days_6m: -20,
    settled_12m: 7,
    late_square_12m: 70,
    settled_3m: 2,
    late_days_3m: 20,
    open_soon: 10,
  };
  // (70 + 3 × 10) ÷ (7 + 3) is the variance of a year; 0.7 × 10 invoices are to be paid, four were.
  const error = Math.sqrt(10 * (1 / 7 + 0.5 / 4));
  const anyPaid = 1 - Math.exp(-1.2 * 7);

  it('is half the normal chance that the usual and the recent delay exceed that of half a year by ten days', () => {
    // Usual: 30 ÷ 10; recent: (20 + 3 × 3) ÷ (2 + 3); before: −20 ÷ 4.
    const z = ((3 + 5.8) / 2 + 5 - 10) / error;
    expect(slowDownChance(factsOf(known), PORTFOLIO)).toBeCloseTo(0.5 * anyPaid * normalShare(z), 12);
  });

  it('counts what is open of half a year as paid at the mean age of what is overdue', () => {
    const late = { ...known, open_due_6m: 2, overdue_invoices: 2, overdue_days: 40 };
    const z = ((3 + 69 / 7) / 2 - (-20 + 2 * 20) / 6 - 10) / error;
    expect(slowDownChance(factsOf(late), PORTFOLIO)).toBeCloseTo(0.5 * anyPaid * normalShare(z), 12);
  });

  it('and at the usual delay where nothing is overdue, or where what is overdue is younger than that', () => {
    const usual = ((3 + 5.8) / 2 - (-20 + 2 * 3) / 6 - 10) / error;
    expect(slowDownChance(factsOf({ ...known, open_due_6m: 2 }), PORTFOLIO)).toBeCloseTo(
      0.5 * anyPaid * normalShare(usual),
      12,
    );
    const young = { ...known, open_due_6m: 2, overdue_invoices: 1, overdue_days: 1 };
    const z = ((3 + 30 / 6) / 2 - (-20 + 2 * 3) / 6 - 10) / error;
    expect(slowDownChance(factsOf(young), PORTFOLIO)).toBeCloseTo(0.5 * anyPaid * normalShare(z), 12);
  });

  it('counts the invoices to come beside those that are open, and what varied about the mean of a year', () => {
    const known = {
      settled_6m: 2,
      late_days_6m: 10,
      open_due_6m: 2,
      settled_12m: 4,
      late_days_12m: 20,
      late_square_12m: 130,
      settled_3m: 1,
      late_days_3m: 9,
      open_soon: 5,
      written_12m: 12,
      written_3m: 3,
      terms_days_12m: 360,
      known_days: 700,
    };
    // Usual: (20 + 30) ÷ 7, recent: (9 + 3 × that) ÷ 4; of half a year two are paid and two open.
    const usual = 50 / 7;
    const recent = (9 + 3 * usual) / 4;
    const before = (10 + 2 * usual) / 4;
    // Squares about the mean: 130 − 20² ÷ 4 = 30; and one invoice a month of which those of 31 days fall due in time.
    const variance = (30 + 3 * 10) / 7;
    const coming = 0.7 * 5 + 31 / MONTH_DAYS;
    const z = ((usual + recent) / 2 - before - 10) / Math.sqrt(variance * (1 / coming + 0.5 / 2));
    expect(slowDownChance(factsOf(known), PORTFOLIO)).toBeCloseTo(
      0.5 * (1 - Math.exp(-1.2 * coming)) * normalShare(z),
      12,
    );
  });

  it('goes by the portfolio alone where nothing was settled in a year yet', () => {
    // All delays are the portfolio’s ten days, and so is the variance; seven invoices are to be paid.
    const young = { open_due_6m: 1, open_soon: 10 };
    const z = -10 / Math.sqrt(10 * (1 / 7 + 0.5));
    expect(slowDownChance(factsOf(young), PORTFOLIO)).toBeCloseTo(0.5 * anyPaid * normalShare(z), 12);
  });

  it('is 0 where nothing was due for half a year, and then only late invoices make an event', () => {
    const quiet = { ...known, settled_6m: 0 };
    expect(slowDownChance(factsOf(quiet), PORTFOLIO)).toBe(0);
    expect(eventChance(factsOf(quiet), PORTFOLIO)).toBeCloseTo(
      1 - Math.exp(-expectedLate(factsOf(quiet), PORTFOLIO)),
      12,
    );
  });

  it('joins the late invoices: an event is either', () => {
    const facts = factsOf(known);
    const neither = Math.exp(-expectedLate(facts, PORTFOLIO)) * (1 - slowDownChance(facts, PORTFOLIO));
    expect(eventChance(facts, PORTFOLIO)).toBeCloseTo(1 - neither, 12);
  });
});

describe('the portfolio of a month', () => {
  const row = {
    ...{
      month_index: 24_300,
      customers: 7,
      first_index: 24_280,
      settled_12m: 10,
      late_days_12m: 40,
      late_square_12m: 500,
    },
    ...{ late_0: 8, late_5: 7, late_10: 6, late_15: 5, late_20: 5, late_25: 5, late_30: 2, open_30: 1 },
  };

  it('adds half an invoice to those that became 30 days late', () => {
    const { chances, ...rest } = portfolioMonth(row);
    expect(chances.soon).toBeCloseTo(3.5 / 12, 12);
    expect(chances.late).toEqual([8, 7, 6, 5, 5, 5].map((asLate) => 3.5 / (asLate + 2)));
    expect(rest).toEqual({ monthIndex: 24_300, customers: 7, meanLateness: 4, latenessVariance: 34 });
  });

  it('assumes a spread of ten days before anything was settled, and never one of less than a day', () => {
    const none = { ...row, settled_12m: 0, late_days_12m: 0, late_square_12m: 0 };
    expect(portfolioMonth(none)).toMatchObject({ meanLateness: 0, latenessVariance: 100 });
    expect(portfolioMonth({ ...row, late_square_12m: 160 }).latenessVariance).toBe(1);
  });
});

describe('the composite score of a month', () => {
  const composite = (known: Known) =>
    compositeOf(
      factsOf({ payment_rate_pct: Number.NaN, credit_score: Number.NaN, stability: Number.NaN, ...known }),
      SHIPPED_RULES.score.weights,
    );

  it('weighs what is known of payment rate, credit score and stability', () => {
    expect(composite({ payment_rate_pct: 80, credit_score: 680, stability: 50 })).toBeCloseTo(8 + 8 + 10, 12);
    expect(composite({ payment_rate_pct: 60, stability: 10 })).toBeCloseTo((40 * 0.4 + 90 * 0.2) / 0.6, 12);
    expect(composite({})).toBeNaN();
  });

  it('keeps each within 0 and 100', () => {
    expect(composite({ payment_rate_pct: 130 })).toBe(0);
    expect(composite({ credit_score: 900 })).toBe(0);
    expect(composite({ stability: -20 })).toBe(100);
  });
});

describe('points', () => {
  it('go by the highest class that a value reaches; what is not known is in the lowest', () => {
    const edges = Float64Array.of(1, 5, 10);
    expect([0.9, 1, 4, 5, 10, 99, Number.NaN].map((value) => classOf(edges, value))).toEqual([0, 1, 1, 2, 3, 3, 0]);
  });

  it('make scores from 0 to 100 in hundredths; 70 is as likely as not and 6.93 more double the odds', () => {
    expect([-3, 12.345, 130].map(scoreUnits)).toEqual([0, 1235, 10_000]);
    expect(chanceOfScore(70)).toBe(0.5);
    expect(chanceOfScore(70 + 10 * Math.log(2))).toBeCloseTo(2 / 3, 12);
  });
});

describe('the rules that need no score', () => {
  const bits = (values: Partial<Record<Factor, number>>, known: Known = { overdue_invoices: 1, overdue_days: 5 }) => {
    const list = Float64Array.from(FACTORS, (name) => values[name] ?? Number.NaN);
    const { entering, staying } = ruleBits(factsOf(known), list, SHIPPED_RULES);
    const names = (of: number) => Object.entries(REASON_BIT).flatMap(([name, bit]) => ((of & bit) === 0 ? [] : [name]));
    return [names(entering), names(staying)];
  };

  it.each<[string, Partial<Record<Factor, number>>, Known | undefined, string[], string[]]>([
    ['two months unpaid open an alert', { unpaid_months: 2 }, undefined, ['unpaid_months'], ['unpaid_months']],
    ['one keeps it open', { unpaid_months: 1 }, undefined, [], ['unpaid_months']],
    ['none ends it', { unpaid_months: 0 }, undefined, [], []],
    ['seven days slower open one', { slower_payment: 7 }, undefined, ['slower_payment'], ['slower_payment']],
    ['half of that keeps it open', { slower_payment: 3.5 }, undefined, [], ['slower_payment']],
    ['less ends it', { slower_payment: 3.4 }, undefined, [], []],
    ['slower is no alarm with nothing overdue', { slower_payment: 20 }, { settled_3m: 2, late_days_3m: 8 }, [], []],
    [
      'nor where payments are in time by now',
      { slower_payment: 20 },
      { overdue_invoices: 1, settled_3m: 3, late_days_3m: -9 },
      [],
      [],
    ],
    ['nor where they are on the day', { slower_payment: 20 }, { overdue_invoices: 1, settled_3m: 3 }, [], []],
    [
      'growth by 30 % to the peak opens one',
      { exposure_growth: 30, exposure_use: 1 },
      undefined,
      ['exposure_growth'],
      ['exposure_growth'],
    ],
    ['growth below the peak does not', { exposure_growth: 30, exposure_use: 0.9 }, undefined, [], ['exposure_growth']],
    ['15 % keeps it open', { exposure_growth: 15, exposure_use: 1 }, undefined, [], ['exposure_growth']],
    ['14 % ends it', { exposure_growth: 14, exposure_use: 1 }, undefined, [], []],
    ['growth with nothing overdue is good business', { exposure_growth: 90, exposure_use: 1 }, {}, [], []],
  ])('%s', (_, values, known, entering, staying) => {
    expect(bits(values, known)).toEqual([entering, staying]);
  });
});
