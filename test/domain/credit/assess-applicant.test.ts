import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Applicant, assessApplicant } from '../../../core/domain/credit/assess-applicant.ts';
import { type ContractClause, checkClause } from '../../../core/domain/credit/check-clauses.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const { credit } = SHIPPED_RULES;

const APPLICANT: Applicant = {
  applicant_id: 'A1',
  name: 'Harbour Mills',
  credit_score: '680',
  years_in_business: '5',
  stability: '70',
  references: '3',
  monthly_purchases: '20000',
};

describe('a new customer', () => {
  it('gets points for what is known of it, and the limit, days and prepayment of its grade', () => {
    // 680/850·40 = 32; 5/10·20 = 10; 70/100·20 = 14; 3/3·20 = 20: 76 points, grade 1: two months of purchases.
    const assessed = assessApplicant(APPLICANT, credit);
    expect(assessed).toMatchObject({
      points: 76,
      grade: 1,
      limit_reason: 'by_purchases',
      terms_days: 45,
      prepayment_pct: 0,
    });
    expect(assessed.limit?.toFixed(2)).toBe('40000.00');
    expect(assessed.parts.map(({ points }) => points)).toEqual([32, 10, 14, 20]);
  });

  it('gets no more than it asked for', () => {
    const assessed = assessApplicant({ ...APPLICANT, requested_limit: '12345.67' }, credit);
    expect([assessed.limit?.toFixed(2), assessed.limit_reason]).toEqual(['12345.67', 'by_request']);
  });

  it('gets nothing for what is not given, and no limit is made up without purchases', () => {
    const { stability: _s, monthly_purchases: _m, ...known } = APPLICANT;
    const assessed = assessApplicant(known, credit);
    expect(assessed).toMatchObject({ points: 62, grade: 2, limit: null, limit_reason: 'no_purchases' });
    expect(assessed.parts[2]).toEqual({ input: 'stability', value: null, points: 0, most: 20 });
  });

  it('pays in advance at the last grade, whatever it buys', () => {
    const assessed = assessApplicant({ applicant_id: 'A2', monthly_purchases: '1000000' }, credit);
    expect(assessed).toMatchObject({ points: 0, grade: 4, prepayment_pct: 100, limit_reason: 'prepayment_only' });
    expect(assessed.limit?.isZero()).toBe(true);
  });

  it('is called by its number where it gave no name', () => {
    expect(assessApplicant({ applicant_id: 'A2' }, credit)).toMatchObject({ applicant_id: 'A2', name: 'A2' });
    expect(assessApplicant({}, credit)).toMatchObject({ applicant_id: '', name: '' });
  });

  it('gets no points, and the last grade, where the rules weigh nothing', () => {
    const weights = { credit_score: 0, years_in_business: 0, stability: 0, references: 0 };
    const assessed = assessApplicant(APPLICANT, { ...credit, new_customers: { ...credit.new_customers, weights } });
    expect(assessed).toMatchObject({ points: 0, grade: 4, prepayment_pct: 100, limit_reason: 'prepayment_only' });
    expect(assessed.parts.map(({ points, most }) => [points, most])).toEqual(assessed.parts.map(() => [0, 0]));
  });

  it('never gets fewer points, nor a smaller limit, for a better input', () => {
    const score = fc.integer({ min: 0, max: 850 });
    fc.assert(
      fc.property(score, score, fc.nat(100), fc.nat(20), (a, b, stability, years) => {
        const at = (credit_score: number) =>
          assessApplicant(
            {
              ...APPLICANT,
              credit_score: String(credit_score),
              stability: String(stability),
              years_in_business: String(years),
            },
            credit,
          );
        const [better, worse] = [at(Math.max(a, b)), at(Math.min(a, b))];
        expect(better.points).toBeGreaterThanOrEqual(worse.points);
        expect(better.limit?.gte(worse.limit ?? 0)).toBe(true);
        expect(better.points).toBeLessThanOrEqual(100);
      }),
    );
  });
});

const CLAUSE: ContractClause = {
  contract_id: 'K1',
  customer_id: 'C1',
  signed_date: '2024-03-01',
  late_interest_pct: '0.05',
  rate_per: 'day',
  grace_days: '5',
  cap_pct: '20',
  reminder_fee: '10',
  governing_law: 'DE',
};

describe('a contract’s late interest and fees', () => {
  it('are within the rules where rate, grace, cap and fee are, whatever the rate is counted by', () => {
    expect(checkClause(CLAUSE, credit.clauses)).toEqual({
      contract_id: 'K1',
      customer_id: 'C1',
      rate_pct_per_year: 18.25,
      findings: [],
    });
    expect(checkClause({ ...CLAUSE, late_interest_pct: '1.5', rate_per: 'month' }, credit.clauses)).toMatchObject({
      rate_pct_per_year: 18,
      findings: [],
    });
  });

  it.each<[string, Partial<ContractClause>, string]>([
    ['a rate below our own cost of money', { late_interest_pct: '4.99', rate_per: 'year' }, 'rate_below_cost'],
    ['a rate above the cap', { late_interest_pct: '24.01', rate_per: 'year' }, 'rate_above_cap'],
    ['too many days of grace', { grace_days: '11' }, 'grace_too_long'],
    ['a fee above the limit', { reminder_fee: '50.01' }, 'fee_too_high'],
  ])('show %s', (_, over, finding) => {
    expect(checkClause({ ...CLAUSE, ...over }, credit.clauses).findings).toEqual([finding]);
  });

  it('that say nothing are shown for each thing they do not say', () => {
    expect(checkClause({ contract_id: 'K2' }, credit.clauses)).toEqual({
      contract_id: 'K2',
      customer_id: null,
      rate_pct_per_year: null,
      findings: ['rate_missing', 'grace_missing', 'cap_missing', 'unsigned', 'law_missing'],
    });
  });

  it('without a number have none', () => {
    expect(checkClause({}, credit.clauses)).toMatchObject({ contract_id: '', customer_id: null });
  });

  it('at the edges are within the rules', () => {
    const edges = { late_interest_pct: '24', rate_per: 'year', grace_days: '10', reminder_fee: '50' };
    expect(checkClause({ ...CLAUSE, ...edges }, credit.clauses).findings).toEqual([]);
    expect(checkClause({ ...CLAUSE, late_interest_pct: '5', rate_per: 'year' }, credit.clauses).findings).toEqual([]);
  });
});
