import { beforeAll, describe, expect, it } from 'vitest';
import { type CardReview, type LoanReview, reviewLoans } from '../../../core/domain/scorecard/loan-review.ts';
import { categoricalColumn, type LoanTable } from '../../../core/domain/scorecard/loan-table.ts';
import { MAX_REASONS, NO_REASON } from '../../../core/domain/scorecard/refusal-reasons.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import { madeUpBook } from '../../scorecard/made-up-book.ts';

/** As many loans of a kind as asked for. */
const times = (count: number, past: number, overdue: number, gender: string) =>
  Array.from({ length: count }, () => ({ past, overdue, gender }));

// Without past overdue invoices 10 of 100 loans are overdue, with one 40 of 100.
const LOANS = [
  ...times(60, 0, 0, 'female'),
  ...times(30, 0, 0, 'male'),
  ...times(5, 0, 1, 'female'),
  ...times(5, 0, 1, 'male'),
  ...times(20, 1, 0, 'female'),
  ...times(40, 1, 0, 'male'),
  ...times(20, 1, 1, 'female'),
  ...times(20, 1, 1, 'male'),
];
const book: LoanTable = {
  ids: LOANS.map((_, row) => `L${String(row).padStart(3, '0')}`),
  overdue: Uint8Array.from(LOANS, ({ overdue }) => overdue),
  excluded: 2,
  targetDefinition: 'overdue = 1',
  numeric: new Map([['past_overdue_count', Float64Array.from(LOANS, ({ past }) => past)]]),
  categorical: new Map(),
  protectedAttributes: new Map([['gender', categoricalColumn(LOANS.map(({ gender }) => gender))]]),
};
const plain = loanSettings.parse({ rounds: 1, folds: 2, selection: { shrinkage: 0 } });

