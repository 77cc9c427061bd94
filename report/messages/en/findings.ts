import { isOne, pValue, type Said, t } from '../phrase.ts';
import { creditFindings } from './credit.ts';
import { deskReviewFindings } from './desk-review.ts';
import { planFindings } from './plan.ts';

const plural = (count: Said, one: string, many: string) => (isOne(count) ? one : many);

/** What must be known before any figure is read. */
const standing = {
  'standing.synthetic': () => t`Synthetic data: every customer and every amount here is made up.`,
  'standing.unreliable': (p: { reasons: string }) =>
    t`These figures are unreliable: ${p.reasons}. Put that right before acting on any of them.`,
  'standing.snapshot': (p: { taken: string; month: string }) =>
    t`Customers stand here as the export holds them, at the end of ${p.taken}: their balances, rates and scores are not those of ${p.month}, and neither is what the review says of them. Only what is told month by month is of ${p.month}.`,
  'standing.revision': (p: { revision: Said; month: string }) =>
    t`Revision ${p.revision} for ${p.month}. It replaces every earlier report of the month.`,
  'standing.not_computed': (p: { what: string; why: string }) => t`${p.what} was not computed: ${p.why}.`,
};

const selection = {
  'selection.group': (p: { count: Said; all: Said; owed: Said; share: Said }) =>
    t`${p.count} of ${p.all} rated customers ${plural(p.count, 'is', 'are')} high-risk and ${plural(p.count, 'owes', 'owe')} ${p.owed}: ${p.share} of what rated customers owe.`,
  'selection.group_one': (p: { owed: Said; share: Said; name: string }) =>
    t`One customer is high-risk, ${p.name}, and owes ${p.owed}: ${p.share} of what rated customers owe.`,
  'selection.group_unshared': (p: { count: Said; all: Said }) =>
    t`${p.count} of ${p.all} rated customers ${plural(p.count, 'is', 'are')} high-risk; what they owe is given per currency, because rates of exchange are missing.`,
  'selection.group_empty': (p: { all: Said }) => t`A good month: none of the ${p.all} rated customers is high-risk.`,
  'selection.unknown': (p: { why: string }) => t`How many customers are high-risk was not computed: ${p.why}.`,
  'selection.nobody_rated': () => t`No customer could be rated, so nobody could be selected.`,
  'selection.rule': (p: { rate: Said; amount: Said }) =>
    t`High-risk means a payment rate under ${p.rate} and more than ${p.amount} outstanding, both strictly.`,
  'selection.means': (p: { rate: Said; normalRate: Said }) =>
    t`On average the group has paid ${p.rate} of what was billed and due; the others ${p.normalRate}.`,
  'selection.not_rated': (p: { count: Said; owed: Said }) =>
    t`${p.count} ${plural(p.count, 'customer', 'customers')} owing ${p.owed} ${plural(p.count, 'has', 'have')} no payment rate yet and ${plural(p.count, 'is', 'are')} in neither group.`,
  'selection.not_rated_count': (p: { count: Said }) =>
    t`${p.count} ${plural(p.count, 'customer', 'customers')} ${plural(p.count, 'has', 'have')} no payment rate yet in any currency and ${plural(p.count, 'is', 'are')} in neither group.`,
  'selection.top_decile': (p: { owed: Said; share: Said }) =>
    t`The largest tenth of the group owes ${p.owed}, ${p.share} of its balance.`,
  'selection.sensitive': (p: { tight: Said; loose: Said; count: Said }) =>
    t`The group depends on where the line is drawn: ${p.tight} ${plural(p.tight, 'customer', 'customers')} one step tighter, ${p.count} at the rule, ${p.loose} one step looser. Read it as a work list, not as a verdict.`,
  'selection.steady': (p: { tight: Said; loose: Said; count: Said }) =>
    t`The group hardly depends on where the line is drawn: ${p.tight} ${plural(p.tight, 'customer', 'customers')} one step tighter, ${p.count} at the rule, ${p.loose} one step looser.`,
  'selection.empty_near': (p: { loose: Said }) => t`One step looser on both thresholds, ${p.loose} would be.`,
  'selection.empty_far': () => t`One step looser on both thresholds, still nobody would be.`,
  'selection.grew': (p: { count: Said; before: Said; owed: Said; owedBefore: Said }) =>
    t`The group grew from ${p.before} to ${p.count} customers, and what it owes went from ${p.owedBefore} to ${p.owed}.`,
  'selection.shrank': (p: { count: Said; before: Said; owed: Said; owedBefore: Said }) =>
    t`The group shrank from ${p.before} to ${p.count} customers, and what it owes went from ${p.owedBefore} to ${p.owed}.`,
  'selection.same_size': (p: { count: Said; owed: Said; owedBefore: Said }) =>
    t`The group still numbers ${p.count}; what it owes went from ${p.owedBefore} to ${p.owed}.`,
};

