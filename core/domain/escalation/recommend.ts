import type { EscalationReason, GateCheck } from '../../contracts/escalation.ts';
import type { Decimal } from '../decimal.ts';
import { compareAgencies, type Offer } from './agencies.ts';
import { type GateFacts, gateChecks, isOpen, shareOf } from './gates.ts';
import { type LegalAction, type Limitation, legalAction, limitationOf } from './legal-action.ts';
import type { EscalationSettings } from './settings.ts';

/** The three ways, with their arithmetic, and the one that is worth most of those whose gate is open. */
export interface Escalation {
  readonly facts: GateFacts;
  readonly agency: { readonly open: boolean; readonly checks: readonly GateCheck[]; readonly offers: readonly Offer[] };
  readonly legal: {
    readonly open: boolean;
    readonly checks: readonly GateCheck[];
    readonly action: LegalAction;
    readonly limitation: Limitation | null;
  };
  /** claim × tax shield. */
  readonly writeOff: Decimal;
  readonly recommendation: 'none' | 'agency' | 'legal' | 'write_off';
  readonly reason: EscalationReason;
  /** What the recommended way is worth, tax saved on what it does not bring in counted; null without one. */
  readonly expected: Decimal | null;
}

/**
 * What to do with a receivable that calls and letters did not bring in: an agency, the court, or giving it up, whichever is expected to
 * bring most. What an agency or a court does not
 * recover can still be given up, so the tax saved on that rest counts for them. Either is only weighed where its gate is open, and no suit
 * whose limitation period has run out; giving up is only named beside one that was weighed. Equal
 * values: the agency before the court, because it costs nothing where it fails.
 */
export function escalate(facts: GateFacts, period: string, settings: EscalationSettings): Escalation {
  const agencyChecks = gateChecks(facts, settings.agency);
  const legalChecks = gateChecks(facts, settings.legal);
  const { tax_shield_pct } = settings.write_off;
  const offers = compareAgencies(facts.claim, settings.agency, tax_shield_pct);
  const action = legalAction(facts.claim, settings.legal, tax_shield_pct);
  const writeOff = shareOf(facts.claim, tax_shield_pct);
  const limitation = limitationOf(facts.oldestDays, period, settings.legal);
  const barred = limitation?.state === 'over';
  const agency = { open: isOpen(agencyChecks), checks: agencyChecks, offers };
  const legal = {
    open: isOpen(legalChecks) && !barred,
    checks: legalChecks,
    action,
    limitation,
  };
  return {
    facts,
    agency,
    legal,
    writeOff,
    ...chosen(agency, legal, { writeOff, barred: barred && isOpen(legalChecks) }),
  };
}

function chosen(
  agency: Escalation['agency'],
  legal: Escalation['legal'],
  { writeOff, barred }: { readonly writeOff: Decimal; readonly barred: boolean },
): Pick<Escalation, 'recommendation' | 'reason' | 'expected'> {
  const offer = agency.open ? agency.offers[0] : undefined;
  const suit = legal.open ? legal.action : undefined;
  if (offer === undefined && suit === undefined) {
    const reason = barred ? 'time_barred' : agency.open ? 'no_candidates' : 'gates_closed';
    return { recommendation: 'none', reason, expected: null };
  }
  if (offer?.worth.gt(writeOff) && (suit === undefined || offer.worth.gte(suit.worth)))
    return { recommendation: 'agency', reason: 'agency_best', expected: offer.worth };
  if (suit?.worth.gt(writeOff)) return { recommendation: 'legal', reason: 'legal_best', expected: suit.worth };
  return { recommendation: 'write_off', reason: 'write_off_best', expected: writeOff };
}
