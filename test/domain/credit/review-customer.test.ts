import { describe, expect, it } from 'vitest';
import type { CustomerLine } from '../../../core/contracts/report-input.ts';
import type { TaskApproval } from '../../../core/contracts/task.ts';
import type { CreditFacts } from '../../../core/domain/credit/credit-facts.ts';
import { limitsAreDue, nextLimitMonth, reviewCustomer } from '../../../core/domain/credit/review-customer.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const CONTEXT = { period: '2025-09', settings: SHIPPED_RULES.credit, policies: SHIPPED_RULES.policy, digits: 2 };

const LINE: CustomerLine = {
  customer_id: 'C1',
  name: 'Harbour Mills',
  payment_rate_pct: 40,
  outstanding_balance: '20000.00',
  credit_score: 400,
  stability: 20,
  score: 72,
  band: 'ge70',
  profitability: 'high',
  profitability_tier: 'High',
  strategy: 'strategic_retention',
  owner_role: 'account_manager',
  account_manager: null,
  reasons: [],
};

function facts(over: Partial<CreditFacts> = {}): CreditFacts {
  return {
    customer_id: 'C1',
    name: 'Harbour Mills',
    account_manager: null,
    exposure: new Decimal('20000'),
    booksLimit: new Decimal('15000'),
    score: 72,
    paymentRatePct: 40,
    oldestDays: 120,
    monthlyPurchases: new Decimal(4_000),
    line: LINE,
    ...over,
  };
}

function decision(approved: boolean, proposed: string, at = '2025-07-04T08:00:00.000Z'): TaskApproval {
  return {
    id: 'credit_limit.2025-06',
    kind: 'credit_limit',
    period: '2025-06',
    proposal: { current: '15000.00', proposed },
    requested: { at: '2025-06-30T00:00:00.000Z', by: 'duewatch' },
    decided: { approved, note: 'new owner, guarantee in hand', at, by: 'Ada Acornby' },
  };
}

