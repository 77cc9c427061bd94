import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../core/domain/decimal.ts';
import { compareAgencies } from '../../../core/domain/escalation/agencies.ts';
import type { GateFacts } from '../../../core/domain/escalation/gates.ts';
import { legalAction, limitationOf } from '../../../core/domain/escalation/legal-action.ts';
import { escalate } from '../../../core/domain/escalation/recommend.ts';
import type { EscalationSettings } from '../../../core/domain/escalation/settings.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const SHIPPED = SHIPPED_RULES.escalation;
const CANDIDATES = [
  { name: 'North Desk', fee_pct: 25, success_rate_pct: 60, reputation: 4, min_amount: '500' },
  { name: 'Harbour Recovery', fee_pct: 40, success_rate_pct: 80, reputation: 5, min_amount: '10000' },
];
const SETTINGS: EscalationSettings = { ...SHIPPED, agency: { ...SHIPPED.agency, candidates: CANDIDATES } };

function facts(over: Partial<GateFacts> = {}): GateFacts {
  return {
    claim: new Decimal(20_000),
    oldestDays: 150,
    monthsOnDesk: 5,
    disputed: false,
    stagesExhausted: true,
    ...over,
  };
}

describe('agencies', () => {
  it('are compared by what is expected to come back: amount × success × (1 − fee), less a weight for reputation', () => {
    const [first, second] = compareAgencies(new Decimal(20_000), SETTINGS.agency);
    // 20,000 × 80 % = 16,000; fee 40 % = 6,400; 9,600 net, reputation 5: ranked by 9,600.
    expect([first?.candidate.name, first?.gross.toFixed(), first?.fee.toFixed(), first?.net.toFixed()]).toEqual([
      'Harbour Recovery',
      '16000',
      '6400',
      '9600',
    ]);
    // 20,000 × 60 % × 75 % = 9,000; one point of reputation below five takes 5 %: 8,550.
    expect([second?.net.toFixed(), second?.rankedBy.toFixed()]).toEqual(['9000', '8550']);
  });

  it('take nothing below their smallest amount', () => {
    expect(compareAgencies(new Decimal('9999.99'), SETTINGS.agency).map(({ candidate }) => candidate.name)).toEqual([
      'North Desk',
    ]);
  });

  it('that rank equal stand by reputation, then by name', () => {
    const same = [
      { name: 'B', fee_pct: 10, success_rate_pct: 50, reputation: 3, min_amount: '0' },
      { name: 'A', fee_pct: 10, success_rate_pct: 50, reputation: 3, min_amount: '0' },
      { name: 'C', fee_pct: 10, success_rate_pct: 50, reputation: 5, min_amount: '0' },
    ];
    const unweighted = { ...SETTINGS.agency, reputation_weight_pct: 0, candidates: same };
    expect(compareAgencies(new Decimal(100), unweighted).map(({ candidate }) => candidate.name)).toEqual([
      'C',
      'A',
      'B',
    ]);
  });
});

describe('a suit', () => {
  it('is worth claim × odds × recoverable share less its costs', () => {
    const action = legalAction(new Decimal(20_000), SETTINGS.legal);
    // 20,000 × 70 % × 50 % = 7,000; court 600, lawyer 1,600, fixed 500: 4,300.
    expect(action.recovered.toFixed()).toBe('7000');
    expect(action.expected.toFixed()).toBe('4300');
  });

  it('is worth more with better odds, and never more than the claim', () => {
    const pct = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), pct, pct, (minor, a, b) => {
        const claim = new Decimal(minor).div(100);
        const at = (odds_pct: number) => legalAction(claim, { ...SETTINGS.legal, odds_pct }).expected;
        expect(at(Math.max(a, b)).gte(at(Math.min(a, b)))).toBe(true);
        expect(at(100).lte(claim)).toBe(true);
      }),
    );
  });

  it('runs out so many years after the due date of the oldest, to the day', () => {
    const settings = { limitation_years: 3, limitation_near_days: 180 };
    expect(limitationOf(0, '2025-09', settings)).toEqual({ date: '2028-09-30', daysLeft: 1096, state: 'far' });
    expect(limitationOf(1000, '2025-09', settings)).toMatchObject({ state: 'near' });
    expect(limitationOf(1097, '2025-09', settings)).toEqual({ date: '2025-09-29', daysLeft: -1, state: 'over' });
    expect(limitationOf(null, '2025-09', settings)).toBeNull();
    // Due on the 29th of February: there is none three years later.
    const days = (Date.parse('2025-09-30') - Date.parse('2024-02-29')) / 86_400_000;
    expect(limitationOf(days, '2025-09', settings)?.date).toBe('2027-02-28');
  });
});

