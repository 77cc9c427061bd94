import { describe, expect, it } from 'vitest';
import { generateSample } from '../../core/sample/generate-sample.ts';
import { meanOf, records } from './sample-records.ts';

const sample = generateSample({ profile: 'loans', customers: 20_000 });
const loans = records(sample, 'loan_accounts');
type Loan = (typeof loans)[number];

function overdueRate(which: (loan: Loan) => boolean): number {
  return meanOf(loans.filter(which).map((loan) => Number(loan.overdue)));
}

describe('the sample of loans', () => {
  it('has about one loan in five overdue', () => {
    expect(overdueRate(() => true)).toBeGreaterThan(0.15);
    expect(overdueRate(() => true)).toBeLessThan(0.25);
  });

  it('shows the planted effects in the planted direction', () => {
    expect(overdueRate((loan) => loan.loan_type === 'secured')).toBeLessThan(
      overdueRate((loan) => loan.loan_type === 'unsecured') - 0.03,
    );
    expect(overdueRate((loan) => Number(loan.past_overdue_count) >= 3)).toBeGreaterThan(
      overdueRate((loan) => loan.past_overdue_count === '0') + 0.15,
    );
    expect(overdueRate((loan) => loan.industry === 'construction')).toBeGreaterThan(
      overdueRate((loan) => loan.industry === 'retail'),
    );
    expect(overdueRate((loan) => Number(loan.income) > 70_000)).toBeLessThan(
      overdueRate((loan) => loan.income !== '' && Number(loan.income) < 35_000),
    );
  });

  it('treats women and men alike', () => {
    expect(
      Math.abs(overdueRate((loan) => loan.gender === 'female') - overdueRate((loan) => loan.gender === 'male')),
    ).toBeLessThan(0.02);
  });

  it('misses some incomes, scores and regularities, and nothing else', () => {
    const blanks = Object.keys(loans[0] ?? {}).filter((column) => loans.some((loan) => loan[column] === ''));
    expect(blanks).toEqual(['income', 'repayment_regularity', 'credit_score']);
  });

  it('lists every effect on the answer sheet, and no other feature', () => {
    const effects = records(sample, 'planted').map((row) => row.feature);
    expect(effects).toContain('past_overdue_count');
    expect(effects).not.toContain('gender');
    expect(effects.every((feature) => feature !== undefined && sample.tables[0]?.columns.includes(feature))).toBe(true);
  });
});