const score = {
  'score.spread': (p: { mean: Said; median: Said; min: Said; max: Said }) =>
    t`Scores run from ${p.min} to ${p.max}, with a mean of ${p.mean} and a median of ${p.median}; higher is worse.`,
  'score.worst_band': (p: { count: Said; owed: Said }) =>
    t`${p.count} ${plural(p.count, 'scores', 'score')} 70 or more and ${plural(p.count, 'owes', 'owe')} ${p.owed}.`,
  'score.no_worst': () => t`Nobody scores 70 or more.`,
  'score.one_band': (p: { count: Said; band: string }) =>
    t`${p.count} ${plural(p.count, 'falls', 'fall')} in one band (${p.band}), so the bands distinguish almost nobody; use the order of the scores instead.`,
  'score.robust': (p: { zscore: Said; percentile: Said; overlap: Said }) =>
    t`The order is robust: rank correlation ${p.zscore} when inputs are standardised and ${p.percentile} when they are ranked; ${p.overlap} of the worst tenth stays the same.`,
  'score.fragile': (p: { zscore: Said; percentile: Said; overlap: Said }) =>
    t`The order depends on how the inputs are scaled: rank correlation ${p.zscore} when standardised, ${p.percentile} when ranked; ${p.overlap} of the worst tenth stays the same. Trust the bands more than the places.`,
  'score.unscored': (p: { count: Said }) =>
    t`${p.count} ${plural(p.count, 'customer lacks', 'customers lack')} an input and ${plural(p.count, 'has', 'have')} no score; ${plural(p.count, 'it is', 'they are')} listed with the reason.`,
  'score.clamped': (p: { count: Said }) =>
    t`${p.count} ${plural(p.count, 'input was', 'inputs were')} outside the allowed range and taken at its edge.`,
};

const profit = {
  'profit.share_of_profit': (p: { share: Said; revenue: Said }) =>
    t`The group brings ${p.share} of gross profit on ${p.revenue} of revenue.`,
  'profit.better_than_revenue': () => t`It earns more than its share of revenue: these are customers worth keeping.`,
  'profit.same_as_revenue': () => t`It earns as much as its share of revenue.`,
  'profit.worse_than_revenue': () =>
    t`It earns less than its share of revenue: keeping every one of them at any price does not pay.`,
  'profit.share_of_loss': (p: { share: Said; all: Said; revenue: Said }) =>
    t`There is no profit to share: invoices lost ${p.all} in all, and the group accounts for ${p.share} of that loss on ${p.revenue} of revenue.`,
  'profit.mixed_sign': (p: { group: Said; all: Said }) =>
    t`Group and company have opposite signs (${p.group} of gross profit against ${p.all} in all), so no share can be given.`,
  'profit.no_group': (p: { all: Said }) =>
    t`Nobody is high-risk, so there is no share to weigh; all customers together brought ${p.all} of gross profit.`,
  'profit.not_available': (p: { why: string }) => t`What the group earns is not known: ${p.why}.`,
};

