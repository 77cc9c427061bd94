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
  /** What the recommended way is expected to bring; null without one. */
  readonly expected: Decimal | null;
}

/**
 * What to do with a receivable that calls and letters did not bring in: an agency, the court, or giving it up, whichever is expected to
 * bring most. An agency or a suit is only weighed where its gate is open; giving up is only named beside one that was weighed. Equal
 * values: the agency before the court, because it costs nothing where it fails.
 */
export function escalate(facts: GateFacts, period: string, settings: EscalationSettings): Escalation {
  const agencyChecks = gateChecks(facts, settings.agency);
  const legalChecks = gateChecks(facts, settings.legal);
  const offers = compareAgencies(facts.claim, settings.agency);
  const action = legalAction(facts.claim, settings.legal);
  const writeOff = shareOf(facts.claim, settings.write_off.tax_shield_pct);
  const agency = { open: isOpen(agencyChecks), checks: agencyChecks, offers };
  const legal = {
    open: isOpen(legalChecks),
    checks: legalChecks,
    action,
    limitation: limitationOf(facts.oldestDays, period, settings.legal),
  };
  return { facts, agency, legal, writeOff, ...chosen(agency, legal, writeOff) };
}

function chosen(
  agency: Escalation['agency'],
  legal: Escalation['legal'],
  writeOff: Decimal,
): Pick<Escalation, 'recommendation' | 'reason' | 'expected'> {
  const offer = agency.open ? agency.offers[0] : undefined;
  const suit = legal.open ? legal.action : undefined;
  if (offer === undefined && suit === undefined)
    return { recommendation: 'none', reason: agency.open ? 'no_candidates' : 'gates_closed', expected: null };
  if (offer?.net.gt(writeOff) && (suit === undefined || offer.net.gte(suit.expected)))
    return { recommendation: 'agency', reason: 'agency_best', expected: offer.net };
  if (suit?.expected.gt(writeOff)) return { recommendation: 'legal', reason: 'legal_best', expected: suit.expected };
  return { recommendation: 'write_off', reason: 'write_off_best', expected: writeOff };
}