describe('what may be supplied to a customer on credit', () => {
  it('is nothing where the band asks for a freeze, even where the tier says keep supplying, and both are said', () => {
    const part = reviewCustomer(facts(), [], CONTEXT);
    expect(part).toMatchObject({
      policy: 'freeze',
      hold: 'freeze',
      prepayment_pct: 100,
      freeze_against_retention: true,
      headroom: '-5000.00',
      next_review: '2025-10-31',
    });
  });

  it('is held by the limit before the prepayment of the band, and by neither below it', () => {
    const prepay = { ...LINE, band: '60_70' as const };
    expect(reviewCustomer(facts({ line: prepay }), [], CONTEXT)).toMatchObject({
      hold: 'over_limit',
      prepayment_pct: 50,
    });
    expect(reviewCustomer(facts({ line: prepay, exposure: new Decimal(15_000) }), [], CONTEXT).hold).toBe('prepay');
    expect(reviewCustomer(facts({ line: null, exposure: new Decimal(1) }), [], CONTEXT)).toMatchObject({
      hold: 'none',
      policy: null,
      next_review: '2026-09-30',
    });
  });

  it('is looked at again soon where more is owed than the limit, whatever the tier', () => {
    expect(reviewCustomer(facts({ line: null }), [], CONTEXT).next_review).toBe('2025-10-31');
  });

  it('follows a limit that a person approved until the books show another', () => {
    const approved = [decision(true, '12000.00')];
    expect(reviewCustomer(facts(), approved, CONTEXT)).toMatchObject({ limit: '12000.00', headroom: '-8000.00' });
    const posted = facts({ booksLimit: new Decimal(11_000) });
    expect(reviewCustomer(posted, approved, CONTEXT).limit).toBe('11000.00');
  });

  it('stands by a second approved cut while the books still show the limit before the first', () => {
    const first = decision(true, '10500.00');
    const second = { ...decision(true, '7350.00'), proposal: { current: '10500.00', proposed: '7350.00' } };
    const limit = (books: number) =>
      reviewCustomer(facts({ booksLimit: new Decimal(books) }), [first, second], CONTEXT).limit;
    expect([15_000, 10_500, 7350, 9000].map(limit)).toEqual(['7350.00', '7350.00', '7350.00', '9000.00']);
  });

  it('keeps the limit where a person declined the change, with who said so', () => {
    const part = reviewCustomer(facts(), [decision(false, '10500.00')], CONTEXT);
    expect(part.limit).toBe('15000.00');
    expect(part.decided).toEqual({
      approved: false,
      by: 'Ada Acornby',
      at: '2025-07-04T08:00:00.000Z',
      note: 'new owner, guarantee in hand',
      proposed: '10500.00',
    });
  });

  it('proposes no first limit to who is frozen, and one to who is only reminded', () => {
    expect(reviewCustomer(facts({ booksLimit: null }), [], CONTEXT).proposal).toBeNull();
    const reminded = facts({ booksLimit: null, score: 45, line: { ...LINE, band: 'lt50', score: 45 } });
    expect(reviewCustomer(reminded, [], CONTEXT).proposal).toMatchObject({ current: null, change_pct: null });
  });

  it('is looked at in the months of the settings only', () => {
    expect(limitsAreDue('2025-09', CONTEXT.settings)).toBe(true);
    expect(reviewCustomer(facts(), [], { ...CONTEXT, period: '2025-10' }).proposal).toBeNull();
    expect(nextLimitMonth('2025-10', CONTEXT.settings)).toBe('2025-12');
    expect(nextLimitMonth('2025-12', CONTEXT.settings)).toBe('2026-03');
  });

  it('proposes from the first day after the quarter, from the limit that stands and where that comes from', () => {
    const proposal = (booksLimit: string | null, decisions: TaskApproval[] = []) =>
      reviewCustomer(
        facts({ booksLimit: booksLimit === null ? null : new Decimal(booksLimit), line: null, score: 45 }),
        decisions,
        CONTEXT,
      ).proposal;
    // −10 % for the score and −20 % for the payment rate
    expect(proposal('15000')).toMatchObject({
      current: '15000.00',
      source: 'books',
      proposed: '10500.00',
      change_pct: -30,
      wished_pct: -30,
      from: '2025-10-01',
    });
    expect(proposal('15000', [decision(true, '12000.00')])).toMatchObject({ current: '12000.00', source: 'approved' });
    expect(proposal(null)).toMatchObject({ current: null, source: 'none', change_pct: null, wished_pct: null });
    expect(proposal('0')).toMatchObject({ current: '0.00', source: 'books', change_pct: null, wished_pct: -30 });
  });

  it('proposes nothing where there is neither a limit nor a purchase to go by', () => {
    const unknown = facts({ booksLimit: null, line: null, monthlyPurchases: null });
    expect(reviewCustomer(unknown, [], CONTEXT).proposal).toBeNull();
  });

  it('proposes no first limit to who prepays, and a change to who prepays and has one', () => {
    const prepays = { line: { ...LINE, band: '60_70' as const } };
    expect(reviewCustomer(facts({ ...prepays, booksLimit: null }), [], CONTEXT).proposal).toBeNull();
    expect(reviewCustomer(facts(prepays), [], CONTEXT).proposal).not.toBeNull();
  });

  it('writes a steady limit as a change of nothing, not of less than nothing', () => {
    const steady = facts({ score: 35, paymentRatePct: 90, line: null });
    expect(Object.is(reviewCustomer(steady, [], CONTEXT).proposal?.change_pct, 0)).toBe(true);
  });

  it('gives a first limit that a person approved where the books have none, and stops once they show one', () => {
    const first = { ...decision(true, '8000.00'), proposal: { current: null, proposed: '8000.00' } };
    const limit = (books: Decimal | null) => reviewCustomer(facts({ booksLimit: books }), [first], CONTEXT).limit;
    expect(limit(null)).toBe('8000.00');
    expect(limit(new Decimal(5000))).toBe('5000.00');
    expect(reviewCustomer(facts({ booksLimit: null }), [decision(true, '8000.00')], CONTEXT).limit).toBeNull();
  });

  it.each([undefined, null, 8000, 'x8000', '8000x', '8000.'])(
    'does not stand by an approved limit of %j',
    (proposed) => {
      const odd = {
        ...decision(true, ''),
        proposal: { current: '15000', ...(proposed === undefined ? {} : { proposed }) },
      };
      const part = reviewCustomer(facts(), [odd], CONTEXT);
      expect(part.limit).toBe('15000.00');
      expect(part.decided?.proposed).toBe(typeof proposed === 'string' ? proposed : null);
      expect(
        reviewCustomer(
          facts(),
          [{ ...decision(true, '9000'), proposal: { current: '15000', proposed: '9000' } }],
          CONTEXT,
        ).limit,
      ).toBe('9000.00');
    },
  );

  it('says of what is still asked that nobody decided', () => {
    const asked = { ...decision(true, '9000.00'), decided: null };
    expect(reviewCustomer(facts(), [asked], CONTEXT)).toMatchObject({ decided: null, limit: '15000.00' });
  });
});