describe('a receivable that calls and letters did not bring in', () => {
  it('goes where most is expected to come back', () => {
    const found = escalate(facts(), '2025-09', SETTINGS);
    expect([found.recommendation, found.reason, found.expected?.toFixed()]).toEqual(['agency', 'agency_best', '9600']);
    const poor = {
      ...SETTINGS,
      agency: { ...SETTINGS.agency, candidates: [{ ...CANDIDATES[0], success_rate_pct: 10 }] },
    };
    const suit = escalate(facts(), '2025-09', poor as EscalationSettings);
    expect([suit.recommendation, suit.expected?.toFixed()]).toEqual(['legal', '4300']);
  });

  it('is given up where both are worth less than what that saves', () => {
    const dear = {
      ...SETTINGS,
      agency: { ...SETTINGS.agency, candidates: [] },
      legal: { ...SETTINGS.legal, odds_pct: 10 },
      write_off: { tax_shield_pct: 20 },
    };
    const found = escalate(facts(), '2025-09', dear);
    expect([found.recommendation, found.reason, found.expected?.toFixed()]).toEqual([
      'write_off',
      'write_off_best',
      '4000',
    ]);
  });

  it('is not given up for the tax alone: what an agency or a court leaves can still be written off', () => {
    const half = {
      ...SETTINGS,
      agency: {
        ...SETTINGS.agency,
        candidates: [{ name: 'N', fee_pct: 25, success_rate_pct: 30, reputation: 5, min_amount: '0' }],
      },
      write_off: { tax_shield_pct: 25 },
    };
    const found = escalate(facts({ claim: new Decimal(100_000), oldestDays: 100 }), '2025-09', half);
    // 30,000 − 7,500 = 22,500; 70,000 × 25 % = 17,500: 40,000 against 25,000.
    expect([found.recommendation, found.expected?.toFixed(), found.writeOff.toFixed()]).toEqual([
      'agency',
      '40000',
      '25000',
    ]);
    const suit = escalate(facts({ claim: new Decimal(100_000), disputed: true }), '2025-09', half);
    // 35,000 − 3,000 − 8,000 − 500 = 23,500; 65,000 × 25 % = 16,250.
    expect([suit.recommendation, suit.expected?.toFixed()]).toEqual(['legal', '39750']);
  });

  it('is for counsel, and not for the court, once its limitation period is over', () => {
    const found = escalate(facts({ oldestDays: 1500, disputed: true }), '2025-09', SETTINGS);
    expect([found.legal.open, found.recommendation, found.reason, found.expected]).toEqual([
      false,
      'none',
      'time_barred',
      null,
    ]);
    // Nor would it go to court if time had not run out.
    const small = facts({ oldestDays: 1500, claim: new Decimal(500) });
    expect(escalate(small, '2025-09', SETTINGS).reason).toBe('gates_closed');
  });

  it.each([
    ['the amount', { claim: new Decimal('999.99') }],
    ['the age', { oldestDays: 89 }],
    ['months on the desk where no due dates are known', { oldestDays: null, monthsOnDesk: 2 }],
    ['a dispute', { disputed: true }],
    ['stages that are left', { stagesExhausted: false }],
    ['stages nobody knows', { stagesExhausted: null }],
  ])('stays on the desk for %s', (_, over) => {
    const found = escalate(facts(over), '2025-09', SETTINGS);
    expect(found.agency.open).toBe(false);
    expect(found.agency.checks.filter(({ met }) => met !== true)).toHaveLength(1);
  });

  it('may go to court while it is disputed, which is what courts are for', () => {
    const found = escalate(facts({ disputed: true }), '2025-09', SETTINGS);
    expect([found.agency.open, found.legal.open, found.recommendation]).toEqual([false, true, 'legal']);
  });

  it('is not compared where the settings name no agency, and that is said', () => {
    const found = escalate(facts({ claim: new Decimal(4_000) }), '2025-09', SHIPPED);
    expect([found.agency.open, found.legal.open]).toEqual([true, false]);
    expect([found.recommendation, found.reason, found.expected]).toEqual(['none', 'no_candidates', null]);
  });

  it('is never recommended a way that is worth less than another open one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 60 }),
        (minor, oldestDays, odds_pct, tax_shield_pct) => {
          const settings = { ...SETTINGS, legal: { ...SETTINGS.legal, odds_pct }, write_off: { tax_shield_pct } };
          const found = escalate(facts({ claim: new Decimal(minor).div(100), oldestDays }), '2025-09', settings);
          if (found.expected === null) return;
          if (found.legal.open) expect(found.expected.gte(found.legal.action.expected)).toBe(true);
          expect(found.expected.gte(found.writeOff)).toBe(true);
        },
      ),
    );
  });
});