const trend = {
  'trend.streak': (p: { months: Said; start: Said; decline: Said; rate: Said }) =>
    t`The collection rate has fallen ${p.months} months in a row since ${p.start}, by ${p.decline} to ${p.rate}.`,
  'trend.fell_once': (p: { decline: Said; rate: Said }) =>
    t`The collection rate fell by ${p.decline} to ${p.rate} this month.`,
  'trend.rose': (p: { change: Said; rate: Said }) =>
    t`The collection rate rose by ${p.change} to ${p.rate} this month.`,
  'trend.held': (p: { rate: Said; mean: Said }) =>
    t`The collection rate did not fall this month: ${p.rate}, against a mean of ${p.mean}.`,
  'trend.single_month': (p: { rate: Said }) =>
    t`The export holds one month of collection rate, ${p.rate}: too little to speak of a trend.`,
  'trend.unknown': (p: { why: string }) => t`The collection rate of the month is not known: ${p.why}.`,
  'trend.falls': (p: { months: Said; sum: Said; change: Said }) =>
    t`It fell in ${p.months} ${plural(p.months, 'month', 'months')} of the window, ${p.sum} in all; last month against first it is ${p.change}.`,
  'trend.longest': (p: { months: Said; start: Said; end: Said; decline: Said }) =>
    t`The longest run of falls took ${p.months} ${plural(p.months, 'month', 'months')} (${p.start} to ${p.end}) and ${p.decline}.`,
  'trend.worst_month': (p: { month: Said; change: Said }) => t`The worst single month was ${p.month}: ${p.change}.`,
  'trend.no_fall': () => t`It did not fall in any month of the window.`,
  'trend.against_mean': (p: { rate: Said; mean: Said }) =>
    t`${p.rate} compares with a mean of ${p.mean} over the window.`,
};

const profile = {
  'profile.none_differ': () =>
    t`On length of relationship, number of invoices and average invoice no difference from the other customers shows: none of them picks out who will be high-risk.`,
  'profile.few': (p: { count: Said }) =>
    t`The group has ${p.count} ${plural(p.count, 'customer', 'customers')}: only a very large difference could show.`,
  'profile.no_comparison': (p: { why: string }) => t`There is nothing to compare: ${p.why}.`,
  'profile.no_difference': (p: { what: string; high: Said; normal: Said; p: Said }) =>
    t`${p.what}: no difference shows (median ${p.high} against ${p.normal}; ${pValue(p.p)}).`,
  'profile.larger': (p: { what: string; size: string; high: Said; normal: Said; delta: Said }) =>
    t`${p.what} (median ${p.high} against ${p.normal}); the difference is ${p.size}, Cliff’s delta ${p.delta}.`,
  'profile.smaller': (p: { what: string; size: string; high: Said; normal: Said; delta: Said }) =>
    t`${p.what} (median ${p.high} against ${p.normal}); the difference is ${p.size}, Cliff’s delta ${p.delta}.`,
  'profile.untested': (p: { what: string; why: string }) => t`${p.what}: not compared, because ${p.why}.`,
  'profile.tier_says_nothing': (p: { tier: string; high: Said; normal: Said }) =>
    t`The profitability tier distinguishes nobody: nearly everybody is “${p.tier}” (${p.high} of the group, ${p.normal} of the others).`,
  'profile.tier_related': (p: { v: Said; p: Said }) =>
    t`Profitability tier and risk go together (Cramér’s V ${p.v}, ${pValue(p.p)}).`,
  'profile.tier_unrelated': (p: { v: Said; p: Said }) =>
    t`No relation between profitability tier and risk shows (Cramér’s V ${p.v}, ${pValue(p.p)}).`,
  'profile.selected_by': () =>
    t`Payment rate and balance differ because the rule selects on them; that is not a finding.`,
};

