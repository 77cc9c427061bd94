import { isOne, type Said, t } from '../phrase.ts';

/** Words of the collection plan's tables. */
export const plan = {
  captions: {
    stages: 'Customers by stage and strategy, and the usual step of each stage',
    steps: 'Next steps: broken promises first, then the largest overdue amounts',
    rests: 'Why chasing rests',
    channels: 'Next steps by channel',
    owners: 'Who acts next',
    measures: 'Measures asked for',
    evaluation: 'What became of customers reached in the month',
  },
  columns: {
    stage: 'Stage',
    customers: 'Customers',
    overdue: 'Overdue',
    step: 'Step',
    customer: 'Customer',
    days: 'Days overdue',
    by: 'By',
    owner: 'Owner',
    due: 'Due',
    measures: 'Measures',
    why: 'Why',
    channel: 'Channel',
    who: 'Who',
    next_steps: 'Next steps',
    measure: 'Measure',
    reached: 'Reached',
    paid: 'Paid something',
    share: 'Share',
    low: 'At least',
    high: 'At most',
    settled: 'Owe nothing now',
  },
  notes: {
    stages:
      'The stage is the step of dunning that comes next: by the age of the oldest overdue invoice that is not contested, but never more than one beyond the last step that reached the customer, so that an old debt may still stand at an early stage. The usual steps are those of the settings; strategy or cause may turn one into a visit or a call. collection_plan.csv has everybody.',
    steps:
      'letters.ndjson holds a text for every customer in the plan, for a call or a visit too; all that is open is in one text.',
    evaluation:
      'Each customer counts at the last stage that reached it. Observational: nobody was left out at random, so the share is not what the stage caused. The interval is Wilson’s at 95 %.',
  },
  step: (p: { channel: string; template: string; owner: string }) => `${p.channel}, ${p.template} (${p.owner})`,
  broken: 'broken promise',
};

/** Dictionaries of the collection plan. */
export const planTerms = {
  plan_stages: {
    before_due: 'Before it is due',
    '1_30': 'Stage 1, from day 1',
    '31_60': 'Stage 2, from day 31',
    '61_90': 'Stage 3, from day 61',
    over_90: 'Stage 4, from day 91',
  },
  plan_groups: { none: 'In no tier' },
  plan_channels: { mail: 'mail', phone: 'telephone', letter: 'letter', visit: 'visit' },
  plan_templates: {
    notice: 'notice ahead of time',
    friendly: 'friendly reminder',
    reminder: 'reminder',
    demand: 'demand',
    final: 'last demand',
  },
  plan_pauses: {
    disputed: 'a dispute is not settled',
    promise_open: 'a promise is not due yet',
    plan_running: 'instalments are paid as agreed',
    money_on_account: 'money on account covers what is overdue',
    handed_over: 'with an agency, in court or written off, or approved for an agency or the court',
  },
  plan_measures: {
    payment_plan: 'payment plan',
    temporary_extension: 'temporary extension',
    prepayment: 'prepayment',
    service_limits: 'limited service',
    credit_freeze: 'credit freeze',
    insurance_notice: 'notice to the credit insurer',
  },
  plan_segments: {
    plan: 'Collection plan',
    stage: 'Stage',
    paused: 'Chasing rests',
    channel: 'Next steps by',
    owner: 'Next steps of',
    measure: 'Measure',
    letters: 'Texts',
    not_drafted: 'not drafted',
    beyond_limit: 'beyond the number of texts',
    nothing_due: 'nothing is due',
    promises: 'Promises',
    within: 'within what the customer pays',
    stretch: 'a stretch for the customer',
    beyond: 'beyond what the customer pays',
    pays_nothing: 'of customers that pay nothing',
    instalments: 'Instalment agreements',
    running: 'running',
    kept: 'kept',
    broken: 'broken',
    cancelled: 'cancelled',
    evaluation: 'Reached in the month',
    contacted: 'customers',
    paid: 'paid something',
    settled: 'owe nothing at its end',
    paid_pct: 'share that paid something',
    paid_low_pct: 'share that paid something, at least',
    paid_high_pct: 'share that paid something, at most',
  },
};

/** Sentences of the collection plan. */
export const planFindings = {
  'plan.unknown': (p: { why: string }) => t`There is no staged plan: ${p.why}.`,
  'plan.nothing': () => t`Nothing is overdue or about to be due: nobody has to be written to.`,
  'plan.steps': (p: { mail: Said; phone: Said; letter: Said; visit: Said }) =>
    t`The next steps: ${p.mail} by mail, ${p.phone} by telephone, ${p.letter} by letter, ${p.visit} by visit.`,
  'plan.late': (p: { count: Said; amount: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'customer is' : 'customers are'} at the last two stages, with ${p.amount} overdue.`,
  'plan.paused': (p: { count: Said; amount: Said; reasons: string }) =>
    t`Chasing rests for ${p.count} ${isOne(p.count) ? 'customer' : 'customers'} with ${p.amount} overdue: ${p.reasons}. The amounts stay in every total.`,
  'plan.broken': (p: { count: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'customer has' : 'customers have'} broken a promise or an instalment: they come first.`,
  'plan.held_back': (p: { count: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'customer is' : 'customers are'} old enough for a later stage but ${isOne(p.count) ? 'stays' : 'stay'} back, because the step before is not recorded as having arrived.`,
  'plan.exhausted': (p: { count: Said }) =>
    t`For ${p.count} ${isOne(p.count) ? 'customer' : 'customers'} all stages are through: an agency or the court is next.`,
  'plan.letters': (p: { count: Said; send: Said }) =>
    t`Texts are drafted for ${p.count} customers, for calls and visits as a guide to the talk; each has all that is open. The rules let ${p.send} leave by themselves.`,
  'plan.beyond': (p: { count: Said }) =>
    t`${p.count} further customers have something overdue or about to be due beyond the number of texts a month: they are counted and not planned.`,
  'plan.not_believed': (p: { count: Said }) =>
    t`${p.count} open ${isOne(p.count) ? 'promise asks' : 'promises ask'} for more than the customer has ever shown it can pay: ask for dates that it can keep.`,
  'plan.no_evaluation': (p: { why: string }) => t`What the stages bring in is not known: ${p.why}.`,
};

/** What the figures are called; the others by the words of their id. */
export const planNames = {
  'plan.customers.count': 'Customers in the collection plan',
  'plan.customers.beyond_limit.count': 'Customers beyond the number of texts',
  'plan.paused.count': 'Customers for whom chasing rests',
  'plan.paused.overdue': 'Overdue where chasing rests',
  'plan.held_back.count': 'Customers held back until a step has arrived',
  'plan.again.count': 'Steps tried before that did not arrive',
  'plan.broken_word.count': 'Customers with a broken promise or instalment',
  'plan.exhausted.count': 'Customers for whom all stages are through',
  'plan.letters.drafted.count': 'Texts drafted, calls and visits included',
  'plan.letters.to_send.count': 'Texts that may leave by themselves',
  'plan.late.count': 'Customers at the last two stages',
  'plan.late.overdue': 'Overdue at the last two stages',
  'plan.promises.unlikely.count': 'Open promises that the customer has not shown it can pay',
  'plan.steps': 'Next steps of the collection plan',
};
