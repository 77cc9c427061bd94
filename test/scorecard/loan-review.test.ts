import { describe, expect, it } from 'vitest';
import { binIndexOf, cardScore } from '../../core/domain/scorecard/apply-scorecard.ts';
import { stratifiedFolds } from '../../core/domain/scorecard/folds.ts';
import { type CardReview, type LoanReview, reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import { categoricalColumn, type LoanTable } from '../../core/domain/scorecard/loan-table.ts';
import { ranking } from '../../core/domain/scorecard/ranking.ts';
import { MAX_REASONS, NO_REASON } from '../../core/domain/scorecard/refusal-reasons.ts';
import { scoreGroups } from '../../core/domain/scorecard/score-groups.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { evenStream, madeUpBook, rawLoan } from './made-up-book.ts';

const settings = loanSettings.parse({ rounds: 1 });
const table = madeUpBook(4000);
const review = reviewLoans(table, settings);
const card = cardOf(review);

function cardOf(of: LoanReview): CardReview {
  if (of.card === null) throw new Error(`no card: ${of.noCard}`);
  return of.card;
}

const feature = (name: string) => review.features.find((one) => one.name === name);

describe('the analysis of a book with known effects', () => {
  it.each([
    ['income', 'falling', 'holds'],
    ['term_months', 'rising', 'holds'],
    ['past_overdue_count', 'rising', 'holds'],
    ['loan_type', 'none', 'holds'],
    ['age', 'valley', 'not_shown'],
    ['shoe_size', undefined, null],
  ])('reads %s as %s, the expectation as %s', (name, trend, expectation) => {
    if (trend !== undefined) expect(feature(name)?.trend).toBe(trend);
    expect(feature(name)?.expectation).toBe(expectation);
  });

  it('says opposite where the book goes against what is expected', () => {
    const flipped = {
      ...table,
      numeric: new Map(
        [...table.numeric].map(([name, values]) => [name, name === 'income' ? values.map((value) => -value) : values]),
      ),
    };
    expect(reviewLoans(flipped, settings).features.find(({ name }) => name === 'income')?.expectation).toBe('opposite');
  });

  it('counts blanks and groups features', () => {
    expect(feature('income')?.missingRate).toBeGreaterThan(0.03);
    expect(review.features.map(({ name, group }) => [name, group])).toEqual([
      ['age', 'personal'],
      ['cost_share', 'other'],
      ['gender', 'personal'],
      ['income', 'personal'],
      ['loan_type', 'loan'],
      ['past_overdue_count', 'history'],
      ['region', 'other'],
      ['shoe_size', 'other'],
      ['term_months', 'loan'],
    ]);
  });

  it('finds no difference where there is none', () => {
    expect(feature('shoe_size')?.test?.pValue).toBeGreaterThan(0.01);
    expect(feature('income')?.test?.pValue).toBeLessThan(1e-10);
  });
});

describe('the card', () => {
  it('takes what says something, and gives a reason for what it leaves', () => {
    expect(card.scorecard.features.map(({ name }) => name)).toEqual([
      'age',
      'cost_share',
      'loan_type',
      'past_overdue_count',
      'term_months',
    ]);
    expect(Object.fromEntries(card.model.notSelected)).toEqual({
      income: 'correlated',
      region: 'low_iv',
      shoe_size: 'low_iv',
    });
  });

  it('has negative coefficients only', () => {
    for (const { coefficient, pValue, vif } of card.model.features) {
      expect(coefficient).toBeLessThan(0);
      expect(pValue).toBeLessThan(1e-6);
      expect(vif).toBeGreaterThanOrEqual(1);
      expect(vif).toBeLessThan(1.2);
    }
  });

  it('lets every value fall in exactly one bin', () => {
    for (const { name, bins } of card.scorecard.features) {
      for (let row = 0; row < 300; row += 1) {
        const value = rawLoan(table, row)[name];
        const takes = bins.filter(
          (_, index) =>
            binIndexOf([bins[index] ?? {}], value) === 0 &&
            (bins[index]?.other !== true || binIndexOf(bins, value) === index),
        );
        expect(takes).toHaveLength(1);
      }
    }
  });

  it('scores raw values as it scores the book, within half a point a part of the regression', () => {
    const { scorecard } = card;
    const factor = scorecard.pdo / Math.LN2;
    for (let row = 0; row < table.ids.length; row += 7) {
      const loan = rawLoan(table, row);
      expect(cardScore(scorecard, loan)).toBe(card.scores.score[row]);
      const odds = scorecard.features.reduce(
        (sum, { name, coefficient, bins }) => sum + coefficient * (bins[binIndexOf(bins, loan[name])]?.woe ?? 0),
        scorecard.intercept,
      );
      const exact = scorecard.base_score - factor * Math.log(scorecard.base_odds) - factor * odds;
      expect(Math.abs((card.scores.score[row] ?? 0) - exact)).toBeLessThanOrEqual(
        0.5 * (scorecard.features.length + 1),
      );
    }
  });

  it('has weights of evidence that follow from its own counts', () => {
    const bads = review.overdue;
    const goods = review.rows - bads;
    for (const { bins } of card.scorecard.features) {
      expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(review.rows);
      for (const bin of bins.filter(({ count, bad_rate_pct }) => count > 0 && bad_rate_pct > 0 && bad_rate_pct < 100)) {
        const ownBads = (bin.count * bin.bad_rate_pct) / 100;
        expect(bin.woe).toBeCloseTo(Math.log((bin.count - ownBads) / goods / (ownBads / bads)), 9);
        expect(Number.isInteger(bin.points)).toBe(true);
      }
    }
  });

  it('ranks loans it has not seen, less well than those it was made of', () => {
    expect(card.ranking?.auc).toBeGreaterThan(0.78);
    expect(card.inSample?.auc).toBeGreaterThan(card.ranking?.auc ?? 1);
    expect(ranking(scoreGroups(card.outOfFoldScore, table.overdue))).toEqual(card.ranking);
    expect(card.calibration.slope).toBeGreaterThan(0.9);
    expect(card.calibration.slope).toBeLessThan(1.1);
  });

  it('gives one to four reasons for every refusal, worst first, and none for an approval', () => {
    const { score, refused, reasons } = card.scores;
    for (let row = 0; row < score.length; row += 1) {
      expect(refused[row]).toBe((score[row] ?? 0) < card.cutoff.cutoffScore ? 1 : 0);
      const told = [...reasons.subarray(row * MAX_REASONS, (row + 1) * MAX_REASONS)].filter(
        (reason) => reason !== NO_REASON,
      );
      expect(told.length > 0).toBe(refused[row] === 1);
      const points = told.map((index) => {
        const { name, bins } = card.scorecard.features[index] ?? { name: '', bins: [] };
        return bins[binIndexOf(bins, rawLoan(table, row)[name])]?.points ?? 0;
      });
      expect(points).toEqual([...points].sort((a, b) => a - b));
    }
  });

  it('is the same whatever the order of the loans', () => {
    const reversed = reorder(
      table,
      table.ids.map((_, row) => table.ids.length - 1 - row),
    );
    const other = cardOf(reviewLoans(reversed, settings));
    expect(other.scorecard.features.map(({ name, bins }) => [name, bins])).toEqual(
      card.scorecard.features.map(({ name, bins }) => [name, bins]),
    );
    expect(other.ranking?.auc).toBeCloseTo(card.ranking?.auc ?? 0, 9);
  });
});

describe('out-of-fold scores', () => {
  it('see nothing in noise, however many features there are', () => {
    const random = evenStream(11);
    const noise: LoanTable = {
      ...table,
      numeric: new Map(Array.from({ length: 12 }, (_, i) => [`n${i}`, Float64Array.from(table.ids, () => random())])),
      categorical: new Map([['city', categoricalColumn(table.ids.map(() => `city ${Math.floor(80 * random())}`))]]),
    };
    const tight = loanSettings.parse({ rounds: 1, selection: { min_iv: 0 } });
    const found = reviewLoans(noise, tight).card?.ranking;
    expect(found?.auc ?? 0.5).toBeGreaterThan(0.45);
    expect(found?.auc ?? 0.5).toBeLessThan(0.55);
  });

  it('come from folds of equal size and equal overdue rate', () => {
    const foldOf = stratifiedFolds(table.ids, table.overdue, 5, 1);
    for (let fold = 0; fold < 5; fold += 1) {
      const rows = [...foldOf.keys()].filter((row) => foldOf[row] === fold);
      expect(Math.abs(rows.length - 800)).toBeLessThanOrEqual(1);
      expect(Math.abs(rows.filter((row) => table.overdue[row] === 1).length - review.overdue / 5)).toBeLessThan(1);
    }
  });
});

describe('a feature that was known only afterwards', () => {
  it('is warned of and kept out of the card', () => {
    const charged = Float64Array.from(table.overdue, (bad, row) => (bad === 1 ? 1000 + (row % 50) : 0));
    const leaking = reviewLoans({ ...table, numeric: new Map([...table.numeric, ['charged_off', charged]]) }, settings);
    expect(leaking.features.filter(({ leakage }) => leakage).map(({ name }) => name)).toEqual(['charged_off']);
    expect(leaking.card?.model.notSelected.get('charged_off')).toBe('leakage');
  });
});

describe('a protected attribute', () => {
  it('is analysed and never scored, even where it is among the features too', () => {
    const gender = Float64Array.from(table.overdue, (bad, row) => (row % 3 === 0 ? 1 - bad : bad));
    const both = { ...table, numeric: new Map([...table.numeric, ['gender', gender]]) };
    const found = reviewLoans(both, settings);
    expect(found.features.filter(({ name }) => name === 'gender')).toMatchObject([
      { protectedAttribute: true, kind: 'categorical' },
    ]);
    expect(cardOf(found).scorecard).toEqual(card.scorecard);
  });
});

describe('a book that allows no card', () => {
  const cut = (rows: readonly number[]) => reviewLoans(reorder(table, rows), settings);

  it('says why', () => {
    const rows = [...table.ids.keys()];
    expect(cut([])).toMatchObject({ rows: 0, card: null, noCard: 'no_loans' });
    expect(cut(rows.filter((row) => table.overdue[row] === 0))).toMatchObject({
      card: null,
      noCard: 'too_few_overdue',
    });
    expect(cut(rows.filter((row) => table.overdue[row] === 1))).toMatchObject({ card: null, noCard: 'too_few_good' });
    expect(reviewLoans({ ...table, numeric: new Map(), categorical: new Map() }, settings)).toMatchObject({
      card: null,
      noCard: 'no_feature',
    });
  });
});

function reorder(of: LoanTable, rows: readonly number[]): LoanTable {
  const numbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  const texts = (column: { levels: readonly string[]; codes: Int32Array }) => ({
    levels: column.levels,
    codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1),
  });
  return {
    ...of,
    ids: rows.map((row) => of.ids[row] ?? ''),
    overdue: Uint8Array.from(rows, (row) => of.overdue[row] ?? 0),
    numeric: new Map([...of.numeric].map(([name, values]) => [name, numbers(values)])),
    categorical: new Map([...of.categorical].map(([name, column]) => [name, texts(column)])),
    protectedAttributes: new Map(
      [...of.protectedAttributes].map(([name, column]) => [
        name,
        column instanceof Float64Array ? numbers(column) : texts(column),
      ]),
    ),
  };
}