const loss = {
  'loss.baseline': (p: { baseline: Said; stress: Said }) =>
    t`If the rate stays where it is, six months bring in ${p.baseline} less from all customers than the mean rate would; if it falls as far again, ${p.stress} less.`,
  'loss.no_baseline': (p: { stress: Said }) =>
    t`At the latest rate six months bring in no less from all customers than the mean rate would; if it falls as far again, ${p.stress} less.`,
  'loss.no_loss': () =>
    t`At the latest rate six months bring in no less than the mean rate would, and the rate is not falling.`,
  'loss.high_risk_part': (p: { baseline: Said; stress: Said }) =>
    t`The high-risk customers’ part of that is ${p.baseline} and ${p.stress}.`,
  'loss.worst_case': (p: { worst: Said }) =>
    t`If no high-risk customer paid anything more, ${p.worst} would be gone: the limit for that group, not a forecast. The amounts above are over all customers, so the two are not to be compared.`,
  'loss.expected': (p: { expected: Said; low: Said; high: Said }) =>
    t`The portfolio’s own roll rates point to a loss of ${p.expected} in six months, with one chance in ten each of less than ${p.low} or more than ${p.high}.`,
  'loss.check': (p: { month: string; open: Said; foretold: Said; happened: Said }) =>
    t`Six months ago, at the end of ${p.month}, the roll rates foretold that ${p.foretold} of ${p.open} would be over 90 days overdue by now; ${p.happened} came to be.`,
  'loss.check_unknown': (p: { why: string }) => t`No earlier forecast is held against what happened: ${p.why}.`,
  'loss.provision': (p: { provision: Said }) =>
    t`A provision by age (IFRS 9, simplified approach) comes to ${p.provision}, without a forward-looking adjustment.`,
  'loss.unknown': (p: { why: string }) => t`What six months may cost was not computed: ${p.why}.`,
  'loss.shortfall': (p: { shortfall: Said; net: Said }) =>
    t`Measured by the company’s own forecast (${p.net} net over six months), ${p.shortfall} is at risk.`,
  'loss.no_forecast': (p: { why: string }) => t`Nothing is set against the cash forecast: ${p.why}.`,
};

const tiers = {
  'tiers.retain': (p: { count: Said; owed: Said }) =>
    t`Retain ${p.count} high-profit ${plural(p.count, 'customer', 'customers')} owing ${p.owed}: repayment plans, agreed in person.`,
  'tiers.watch': (p: { count: Said; owed: Said }) =>
    t`Watch ${p.count} ${plural(p.count, 'customer', 'customers')} owing ${p.owed}: a statement every week, a call at the first missed date.`,
  'tiers.collect': (p: { count: Said; owed: Said }) =>
    t`Collect from ${p.count} ${plural(p.count, 'customer', 'customers')} owing ${p.owed}, highest score first.`,
  'tiers.retain_count': (p: { count: Said }) =>
    t`Retain ${p.count} high-profit ${plural(p.count, 'customer', 'customers')}: repayment plans, agreed in person.`,
  'tiers.watch_count': (p: { count: Said }) =>
    t`Watch ${p.count} ${plural(p.count, 'customer', 'customers')}: a statement every week, a call at the first missed date.`,
  'tiers.collect_count': (p: { count: Said }) =>
    t`Collect from ${p.count} ${plural(p.count, 'customer', 'customers')}, highest score first.`,
  'tiers.relative_axis': () =>
    t`Nearly everybody has the same profitability tier, so it distinguishes nobody; customers are placed by their margin inside the group instead, a third each.`,
  'tiers.no_axis': () =>
    t`Neither profitability tiers nor margins are known: everybody counts as low, and the strategy follows from that alone.`,
  'tiers.tier_axis': () => t`Profit is the tier the books give; risk is the score band.`,
  'tiers.unknown_tiers': (p: { names: string }) =>
    t`The rules do not know these tiers, so they count as low: ${p.names}.`,
  'tiers.all_one': (p: { strategy: string }) =>
    t`Every high-risk customer falls under one strategy, ${p.strategy}: the matrix separates nobody.`,
};

