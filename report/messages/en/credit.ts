import { isOne, type Said, t } from '../phrase.ts';

/** Words of the credit policy's and the escalation's tables. */
export const credit = {
  captions: {
    limits: 'What is owed against the limit, who is over it first',
    first_limits: 'First limits proposed, the largest balances first',
    overridden: 'Proposals that a person declined',
    new_customers: 'Terms of new customers, by points',
    steps: 'Recommended steps with their arithmetic',
    gates: 'How many tasks meet each condition',
    assumptions: 'What the arithmetic of a suit rests on',
  },
  columns: {
    owed: 'Owed',
    limit: 'Limit',
    used: 'Used',
    held: 'Held by',
    proposed: 'Proposed limit',
    change: 'Change',
    why: 'Why',
    next_review: 'Next review',
    declined_by: 'Declined by',
    declined_on: 'On',
    said: 'What was said',
    points_from: 'Points from',
    months: 'Limit, months of purchases',
    terms: 'Days to pay',
    prepayment: 'Paid in advance',
    claim: 'Claim',
    way: 'Step',
    by_agency: 'By the agency',
    by_court: 'In court',
    given_up: 'Given up',
    worth: 'Expected',
    decision: 'Decision',
    condition: 'Condition',
    for_agency: 'For an agency',
    for_court: 'For the court',
    assumption: 'Assumption',
    value: 'Value',
  },
  assumptions: {
    odds_pct: 'Chance of winning',
    recoverable_pct: 'Of what is won, part that is paid',
    court_pct: 'Court, of the claim',
    lawyer_pct: 'Lawyer, of the claim',
    fixed_cost: 'Fixed costs',
    limitation_years: 'Limitation period, years from the due date',
    tax_shield_pct: 'Tax saved where a claim is given up',
    reputation_weight_pct: 'Taken off an agency’s rank for each point of reputation below five',
  },
  notes: {
    limits:
      'The change is the sum of two steps, by risk score and by payment rate, and never more than the caps. For customers with a task a person approves it there; the other changes credit control enters in the books. Until then the present limit and its hold stand, whatever is proposed. credit_limits.csv has everybody.',
    new_customers:
      'Points are the weighted shares of credit score, years in business, stability and references; an input that is not given counts nothing. duewatch assess judges applicants by these rules.',
    steps:
      'By the agency: claim × success rate × (1 − fee). In court: claim × chance of winning × part that is paid, less court, lawyer and fixed costs. What follows the last + is tax saved on the part not recovered, which can still be written off. Each step waits for a person’s decision.',
    assumptions:
      'These are the company’s own assumptions from the settings, not measured from the books. The limitation period, and what stops or renews it, is for counsel.',
  },
};

/** Dictionaries of the credit policy and the escalation. */
export const creditTerms = {
  holds: { freeze: 'freeze of the score band', over_limit: 'limit used up', prepay: 'part prepayment', none: '–' },
  credit_reasons: {
    risk_score_good: 'low risk score',
    risk_score_bad: 'high risk score',
    pays_well: 'pays what is due',
    pays_badly: 'pays too little of what is due',
    capped_up: 'held at the upper cap',
    capped_down: 'held at the lower cap',
    overdue_no_rise: 'no rise while invoices are long overdue',
    little_used_no_rise: 'no rise while the limit is hardly used',
    nothing_known: 'neither score nor payments known',
    first_limit: 'first limit, from purchases',
    steady: 'stays',
  },
  escalation_ways: { agency: 'Agency', legal: 'Legal action', write_off: 'Write off', none: 'Stay on the desk' },
  escalation_checks: {
    amount: 'large enough',
    age: 'old enough',
    dispute_free: 'not disputed',
    stages_exhausted: 'plan of collection at its end',
  },
  escalation_reasons: {
    gates_closed: 'not every condition is met',
    agency_best: 'the agency is expected to bring most',
    legal_best: 'a suit is expected to bring most',
    write_off_best: 'neither brings more than giving it up',
    no_candidates: 'no candidates in the settings',
    time_barred: 'time-barred: for counsel',
    not_decided_in_time: 'nobody decided in time',
    already_decided: 'a person has decided on this step',
    waiting_for_decision: 'waits for a person’s decision',
  },
  approval_states: {
    ask: 'asked for now',
    waiting: 'waits',
    approved: 'approved',
    timed_out: 'nobody decided in time',
    declined_lately: 'declined lately',
    not_asked: 'for the finance director',
  },
};

