import { isOne, pValue, type Said, t } from '../phrase.ts';

function tasks(count: Said): string {
  return isOne(count) ? 'task' : 'tasks';
}

/** What became of the tasks, in sentences. */
export const deskReviewFindings = {
  'desk.tasks': (p: { standing: Said; untouched: Said; working: Said; waiting: Said; done: Said }) =>
    t`${p.standing} ${tasks(p.standing)} of earlier months stood at the start of this review: ${p.done} ended, ${p.waiting} now wait for a promise, a plan or a dispute, ${p.working} are in progress, and ${p.untouched} nobody has taken up.`,
  'desk.untouched': (p: { untouched: Said }) =>
    t`Of the tasks that still stand, ${p.untouched} ${isOne(p.untouched) ? 'bears' : 'bear'} no mark of anybody’s work. A review changes nothing; a call does.`,
  'desk.words': (p: {
    kept: Said;
    keptAmount: Said;
    broken: Said;
    brokenAmount: Said;
    pct: Said;
    low: Said;
    high: Said;
  }) =>
    t`Promises and instalments that came due: ${p.kept} kept, worth ${p.keptAmount}; ${p.broken} broken, worth ${p.brokenAmount}. That is ${p.pct} kept (95 % interval ${p.low} to ${p.high}).`,
  'desk.words_count': (p: { kept: Said; broken: Said; pct: Said; low: Said; high: Said }) =>
    t`Promises and instalments that came due: ${p.kept} kept, ${p.broken} broken. That is ${p.pct} kept (95 % interval ${p.low} to ${p.high}).`,
  'desk.words_few': (p: { kept: Said; keptAmount: Said; broken: Said; brokenAmount: Said }) =>
    t`Promises and instalments that came due: ${p.kept} kept, worth ${p.keptAmount}; ${p.broken} broken, worth ${p.brokenAmount}.`,
  'desk.words_few_count': (p: { kept: Said; broken: Said }) =>
    t`Promises and instalments that came due: ${p.kept} kept, ${p.broken} broken.`,
  'desk.open_words': (p: { count: Said; amount: Said }) =>
    t`${p.count} more, worth ${p.amount}, are still to come due.`,
  'desk.received': (p: { received: Said }) => t`Customers with a standing task paid ${p.received} in the month.`,
  'desk.disputes': (p: { count: Said; amount: Said }) =>
    t`${p.count} ${isOne(p.count) ? 'dispute holds' : 'disputes hold'} up ${p.amount}; it stays in every total.`,
  'desk.causes': (p: { difficulty: Said; forgotten: Said; disputed: Said; error: Said; other: Said }) =>
    t`Causes that people wrote down: financial difficulty ${p.difficulty}, forgotten ${p.forgotten}, disputed ${p.disputed}, error in the account ${p.error}, other ${p.other}.`,
  'desk.treatment_few': (p: { strategy: string; treated: Said; worked: Said; untreated: Said; others: Said }) =>
    t`${p.strategy}: ${p.treated} of the ${p.worked} worked on are cured, ${p.untreated} of the ${p.others} nobody worked on. Too few to compare.`,
  'desk.treatment': (p: { strategy: string; treated: Said; worked: Said; untreated: Said; others: Said; p: Said }) =>
    t`${p.strategy}: ${p.treated} of the ${p.worked} worked on are cured, against ${p.untreated} of the ${p.others} nobody worked on (${pValue(p.p)}). This is observed, not tried out: people choose whom they call.`,
};

/** Words of the tables of the desk's review. */
export const deskReview = {
  indicators: 'Core indicators, beside last month and last year',
  decisions: 'What became of last month’s three decisions',
  columns: {
    indicator: 'Indicator',
    now: 'Now',
    last_month: 'Last month',
    last_year: 'A year ago',
    decision: 'Decision',
    before: 'Then',
    target: 'Target',
    days: 'Days to cure',
  },
  of: (p: { part: string; all: string }) => `${p.part} of ${p.all}`,
  topics: { exposure: 'Exposure', collection: 'Collection', concentration: 'Concentration' },
};