const warnings = {
  'warnings.count': (p: { count: Said; fresh: Said }) =>
    t`${p.count} ${plural(p.count, 'customer is', 'customers are')} on alert, ${p.fresh} of them new this month.`,
  'warnings.count_only': (p: { count: Said }) =>
    t`${p.count} ${plural(p.count, 'customer is', 'customers are')} on alert.`,
  'warnings.nobody': () => t`No customer is on alert.`,
  'warnings.unknown': (p: { why: string }) => t`Early warning was not computed: ${p.why}.`,
  'warnings.useful': (p: { auc: Said; low: Said; high: Said; lift: Said }) =>
    t`Tested on the past, the warning ranks well: AUC ${p.auc} (95 % interval ${p.low} to ${p.high}); the tenth with the highest scores had ${p.lift} times the usual rate of trouble.`,
  'warnings.no_better': (p: { auc: Said; low: Said; high: Said; simple: Said; lateness: Said }) =>
    t`Tested on the past, the warning (AUC ${p.auc}, ${p.low} to ${p.high}) does not beat the naive rules by more than its error: the overdue share reaches ${p.simple}, mean past lateness ${p.lateness}.`,
  'warnings.judged': (p: { months: Said; events: Said }) =>
    t`The test covers ${p.months} ${plural(p.months, 'month', 'months')} and ${p.events} ${plural(p.events, 'case', 'cases')} of trouble; the three latest months are left out, because their outcome is not known yet.`,
  'warnings.alerts': (p: { count: Said; precision: Said; covered: Said; money: Said; lead: Said }) =>
    t`Of ${p.count} alerts in those months ${p.precision} were followed by trouble; they covered ${p.covered} of the cases and ${p.money} of the money, and opened ${p.lead} days ahead in the median.`,
  'warnings.model_dynamic': () => t`The score goes by the points of the settings.`,
  'warnings.model_fitted': (p: { from: string; to: string; auc: Said; other: Said }) =>
    t`The score goes by the card learnt from ${p.from} to ${p.to}: on months it had not seen it did better (AUC ${p.auc}) than the points of the settings (${p.other}), by more than the error.`,
  'warnings.no_address': (p: { roles: string }) =>
    t`Nobody was written to at desks without an address in the settings: ${p.roles}. Their tasks are open all the same.`,
  'warnings.chance': (p: { auc: Said; low: Said; high: Said }) =>
    t`Tested on the past, the warning cannot be told from chance: AUC ${p.auc} (95 % interval ${p.low} to ${p.high}).`,
  'warnings.untested': (p: { why: string }) => t`How well the warning works could not be tested: ${p.why}.`,
};

const policy = {
  'policy.by_band': () => t`The score band governs supply, the strategy governs the talk.`,
  'policy.which': () =>
    t`From the band follow the terms on which new orders leave; from the strategy, who speaks to the customer, and how. A limit changes only by the credit review, once a person has approved it. The page and the workbook show both for each customer.`,
  'policy.band': (p: { count: Said; band: string; policy: string }) =>
    t`${p.count} scoring ${p.band}: ${p.policy.toLowerCase()}.`,
  'policy.nobody': () => t`Nobody’s credit terms change this month.`,
};

const monitor = {
  'monitor.targets': () => t`These indicators show whether the measures work; each has an owner and a date.`,
  'monitor.target': (p: { what: string; now: Said; target: Said; by: Said }) =>
    t`${p.what}: from ${p.now} to ${p.target} by ${p.by}.`,
};