describe('a card of one feature with two values', () => {
  let review: LoanReview;
  let card: CardReview | null;

  beforeAll(() => {
    review = reviewLoans(book, plain);
    card = review.card;
  });

  it('counts the book', () => {
    const { noCard, rows, overdue, excluded, features, stability } = review;
    expect([rows, overdue, excluded, noCard, stability]).toEqual([200, 50, 2, null, null]);
    expect(features.map(({ name, protectedAttribute }) => [name, protectedAttribute])).toEqual([
      ['gender', true],
      ['past_overdue_count', false],
    ]);
  });

  it('weighs 90 of 150 goods against 10 of 50 overdue, and 60 against 40', () => {
    const [feature] = card?.scorecard.features ?? [];
    expect(feature?.coefficient).toBeCloseTo(-1, 6);
    expect(card?.scorecard.intercept).toBeCloseTo(Math.log(50 / 150), 6);
    expect(feature?.bins.filter(({ count }) => count > 0)).toMatchObject([
      { woe: expect.closeTo(Math.log(3), 9), count: 100, bad_rate_pct: 10, points: 32 },
      { woe: expect.closeTo(Math.log(0.5), 9), count: 100, bad_rate_pct: 40, points: -20 },
    ]);
    // A bin without loans has the rate of the book.
    expect(feature?.bins.find(({ missing }) => missing === true)).toMatchObject({ count: 0, bad_rate_pct: 25 });
    // 600 − 20/ln 2 · (ln 50 + ln ⅓) = 518.8
    expect(card?.scorecard.base_points).toBe(519);
    expect([card?.scoreMin, card?.scoreMax]).toEqual([499, 551]);
    expect([...new Set(card?.scores.score)]).toEqual([551, 499]);
  });

  it('refuses the half with a past overdue invoice, for it', () => {
    expect(card?.cutoff).toEqual({
      cutoffScore: 534,
      approvalRate: 0.5,
      approvedOverdueRate: 0.1,
      badsRefused: 0.8,
      goodsRefused: expect.closeTo(0.4, 12),
    });
    expect(card?.reasonCounts).toEqual([{ name: 'past_overdue_count', count: 100 }]);
    expect([...(card?.scores.refused ?? [])]).toEqual(LOANS.map(({ past }) => past));
    expect([...(card?.scores.reasons.subarray(0, MAX_REASONS) ?? [])]).toEqual(Array(MAX_REASONS).fill(NO_REASON));
    expect([...(card?.scores.reasons.subarray(-MAX_REASONS) ?? [])]).toEqual([0, NO_REASON, NO_REASON, NO_REASON]);
  });

  it('ranks a pair rightly seven times in ten, ties as half', () => {
    expect(card?.inSample?.auc).toBeCloseTo(0.8 * 0.6 + (0.8 * 0.4 + 0.2 * 0.6) / 2, 12);
    expect(card?.ranking?.auc).toBeCloseTo(0.7, 1);
  });

  it('predicts on the whole what happened', () => {
    expect(card?.calibration.meanPredicted).toBeCloseTo(0.25, 2);
    expect(card?.calibration.brier).toBeCloseTo((0.1 * 0.9 + 0.4 * 0.6) / 2, 2);
    expect(card?.calibration.slope).toBeCloseTo(1, 0);
  });

  it('approves 65 of 105 women and 35 of 95 men; of those who paid, 60 of 80 and 30 of 70', () => {
    expect(card?.fairness).toEqual([
      {
        attribute: 'gender',
        groups: [
          {
            group: 'female',
            count: 105,
            approvalRate: 65 / 105,
            overdueRate: 25 / 105,
            goodApprovalRate: 60 / 80,
            compared: true,
          },
          {
            group: 'male',
            count: 95,
            approvalRate: 35 / 95,
            overdueRate: 25 / 95,
            goodApprovalRate: 30 / 70,
            compared: true,
          },
        ],
        unknown: 0,
        approvalRatio: 35 / 95 / (65 / 105),
        equalOpportunityGap: 60 / 80 - 30 / 70,
        // A woman has the better past: (65 · 60 + (65 · 35 + 40 · 60) / 2) of 105 · 95 pairs.
        proxyAuc: expect.closeTo((65 * 60 + (65 * 35 + 40 * 60) / 2) / (105 * 95), 1),
      },
    ]);
  });

  it('has lines for the half that can be approved, for all, and for the cut-off', () => {
    expect(card?.cutoffTable.map(({ card: line }) => [line.cutoffScore, line.approvalRate])).toEqual([
      [499, 1],
      [534, 0.5],
      [551, 0.5],
    ]);
    // 45 % of what is overdue is lost: a tenth of the better half.
    expect(card?.cutoffTable[1]?.expectedLoss).toBeCloseTo(0.45 * 0.1, 2);
  });

  it('weighs what may be lost by the amounts lent, where there are any', () => {
    const amounts = Float64Array.from(LOANS, ({ past }) => (past === 0 ? 300 : 100));
    const lent = reviewLoans(
      { ...book, numeric: new Map([...book.numeric, ['loan_amount', amounts]]) },
      loanSettings.parse({ rounds: 1, folds: 2, selection: { shrinkage: 0, measured_only: ['loan_amount'] } }),
    );
    expect(lent.features.map(({ name }) => name)).toEqual(['gender', 'loan_amount', 'past_overdue_count']);
    // By hand from each loan's own score: the chance that it stands for, weighed by the amount.
    const [line] = lent.card?.cutoffTable ?? [];
    const approved = [...(lent.card?.outOfFoldScore ?? [])].map((score, row) => ({
      amount: score >= (line?.card.cutoffScore ?? 0) ? (amounts[row] ?? 0) : 0,
      chance: 1 / (1 + 50 * 2 ** ((score - 600) / 20)),
    }));
    const lost = approved.reduce((sum, { amount, chance }) => sum + amount * chance, 0);
    expect(line?.expectedLoss).toBeCloseTo((0.45 * lost) / approved.reduce((sum, { amount }) => sum + amount, 0), 7);
  });

  it('compares with itself as unmoved, and sees that all have a past now', () => {
    const reference = card?.reference ?? null;
    const same = reviewLoans(book, plain, reference).stability;
    expect(same?.score).toBeCloseTo(0, 9);
    expect(same?.features.get('past_overdue_count')).toBeCloseTo(0, 9);
    const worse = { ...book, numeric: new Map([['past_overdue_count', new Float64Array(200).fill(1)]]) };
    // From half and half to none and all; an empty share counts as 0.0001.
    const moved = (1e-4 - 0.5) * Math.log(1e-4 / 0.5) + 0.5 * Math.log(2);
    expect(reviewLoans(worse, plain, reference).stability?.features.get('past_overdue_count')).toBeCloseTo(moved, 6);
  });
});

