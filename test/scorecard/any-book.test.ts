import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binIndexOf } from '../../core/domain/scorecard/apply-scorecard.ts';
import { reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import { categoricalColumn, type LoanTable } from '../../core/domain/scorecard/loan-table.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { loanFeaturesJson, parseLoanReference } from '../../core/figures/loan-artefacts.ts';
import { loanFigures } from '../../core/figures/loan-figures.ts';
import { rawLoan } from './made-up-book.ts';

const settings = loanSettings.parse({ rounds: 1, min_class_loans: 10, folds: 3 });

/** Numbers of every kind an export may hold: constants, codes, extremes, blanks. */
const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -5, max: 5 }) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e300, -1e300, 5e-324) },
);
const text = fc.oneof(
  fc.constantFrom(null, '', 'a', 'b', '__proto__', 'other', 'missing'),
  fc.string({ maxLength: 3 }),
);
const name = fc.constantFrom('x', '__proto__', 'constructor', 'loan_amount', 'a"b', 'toString');

const book: fc.Arbitrary<LoanTable> = fc.integer({ min: 0, max: 80 }).chain((n) =>
  fc
    .record({
      overdue: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n, maxLength: n }),
      numbers: fc.dictionary(name, fc.array(number, { minLength: n, maxLength: n }), { maxKeys: 3 }),
      texts: fc.array(fc.array(text, { minLength: n, maxLength: n }), { maxLength: 2 }),
      guarded: fc.array(text, { minLength: n, maxLength: n }),
    })
    .map(({ overdue, numbers, texts, guarded }) => ({
      ids: overdue.map((_, row) => `L${row}`),
      overdue: Uint8Array.from(overdue),
      excluded: 0,
      targetDefinition: 'overdue = 1',
      numeric: new Map(Object.entries(numbers).map(([key, values]) => [key, Float64Array.from(values)])),
      categorical: new Map(texts.map((values, index) => [`text ${index}`, categoricalColumn(values)])),
      protectedAttributes: new Map([['gender', categoricalColumn(guarded)]]),
    })),
);

function finiteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value !== 'object' || Object.values(value).every(finiteThroughout);
}

describe('any book of loans', () => {
  it('is reviewed without a number that JSON cannot hold, and every value falls in one bin', () => {
    fc.assert(
      fc.property(book, (table) => {
        const review = reviewLoans(table, settings);
        const figures = loanFigures(review, settings);
        expect(finiteThroughout(figures)).toBe(true);
        expect(Object.values(figures).every((figure) => figure.value !== null || figure.note !== undefined)).toBe(true);
        expect(review.card === null).toBe(review.noCard !== null);
        for (const { name: feature, bins } of review.card?.scorecard.features ?? []) {
          expect(table.ids.every((_, row) => binIndexOf(bins, rawLoan(table, row)[feature]) >= 0)).toBe(true);
          expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(table.ids.length);
        }
        const reference = parseLoanReference(loanFeaturesJson(review));
        expect(finiteThroughout(loanFigures(reviewLoans(table, settings, reference), settings))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