const review = {
  'review.first': (p: { why: string }) => t`Last month’s measures cannot be judged yet: ${p.why}.`,
  'review.rebuilt': (p: { month: string }) =>
    t`No review of ${p.month} was published: its high-risk group is rebuilt from the books, with the strategies today’s rules would have chosen. Nobody may have followed them, so what follows shows how these customers fared, not what measures did.`,
  'review.moves': (p: { month: string; entered: Said; paid: Said; other: Said; stayed: Said }) =>
    t`Against ${p.month} ${p.entered} joined the group, ${p.paid} left it owing less, ${p.other} for other reasons, and ${p.stayed} stayed.`,
  'review.rate_up': (p: { change: Said }) => t`The collection rate is ${p.change} above last month’s.`,
  'review.rate_down': (p: { change: Said }) => t`The collection rate is ${p.change} below last month’s.`,
  'review.rate_same': () => t`The collection rate is where it was last month.`,
  'review.cured': (p: { strategy: string; cured: Said; customers: Said; low: Said; high: Said; recovered: Said }) =>
    t`${p.strategy}: ${p.cured} of ${p.customers} cured (95 % interval ${p.low} to ${p.high}), ${p.recovered} recovered.`,
  'review.cured_few': (p: { strategy: string; cured: Said; customers: Said; recovered: Said }) =>
    t`${p.strategy}: ${p.cured} of ${p.customers} cured, ${p.recovered} recovered; too few for a share.`,
  'review.cannot_tell': () =>
    t`The intervals overlap: the month does not show one strategy working better than another.`,
};

const overdue = {
  'overdue.total': (p: { amount: Said; invoices: Said; customers: Said }) =>
    t`${p.amount} is overdue, on ${p.invoices} ${plural(p.invoices, 'invoice', 'invoices')} of ${p.customers} ${plural(p.customers, 'customer', 'customers')}.`,
  'overdue.nothing': () => t`Nothing is overdue.`,
  'overdue.days': (p: { mean: Said; weighted: Said }) =>
    t`Overdue invoices are ${p.mean} days late on average, ${p.weighted} weighted by amount.`,
  'overdue.dso': (p: { dso: Said; best: Said; late: Said }) =>
    t`DSO is ${p.dso} days; ${p.best} would remain if everybody paid on time, so late payment costs ${p.late} days.`,
  'overdue.causes_inferred': (p: { recorded: Said }) =>
    t`Only ${p.recorded} of causes are recorded; the others are inferred, or not known. Record them when calling.`,
  'overdue.purpose': () =>
    t`Purpose: to show what is overdue and how old it is, to name the reason for each customer as far as it is known, and to settle who does what about it.`,
  'overdue.period': (p: { month: string; day: string }) =>
    t`Period: ${p.month}. Everything stands as it did on ${p.day}; what was invoiced or paid later is left out.`,
  'overdue.source': (p: { profile: string; files: Said; tables: string }) =>
    t`Data source: ${p.profile}; files read: ${p.files}; rows used: ${p.tables}.`,
  'overdue.cause_kinds': (p: { recorded: Said; inferred: Said; unknown: Said }) =>
    t`Of the customers with something overdue, the books record the cause for ${p.recorded}; for ${p.inferred} it was inferred by a rule, for ${p.unknown} it is not known. Each customer’s rule and evidence stand in the list.`,
  'overdue.main_cause': (p: { cause: string; share: Said; customers: Said }) =>
    t`The most frequent cause is “${p.cause}”: ${p.customers} ${plural(p.customers, 'customer', 'customers')}, ${p.share} of those with something overdue.`,
  'overdue.main_unknown': (p: { share: Said; customers: Said }) =>
    t`Most often the cause is not known: ${p.customers} ${plural(p.customers, 'customer', 'customers')}, ${p.share} of those with something overdue. Asking is the first measure.`,
  'overdue.listed': (p: { shown: Said; count: Said }) =>
    t`The list holds the ${p.shown} with the most overdue, of ${p.count}; the rows behind the figures hold all of them.`,
  'overdue.undecided': () =>
    t`What the data do not decide: they hold amounts and dates, but no contracts, securities, assets of the debtor, limitation periods or fees. Whether an agency or a court is worth it is decided by the finance director and counsel, customer by customer; what is disputed is clarified first.`,
  'overdue.share_current': (p: { current: Said }) => t`${p.current} of receivables is not overdue.`,
  'overdue.old': (p: { late: Said; latest: Said }) =>
    t`${p.late} is 91 to 120 days overdue and ${p.latest} over 120 days: this is what agencies and legal steps are weighed for.`,
  'overdue.no_old': () => t`Nothing is over 90 days overdue, so nothing has come to an agency or a court.`,
  'overdue.cash': (p: { cash: Said }) =>
    t`Of what is open now ${p.cash} should come in within six months if it is paid as over the last twelve; new invoices are not part of it.`,
  'overdue.no_loss': () => t`At the roll rates of the last twelve months no loss is to be expected of what is open.`,
  'overdue.watch': (p: { month: string }) => t`The review of ${p.month} looks at these again:`,
  'overdue.unknown': (p: { why: string }) => t`Ageing and DSO were not computed: ${p.why}.`,
};

