import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../core/contracts/figure.ts';
import { reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import {
  loanFeaturesJson,
  loanScoresCsv,
  parseLoanReference,
  scorecardJson,
} from '../../core/figures/loan-artefacts.ts';
import { loanFigures, noLoanFigures } from '../../core/figures/loan-figures.ts';
import { madeUpBook } from './made-up-book.ts';

const settings = loanSettings.parse({ rounds: 2 });
const table = madeUpBook(2500);
const review = reviewLoans(table, settings);
const figures = loanFigures(review, settings);
const value = (id: string) => figures[id]?.value;

function numbersIn(cell: unknown): number[] {
  if (typeof cell === 'number') return [cell];
  return cell !== null && typeof cell === 'object' ? Object.values(cell).flatMap(numbersIn) : [];
}

describe('loanFigures', () => {
  it('has every figure of the contract for every feature', () => {
    for (const name of ['age', 'income', 'region']) {
      for (const id of [
        'iv',
        'bins',
        'trend',
        'missing_pct',
        'expectation',
        'selected',
        'not_selected_reason',
        'coefficient',
        'p_value',
        'vif',
        'psi',
      ]) {
        expect(figures).toHaveProperty([`loan.feature.${name}.${id}`]);
      }
    }
    for (const id of Object.keys(noLoanFigures())) expect(figures).toHaveProperty([id]);
  });

  it('holds nothing that JSON cannot, and says why where there is no value', () => {
    for (const figure of Object.values<Figure>(figures)) {
      expect(numbersIn(figure.value).every(Number.isFinite)).toBe(true);
      if (figure.value === null) expect(figure.note).toBeTruthy();
      expect(figure.evidence.formula ?? figure.reason).toBeTruthy();
    }
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
  });

  it('tells shares as percentages and ranks as fractions', () => {
    expect(value('loan.rows')).toBe(2500);
    expect(value('loan.excluded.count')).toBe(3);
    expect(value('loan.overdue_rate_pct')).toBeCloseTo((100 * review.overdue) / 2500, 12);
    expect(value('loan.scorecard.gini')).toBeCloseTo(2 * Number(value('loan.scorecard.auc')) - 1, 12);
    expect(value('loan.cutoff.approval_rate_pct')).toBeCloseTo(
      (100 * (review.card?.scores.refused.reduce((sum, refused) => sum + 1 - refused, 0) ?? 0)) / 2500,
      9,
    );
    expect(value('loan.feature.region.not_selected_reason')).toBe('low_iv');
    expect(figures['loan.feature.age.not_selected_reason']).toMatchObject({ value: null, reason: 'in_card' });
    expect(figures['loan.scorecard.psi']).toMatchObject({ value: null, reason: 'first_run' });
    expect(figures['loan.scorecard.auc_in_sample']?.reason).toBe('in_sample');
  });

  it('lists bins whose counts add up, with an interval around each rate', () => {
    const bins = value('loan.feature.income.bins');
    if (!Array.isArray(bins)) throw new Error('a list');
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(2500);
    for (const bin of bins) {
      expect(bin.overdue_rate_low_pct).toBeLessThan(bin.overdue_rate_pct);
      expect(bin.overdue_rate_high_pct).toBeGreaterThan(bin.overdue_rate_pct);
    }
    expect(bins.reduce((sum, bin) => sum + bin.iv, 0)).toBeCloseTo(Number(value('loan.feature.income.iv')), 9);
  });

  it('is the same, byte for byte, for the same loans', () => {
    expect(JSON.stringify(loanFigures(reviewLoans(table, settings), settings))).toBe(JSON.stringify(figures));
  });

  it('gives every card figure without a value where there is no card', () => {
    const goods = { ...table, overdue: new Uint8Array(2500) };
    const none = loanFigures(reviewLoans(goods, settings), settings);
    expect(none['loan.scorecard.auc']).toMatchObject({ value: null, reason: 'no_overdue_loans' });
    expect(none['loan.feature.income.selected']?.value).toBe(false);
    expect(Object.values(none).every((figure) => figure.value !== null || figure.note !== undefined)).toBe(true);
  });
});

describe('what a loan run leaves behind', () => {
  it('writes one line a loan, texts escaped, reasons by name', () => {
    if (review.card === null) throw new Error('no card');
    const ids = ['=cmd()', '  "x", y', ...table.ids.slice(2)];
    const rows: Record<string, string>[] = parse([...loanScoresCsv(ids, review.card)].join(''), { columns: true });
    expect(rows).toHaveLength(2500);
    expect(rows[0]?.loan_id).toBe("'=cmd()");
    expect(rows[1]?.loan_id).toBe('  "x", y');
    rows.forEach((row, index) => {
      expect(Number(row.score)).toBe(review.card?.scores.score[index]);
      expect(Number(row.out_of_fold_score)).toBe(review.card?.outOfFoldScore[index]);
      expect(row.reasons === '').toBe(review.card?.scores.refused[index] === 0);
    });
  });

  it('can be read back by a later month', () => {
    expect(parseLoanReference(loanFeaturesJson(review))).toEqual(review.card?.reference);
    expect(review.card === null ? null : JSON.parse(scorecardJson(review.card.scorecard))).toEqual(
      review.card?.scorecard,
    );
    expect(parseLoanReference('null')).toBeNull();
    expect(() => parseLoanReference('{}')).toThrow();
  });
});
