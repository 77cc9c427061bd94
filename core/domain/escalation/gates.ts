import type { GateCheck } from '../../contracts/escalation.ts';
import type { Decimal } from '../decimal.ts';
import type { EscalationSettings } from './settings.ts';

/** What a gate looks at. */
export interface GateFacts {
  readonly claim: Decimal;
  /** Days overdue of the oldest invoice; null where the books know no due dates. */
  readonly oldestDays: number | null;
  readonly monthsOnDesk: number;
  readonly disputed: boolean;
  /** Whether the plan of collection has come to its end; null where that is not known. */
  readonly stagesExhausted: boolean | null;
}

type Gate = Pick<
  EscalationSettings['agency'],
  'amount_from' | 'days_overdue_from' | 'months_on_desk_from' | 'dispute_free' | 'stages_exhausted'
>;

/** The conditions of a gate that the settings ask for, each with what was met. A condition that is not known is not met. */
export function gateChecks(facts: GateFacts, gate: Gate): GateCheck[] {
  const age =
    facts.oldestDays === null
      ? { value: facts.monthsOnDesk, needed: gate.months_on_desk_from, unit: 'months' as const }
      : { value: facts.oldestDays, needed: gate.days_overdue_from, unit: 'days' as const };
  const checks: GateCheck[] = [
    {
      check: 'amount',
      met: facts.claim.gte(gate.amount_from) && facts.claim.gt(0),
      value: facts.claim.toFixed(),
      needed: gate.amount_from,
      unit: 'money',
    },
    { check: 'age', met: age.value >= age.needed, ...age },
  ];
  if (gate.dispute_free)
    checks.push({ check: 'dispute_free', met: !facts.disputed, value: !facts.disputed, needed: true, unit: 'flag' });
  if (gate.stages_exhausted)
    checks.push({
      check: 'stages_exhausted',
      met: facts.stagesExhausted,
      value: facts.stagesExhausted,
      needed: true,
      unit: 'flag',
    });
  return checks;
}

/** A gate is open where every condition is known to be met. */
export function isOpen(checks: readonly GateCheck[]): boolean {
  return checks.every(({ met }) => met === true);
}

/** An amount as a share. */
export function shareOf(amount: Decimal, pct: number): Decimal {
  return amount.times(pct).div(100);
}