const loan = {
  'loan.read': (p: { rows: Said; rate: Said }) => t`${p.rows} loans were read, ${p.rate} of them overdue.`,
  'loan.separates': (p: { auc: Said; low: Said; high: Said; ks: Said }) =>
    t`The scorecard separates good from bad loans out of fold: AUC ${p.auc} (95 % interval ${p.low} to ${p.high}), KS ${p.ks}.`,
  'loan.chance': (p: { auc: Said; low: Said; high: Said }) =>
    t`The scorecard cannot be told from chance: AUC ${p.auc} (95 % interval ${p.low} to ${p.high}). Do not use it.`,
  'loan.cutoff': (p: { score: Said; approval: Said; overdue: Said; refused: Said }) =>
    t`At a cut-off of ${p.score}, ${p.approval} are approved, ${p.overdue} of those go overdue, and ${p.refused} of the bad loans are refused.`,
  'loan.unfair': (p: { attribute: string; ratio: Said }) =>
    t`By ${p.attribute}, the lowest approval rate is ${p.ratio} of the highest, under the four-fifths line: have it reviewed before use.`,
  'loan.fair': (p: { attribute: string; ratio: Said }) =>
    t`By ${p.attribute}, the lowest approval rate is ${p.ratio} of the highest, above the four-fifths line.`,
  'loan.opposite': (p: { names: string }) => t`Against expectation in these data: ${p.names}.`,
  'loan.leakage': (p: { names: string }) =>
    t`Too good to be true: ${p.names} alone tells overdue loans apart almost perfectly, so it was probably known only afterwards. Leave it out unless it was known when the loan was made.`,
  'loan.no_surprise': () => t`No feature runs against what is commonly expected of it.`,
  'loan.unseparated': (p: { why: string }) => t`No scorecard could be judged: ${p.why}.`,
  'loan.benchmark': (p: { boosted: Said; auc: Said }) =>
    t`A flexible model reaches ${p.boosted} on the same folds against the card’s ${p.auc}: that is the price of a card one can read.`,
};

const quality = {
  'quality.clean': () => t`Every row was read; none was set aside.`,
  'quality.quarantined': (p: { rows: Said; tables: string }) =>
    t`${p.rows} rows were set aside because they could not be read (${p.tables}); they are in the quarantine folder with the reason.`,
  'quality.suspects': (p: { list: string }) => t`Kept, but looks wrong: ${p.list}.`,
  'quality.score_sources': (p: { given: Said; derived: Said; stable: Said; regular: Said }) =>
    t`Credit scores of the high-risk group: ${p.given} as the books give them, ${p.derived} derived from payment behaviour. Stability: ${p.stable} as given, ${p.regular} derived from how regularly and how long the customer has been invoiced.`,
  'quality.books_agree': (p: { list: string }) => t`The books agree with their own documents: ${p.list}.`,
  'quality.books_differ': (p: { check: string; differing: Said; compared: Said; share: Said }) =>
    t`The books differ from their own documents: ${p.differing} of ${p.compared} ${p.check}, by ${p.share} of what they say.`,
  'quality.books_not_compared': (p: { list: string; why: string }) =>
    t`Not held against the books: ${p.list}, because ${p.why}.`,
};

