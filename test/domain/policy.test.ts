import { describe, expect, it } from 'vitest';
import { POLICY_OWNER, policyDue, policyOf, worstPolicy } from '../../core/domain/policy.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

const rules = SHIPPED_RULES;
const withWorst = (ge70: typeof rules.policy.ge70) => ({ policy: { ...rules.policy, ge70 } });

describe('the credit policy of a band', () => {
  it('is the one the rules name, and none without a score', () => {
    expect(policyOf('ge70', rules.policy)).toBe(rules.policy.ge70);
    expect(policyOf('lt50', rules.policy)).toBe(rules.policy.lt50);
    expect(policyOf(null, rules.policy)).toBeNull();
  });

  it('of the worst band is applied by credit control, unless it is what everybody gets', () => {
    expect(POLICY_OWNER).toBe('credit_controller');
    expect(worstPolicy(withWorst('freeze'))).toBe('freeze');
    expect(worstPolicy(withWorst('reminders'))).toBeNull();
  });

  it('is due with the first tasks: the shortest time of all tiers, from the end of the month', () => {
    const [first, ...others] = Object.keys(rules.tiers.due_in_days);
    const due = Object.fromEntries([[first, 9], ...others.map((tier, index) => [tier, 12 + index])]);
    const tiers = { ...rules.tiers, due_in_days: { ...rules.tiers.due_in_days, ...due } };
    expect(policyDue({ tiers }, '2024-02')).toBe('2024-03-09');
  });
});