/** Sentences of the credit policy and the escalation. */
export const creditFindings = {
  'credit.over': (p: { count: Said; amount: Said; limits: Said; use: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'customer owes' : 'customers owe'} more than the limit, ${p.amount} in all. Limits of ${p.limits} are used to ${p.use}.`,
  'credit.within': (p: { limits: Said; use: Said }) =>
    t`Nobody owes more than the limit. Limits of ${p.limits} are used to ${p.use}.`,
  'credit.no_limits': (p: { why: string; count: Said; exposure: Said }) =>
    t`No limit could be checked: ${p.why}. ${p.count} high-risk customers owe ${p.exposure} without one.`,
  'credit.without': (p: { count: Said; exposure: Said }) =>
    t`${p.count} high-risk ${isOne(p.count) ? 'customer has' : 'customers have'} no limit and ${isOne(p.count) ? 'owes' : 'owe'} ${p.exposure}.`,
  'credit.holds': (p: { freeze: Said; over: Said; prepay: Said }) =>
    t`Held: ${p.freeze} by a freeze, ${p.over} until they owe less than their limit; ${p.prepay} more pay part of each order in advance.`,
  'credit.holds_no_limits': (p: { freeze: Said; prepay: Said }) =>
    t`Held: ${p.freeze} by a freeze; ${p.prepay} more pay part of each order in advance.`,
  'credit.conflict': (p: { count: Said; role: string }) =>
    t`${p.count} frozen ${isOne(p.count) ? 'customer is' : 'customers are'} also to be kept (strategic retention). The freeze governs supply: against cash only, until the ${p.role.toLowerCase()} has it lifted in writing. The strategy governs the talk meanwhile.`,
  'credit.proposals': (p: { down: Said; cut: Said; up: Said; rise: Said; steady: Said }) =>
    t`At this quarter’s review ${p.down} limits should fall by ${p.cut} in all, ${p.up} may rise by ${p.rise}, ${p.steady} stay.`,
  'credit.caps': (p: { up: Said; down: Said; capped: Said }) =>
    t`No limit moves by more than +${p.up} or −${p.down} at a review; ${p.capped} would have moved further.`,
  'credit.first': (p: { count: Said }) =>
    t`${p.count} first ${isOne(p.count) ? 'limit is' : 'limits are'} proposed for customers who have none and are neither frozen nor prepay.`,
  'credit.between': (p: { month: string }) => t`Limits are next looked at with the review of ${p.month}.`,
  'credit.next_reviews': (p: { count: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'customer is' : 'customers are'} looked at again within a month.`,
  'credit.overridden': (p: { count: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'proposal was' : 'proposals were'} declined by a person, so the limit stands: who and why is in the table.`,
  'credit.late_interest': (p: { rate: Said; amount: Said }) =>
    t`At ${p.rate} a year, simple interest on what is overdue comes to ${p.amount} today. What of it may be claimed, contracts and law decide.`,
  'credit.no_late_interest': (p: { why: string }) => t`Late interest was not computed: ${p.why}.`,
  'escalation.agency': (p: { count: Said; claim: Said; expected: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'receivable' : 'receivables'} of ${p.claim} should go to an agency, which is expected to bring in ${p.expected} after its fee.`,
  'escalation.legal': (p: { count: Said; claim: Said; expected: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'claim' : 'claims'} of ${p.claim} should go to court, with an expected ${p.expected} after costs.`,
  'escalation.write_off': (p: { count: Said; claim: Said }) =>
    t`For ${p.count} ${isOne(p.count) ? 'receivable' : 'receivables'} of ${p.claim} no open way brings more than giving it up.`,
  'escalation.none': (p: { tasks: Said }) =>
    t`None of the ${p.tasks} standing tasks is ripe for an agency or the court.`,
  'escalation.gates': (p: { amount: Said; age: Said; free: Said; stages: Said }) =>
    t`For an agency, ${p.amount} are large enough, ${p.age} old enough, ${p.free} not disputed, and for ${p.stages} the plan of collection is at its end; all four must hold.`,
  'escalation.gates_desk': (p: { amount: Said; age: Said; free: Said; why: string }) =>
    t`For an agency, ${p.amount} are large enough and ${p.free} not disputed. The data hold no due dates, so age is judged by months on the desk: ${p.age} are old enough. Whether the plan of collection is at its end was not judged: ${p.why}. All four must hold.`,
  'escalation.no_candidates': (p: { why: string }) => t`Agencies were not compared: ${p.why}.`,
  'escalation.limitation': (p: { near: Said; over: Said }) =>
    t`${p.near} claims run out soon and ${p.over} have probably run out: counsel should look at them first.`,
  'escalation.approvals': (p: { asked: Said; waiting: Said; approved: Said; declined: Said }) =>
    t`A person decides on every step: ${p.asked} asked for now, ${p.waiting} waiting, ${p.approved} approved and ${p.declined} declined so far.`,
};

/** What the figures are called. */
export const creditNames = {
  'credit.customers.count': 'Customers the credit review looks at',
  'credit.limits.count': 'Customers with a credit limit',
  'credit.limits.total': 'Credit limits',
  'credit.limits.exposure': 'Owed by customers with a limit',
  'credit.limits.use_pct': 'Use of credit limits',
  'credit.limits.due': 'Limits are looked at this month',
  'credit.limits.next_month': 'Next month in which limits are looked at',
  'credit.over_limit.count': 'Customers over their limit',
  'credit.over_limit.amount': 'Owed above the limits',
  'credit.no_limit.count': 'High-risk customers without a limit',
  'credit.no_limit.exposure': 'Owed by high-risk customers without a limit',
  'credit.hold.freeze.count': 'Customers frozen',
  'credit.hold.freeze.exposure': 'Owed by frozen customers',
  'credit.hold.over_limit.count': 'Customers held by a used-up limit',
  'credit.hold.over_limit.exposure': 'Owed by customers held by a used-up limit',
  'credit.hold.prepay.count': 'Customers who pay in advance',
  'credit.hold.prepay.exposure': 'Owed by customers who pay in advance',
  'credit.freeze_against_retention.count': 'Frozen customers that are to be kept',
  'credit.review.next_month.count': 'Customers looked at again within a month',
  'credit.overridden.count': 'Limit proposals declined by a person',
  'credit.overridden': 'Limit proposals declined by a person, listed',
  'credit.proposals.up.count': 'Limits that may rise',
  'credit.proposals.up.amount': 'Sum of the proposed rises',
  'credit.proposals.down.count': 'Limits that should fall',
  'credit.proposals.down.amount': 'Sum of the proposed cuts',
  'credit.proposals.steady.count': 'Limits that stay',
  'credit.proposals.capped.count': 'Proposals held at a cap',
  'credit.proposals.first.count': 'First limits proposed',
  'credit.largest': 'Exposure against limits',
  'credit.late_interest': 'Late interest on what is overdue',
  'escalation.tasks.count': 'Tasks looked at for escalation',
  'escalation.claim': 'Claims of these tasks',
  'escalation.agency.candidates.count': 'Agencies in the settings',
  'escalation.agency.open.count': 'Tasks that meet every condition for an agency',
  'escalation.legal.open.count': 'Tasks that meet every condition for the court',
  'escalation.agency.recommended.count': 'Agency recommended',
  'escalation.agency.recommended.claim': 'Claims recommended for an agency',
  'escalation.agency.recommended.expected': 'Expected from agencies, after fees',
  'escalation.legal.recommended.count': 'Legal action recommended',
  'escalation.legal.recommended.claim': 'Claims recommended for the court',
  'escalation.legal.recommended.expected': 'Expected from court, after costs',
  'escalation.write_off.recommended.count': 'Write-off worth no less',
  'escalation.write_off.recommended.claim': 'Claims for which giving up is worth no less',
  'escalation.write_off.recommended.expected': 'Tax saved by giving these up',
  'escalation.limitation.near.count': 'Claims that run out soon',
  'escalation.limitation.over.count': 'Claims that have probably run out',
  'escalation.asked.count': 'Steps asked for now',
  'escalation.waiting.count': 'Steps that wait for a decision',
  'escalation.approved.count': 'Steps approved',
  'escalation.declined.count': 'Steps declined',
  'escalation.largest': 'Recommended steps',
  'escalation.agency.check.amount.count': 'Agency: tasks large enough',
  'escalation.agency.check.age.count': 'Agency: tasks old enough',
  'escalation.agency.check.dispute_free.count': 'Agency: tasks not disputed',
  'escalation.agency.check.stages_exhausted.count': 'Agency: tasks through the plan of collection',
  'escalation.legal.check.amount.count': 'Court: tasks large enough',
  'escalation.legal.check.age.count': 'Court: tasks old enough',
  'escalation.legal.check.dispute_free.count': 'Court: tasks not disputed, where that is asked',
  'escalation.legal.check.stages_exhausted.count': 'Court: tasks through the plan of collection',
};