/** The one finding a subject line has room for. */
const headline = {
  'headline.group': (p: { count: Said; owed: Said }) =>
    t`${p.count} high-risk ${plural(p.count, 'customer owes', 'customers owe')} ${p.owed}`,
  'headline.count': (p: { count: Said }) => t`${p.count} high-risk ${plural(p.count, 'customer', 'customers')}`,
  'headline.nobody': () => t`nobody is high-risk`,
  'headline.loans': (p: { rows: Said; rate: Said }) => t`${p.rows} loans, ${p.rate} overdue`,
  'headline.unknown': () => t`nobody could be rated`,
};

/** What is to be done, after what is known. */
const act = {
  'act.collect': (p: { count: Said; owed: Said }) =>
    t`Start active collection with ${p.count} ${plural(p.count, 'customer', 'customers')} owing ${p.owed}.`,
  'act.retain': (p: { count: Said; owed: Said }) =>
    t`Agree repayment plans with the ${p.count} high-profit ${plural(p.count, 'customer', 'customers')} owing ${p.owed}.`,
  'act.watch': (p: { count: Said; owed: Said }) =>
    t`Put ${p.count} ${plural(p.count, 'customer', 'customers')} owing ${p.owed} on weekly watch.`,
  'act.collect_count': (p: { count: Said }) =>
    t`Start active collection with ${p.count} ${plural(p.count, 'customer', 'customers')}.`,
  'act.retain_count': (p: { count: Said }) =>
    t`Agree repayment plans with the ${p.count} high-profit ${plural(p.count, 'customer', 'customers')}.`,
  'act.watch_count': (p: { count: Said }) =>
    t`Put ${p.count} ${plural(p.count, 'customer', 'customers')} on weekly watch.`,
  'act.demand': (p: { count: Said; owed: Said }) =>
    t`Demand payment from the ${p.count} ${plural(p.count, 'customer', 'customers')} at the last two stages of dunning, ${p.owed} overdue.`,
  'act.alerts': (p: { count: Said }) =>
    t`Take the first step with the ${p.count} ${plural(p.count, 'customer', 'customers')} new on alert before more is overdue.`,
  'act.policy_worst_count': (p: { count: Said; policy: string }) =>
    t`Apply “${p.policy}” to ${p.count} ${plural(p.count, 'customer', 'customers')} scoring 70 or more.`,
  'act.policy_worst': (p: { count: Said; owed: Said; policy: string }) =>
    t`Apply “${p.policy}” to ${p.count} ${plural(p.count, 'customer', 'customers')} scoring 70 or more, owing ${p.owed}.`,
  'act.largest_first': (p: { owed: Said; share: Said }) =>
    t`Call the largest tenth first: ${p.owed}, ${p.share} of the group’s balance.`,
  'act.raise_rate': (p: { target: Said; by: Said }) => t`Bring the collection rate to ${p.target} by ${p.by}.`,
  'act.stop_falls': (p: { by: Said }) => t`Stop the run of falls by ${p.by}.`,
  'act.use_cutoff': (p: { score: Said }) =>
    t`Try the card beside today’s decisions with a cut-off of ${p.score} before relying on it.`,
  'act.review_fairness': () => t`Have approval by protected group reviewed before the card is used.`,
  'act.check_features': (p: { names: string }) => t`Check where ${p.names} comes from before the card is used.`,
  'act.routine': () => t`Keep reminders on schedule; nothing beyond routine is needed.`,
  'act.check_export': () => t`Check the export: no customer in it has both a payment rate and a balance.`,
  'act.give_rates': () => t`Add exchange rates to the export so that exposure can be added up.`,
  'act.record_history': () => t`Export more months, so that next month a trend can be told from noise.`,
  'act.reconcile': () => t`Reconcile the export with the books, then run the month again.`,
};

/** Every sentence the report can say about the figures, by subject. */
export const findings = {
  ...standing,
  ...selection,
  ...score,
  ...profit,
  ...trend,
  ...profile,
  ...loss,
  ...tiers,
  ...warnings,
  ...policy,
  ...monitor,
  ...review,
  ...overdue,
  ...planFindings,
  ...creditFindings,
  ...deskReviewFindings,
  ...loan,
  ...quality,
  ...headline,
  ...act,
};