describe('a book that gives no card', () => {
  const of = (bads: number, goods: number) => {
    const loans = [...times(bads, 1, 1, 'male'), ...times(goods, 0, 0, 'male')];
    return reviewLoans(
      {
        ...book,
        ids: loans.map((_, row) => String(row)),
        overdue: Uint8Array.from(loans, ({ overdue }) => overdue),
        numeric: new Map([['past_overdue_count', Float64Array.from(loans, (_, row) => row % 2)]]),
        protectedAttributes: new Map(),
      },
      plain,
    );
  };

  it.each([
    [0, 0, 'no_loans'],
    [19, 100, 'too_few_overdue'],
    [100, 19, 'too_few_good'],
    [20, 20, 'no_feature'],
  ])('with %i overdue and %i good loans says why: %s', (bads, goods, why) => {
    expect(of(bads, goods)).toMatchObject({ card: null, noCard: why, rows: bads + goods, overdue: bads });
    expect(of(bads, goods).features.map(({ name }) => name)).toEqual(['past_overdue_count']);
  });

  it('has none though a feature tells the loans apart', () => {
    const few = [
      ...times(15, 1, 1, 'male'),
      ...times(4, 0, 1, 'male'),
      ...times(20, 1, 0, 'male'),
      ...times(80, 0, 0, 'male'),
    ];
    const table = {
      ...book,
      ids: few.map((_, row) => String(row)),
      overdue: Uint8Array.from(few, ({ overdue }) => overdue),
      numeric: new Map([['past_overdue_count', Float64Array.from(few, ({ past }) => past)]]),
      protectedAttributes: new Map(),
    };
    const found = reviewLoans(table, plain);
    expect(found).toMatchObject({ card: null, noCard: 'too_few_overdue' });
    expect(found.features[0]?.binned.iv).toBeGreaterThan(0.5);
  });
});

describe('a card of several features, of a small book', () => {
  const small = loanSettings.parse({ rounds: 1, folds: 2, binning: { fine_bins: 20 } });
  const table = madeUpBook(300);
  let card: CardReview | null;

  beforeAll(() => {
    card = reviewLoans(table, small).card;
  });

  it('keeps two features apart that say the same', () => {
    const names = card?.scorecard.features.map(({ name }) => name) ?? [];
    expect(names.includes('income') && names.includes('cost_share')).toBe(false);
    expect(names).not.toContain('gender');
    expect(card?.model.notSelected.get('cost_share')).toBe('correlated');
    expect(card?.scorecard.features.every(({ coefficient }) => coefficient < 0)).toBe(true);
  });

  it('adds up: every score is the base and one bin of each feature, and every refusal has a reason', () => {
    const { scores, scoreMin = 0, scoreMax = 0, cutoff } = card ?? {};
    expect(Math.min(...(scores?.score ?? []))).toBeGreaterThanOrEqual(scoreMin);
    expect(Math.max(...(scores?.score ?? []))).toBeLessThanOrEqual(scoreMax);
    scores?.score.forEach((score, row) => {
      const refused = score < (cutoff?.cutoffScore ?? 0);
      expect(scores.refused[row]).toBe(refused ? 1 : 0);
      expect(scores.reasons[row * MAX_REASONS] !== NO_REASON).toBe(refused);
    });
  });

  it('ranks loans it was not made of, less well than its own', () => {
    expect(card?.ranking?.auc).toBeGreaterThan(0.75);
    expect(card?.ranking?.auc).toBeLessThan(card?.inSample?.auc ?? 0);
    const counts = card?.gains.map(({ count }) => count) ?? [];
    expect(counts).toHaveLength(10);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(counts.every((count) => Math.abs(count - 30) <= 1)).toBe(true);
    expect(card?.gains.at(-1)?.cumulativeBads).toBeCloseTo(1, 12);
  });
});
