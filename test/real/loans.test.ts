import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { germanBook, isNumeric, type LoanBook, sbaBook, sbaRows, tableOf } from '../../bench/scorecard/loan-books.ts';
import { rawDesign } from '../../core/domain/scorecard/design.ts';
import { type CardReview, reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import { fitLogistic } from '../../core/domain/scorecard/logistic.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { scorecardJson } from '../../core/figures/loan-artefacts.ts';

const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const settings = loanSettings.parse({});

function cardOf(book: LoanBook): CardReview {
  const { card } = reviewLoans(tableOf(book), settings);
  if (card === null) throw new Error('no card');
  return card;
}

describe('the SBA case of Li, Mickel and Taylor', () => {
  const rows = sbaRows(DATA);
  const names = ['RealEstate', 'Portion', 'Recession'];
  const training = rows.filter((row) => row.Selected === '1');
  const fit = fitLogistic(
    rawDesign(names.map((name) => Float64Array.from(training, (row) => Number(row[name])))),
    training.map((row) => Number(row.Default)),
  );

  it('has the published coefficients', () => {
    expect([...fit.coefficients].map((value) => value.toFixed(4))).toEqual(['1.3931', '-2.1282', '-2.9875', '0.5041']);
  });

  it('misclassifies 338 of the 1,050 held-out loans at one half', () => {
    const held = rows.filter((row) => row.Selected === '0');
    const wrong = held.filter((row) => {
      const odds = names.reduce(
        (sum, name, index) => sum + (fit.coefficients[index + 1] ?? 0) * Number(row[name]),
        fit.coefficients[0] ?? 0,
      );
      return odds > 0 !== (row.Default === '1');
    });
    expect([wrong.length, held.length]).toEqual([338, 1050]);
  });

  it('gives away what was known only after the charge-off', () => {
    const book = sbaBook(DATA);
    const late = new Map([
      ...book.columns,
      ...['ChgOffPrinGr', 'ChgOffDate'].map((name) => [name, rows.map((row) => row[name] ?? '')] as const),
    ]);
    const review = reviewLoans(tableOf({ ...book, columns: late }), loanSettings.parse({ rounds: 1 }));
    expect(review.features.filter(({ leakage }) => leakage).map(({ name }) => name)).toEqual([
      'ChgOffDate',
      'ChgOffPrinGr',
    ]);
  });
});

describe('cards of public loan books', () => {
  it.each([
    ['german credit', () => germanBook(DATA), 0.793],
    ['SBA, without term and recession', () => sbaBook(DATA), 0.826],
    ['SBA, with the year of approval', () => sbaBook(DATA, true), 0.841],
  ])('ranks unseen loans of %s at least as well as the usual open tools', (_, book, auc) => {
    const { ranking, calibration, model } = cardOf(book());
    expect(ranking?.auc).toBeGreaterThanOrEqual(auc);
    expect(calibration.slope).toBeGreaterThan(0.85);
    expect(model.features.every(({ coefficient }) => coefficient < 0)).toBe(true);
  });

  it.each([
    ['german credit', () => germanBook(DATA)],
    ['SBA', () => sbaBook(DATA)],
  ])('score the raw rows of %s by a second program as they did', (_, make) => {
    const book = make();
    const card = cardOf(book);
    const dir = mkdtempSync(join(tmpdir(), 'duewatch-real-'));
    try {
      writeFileSync(join(dir, 'scorecard.json'), scorecardJson(card.scorecard));
      const loans = Array.from(book.overdue, (_value, row) => ({
        loan_id: `L${row + 1}`,
        ...Object.fromEntries(
          [...book.columns].map(([name, values]) => [
            name,
            isNumeric(book, name) && values[row] !== '' ? String(Number(values[row])) : values[row],
          ]),
        ),
      }));
      writeFileSync(join(dir, 'loans.csv'), stringify(loans, { header: true }));
      const oracle = join(import.meta.dirname, '..', 'golden', 'oracle', 'apply_scorecard.py');
      const scored: Record<string, string>[] = parse(
        execFileSync('python3', [oracle, join(dir, 'scorecard.json'), join(dir, 'loans.csv')], { encoding: 'utf8' }),
        { columns: true },
      );
      expect(scored.map((row) => Number(row.score))).toEqual([...card.scores.score]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
