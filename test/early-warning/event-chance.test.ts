import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEHAVIOUR_FACTS, type BehaviourFact, FACT, LATENESS_STEPS } from '../../core/contracts/early-warning.ts';
import { eventChance, expectedLate } from '../../core/domain/early-warning/event-chance.ts';
import { portfolioMonth } from '../../core/domain/early-warning/portfolio.ts';

/** A portfolio in which a tenth of the invoices become 30 days late, half of those that are late at all. */
const portfolio = portfolioMonth({
  month_index: 24_300,
  customers: 100,
  first_index: 24_280,
  settled_12m: 1000,
  late_days_12m: 4000,
  late_square_12m: 90_000,
  late_0: 400,
  late_5: 330,
  late_10: 260,
  late_15: 210,
  late_20: 160,
  late_25: 130,
  late_30: 100,
  open_30: 0,
});

/** A customer with a year of twelve invoices on terms of 30 days, all paid on the day. */
function facts(change: Partial<Record<BehaviourFact, number>> = {}): Float64Array {
  const all = new Float64Array(BEHAVIOUR_FACTS.length);
  const known: Partial<Record<BehaviourFact, number>> = {
    settled_12m: 12,
    settled_6m: 6,
    settled_3m: 3,
    late_0: 12,
    written_12m: 12,
    written_3m: 3,
    terms_days_12m: 360,
    known_days: 700,
    ...change,
  };
  for (const [name, value] of Object.entries(known)) all[FACT[name as BehaviourFact]] = value ?? 0;
  return all;
}

const openAt = (days: number) => ({ [`open_${days}`]: 1 }) as Partial<Record<BehaviourFact, number>>;

describe('the chance of an event by a customer’s own record', () => {
  it('grows with the age of an open invoice, up to the 30 days that make it an event', () => {
    const chances = LATENESS_STEPS.map((days) => eventChance(facts(openAt(days)), portfolio));
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    expect(chances.at(-1)).toBeGreaterThan(2 * (chances[0] ?? 1));
  });

  it('counts what is 30 days overdue already as a record, not as a chance', () => {
    const before = expectedLate(facts({ open_soon: 1 }), portfolio);
    const withOld = expectedLate(facts({ open_soon: 1, open_30: 1 }), portfolio);
    expect(expectedLate(facts({ open_30: 1, written_12m: 0, written_3m: 0 }), portfolio)).toBe(0);
    expect(withOld).toBeGreaterThan(before);
  });

  it('counts the invoices to come: fewer on longer terms', () => {
    const short = expectedLate(facts({ terms_days_12m: 120 }), portfolio);
    const long = expectedLate(facts({ terms_days_12m: 720 }), portfolio);
    expect(short).toBeGreaterThan(long);
    expect(long).toBeGreaterThan(0);
    expect(expectedLate(facts({ terms_days_12m: 12 * 61 }), portfolio)).toBe(0);
  });

  it('goes by the portfolio where the customer is new, and by its own record where that is long', () => {
    const blank = { settled_12m: 0, settled_6m: 0, settled_3m: 0, late_0: 0, open_soon: 1 };
    expect(expectedLate(facts({ ...blank, written_12m: 0, written_3m: 0 }), portfolio)).toBeCloseTo(0.1, 2);
    const punctual = expectedLate(
      facts({ settled_12m: 200, late_0: 0, open_soon: 1, written_12m: 0, written_3m: 0 }),
      portfolio,
    );
    expect(punctual).toBeLessThan(0.01);
  });

  it('is a chance, whatever the books hold', () => {
    const count = fc.nat(400);
    fc.assert(
      fc.property(
        fc.array(count, { minLength: BEHAVIOUR_FACTS.length, maxLength: BEHAVIOUR_FACTS.length }),
        (values) => {
          const drawn = Float64Array.from(values);
          drawn[FACT.late_days_6m] = (values[3] ?? 0) - 200;
          const chance = eventChance(drawn, portfolio);
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
