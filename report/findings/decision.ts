import type { Role } from '../../core/contracts/config.ts';
import type { ReportInput, Strategy } from '../../core/contracts/report-input.ts';
import { addDays } from '../../core/domain/days.ts';
import { lastDay } from '../../core/domain/month.ts';
import { POLICY_OWNER, policyDue, worstPolicy } from '../../core/domain/policy.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { cell, type Finding, fig, finding, term } from './finding.ts';
import { hasReceivables } from './key-figures.ts';
import { loanDecisions } from './loan-decisions.ts';
import { lossFinding } from './loss.ts';
import { overdueTotal } from './overdue.ts';
import { profitFindings } from './profit.ts';
import { groupChangeFinding, groupFinding, meansFinding, sensitivityFinding, TENTH_OF } from './selection.ts';
import { busyStrategies } from './tiers.ts';
import { trendFinding } from './trend.ts';
import { warningFindings } from './warnings.ts';

/** What somebody is to do, who, and by when (a day, or a month). */
export interface DecisionAct {
  readonly what: Finding;
  readonly owner: Role | null;
  readonly due: string | null;
}

/** One of the three things a director must know: what it is, what bears it out, what to do about it. */
export interface Decision {
  readonly topic: 'exposure' | 'collection' | 'concentration' | 'scorecard' | 'fairness' | 'features';
  readonly know: Finding;
  readonly because: readonly Finding[];
  readonly acts: readonly DecisionAct[];
}

const ACTS = {
  active_collection: 'act.collect',
  strategic_retention: 'act.retain',
  focused_monitoring: 'act.watch',
} as const;

/** The same where amounts can't be added up. */
const COUNTED_ACTS = {
  active_collection: 'act.collect_count',
  strategic_retention: 'act.retain_count',
  focused_monitoring: 'act.watch_count',
} as const;

/** The day by which tasks of a strategy are due. */
export function strategyDue(input: ReportInput, strategy: Strategy): string {
  return addDays(lastDay(input.run.period), input.rules.tiers.due_in_days[strategy]);
}

function strategyAct(input: ReportInput, strategy: Strategy): DecisionAct {
  const count = fig(`tiers.${strategy}.count`);
  const owed = `tiers.${strategy}.outstanding`;
  const what = figureReader(input.figures).has(owed)
    ? finding(ACTS[strategy], { count, owed: fig(owed, 'short') })
    : finding(COUNTED_ACTS[strategy], { count });
  return { what, owner: input.rules.tiers.owners[strategy], due: strategyDue(input, strategy) };
}

function policyAct(input: ReportInput, figures: FigureReader): DecisionAct[] {
  const policy = worstPolicy(input.rules);
  if ((figures.number('score.band.ge70.count') ?? 0) === 0 || policy === null) return [];
  const params = { count: fig('score.band.ge70.count'), policy: term('policies', policy) };
  const owed = 'score.band.ge70.outstanding';
  const what = figures.has(owed)
    ? finding('act.policy_worst', { ...params, owed: fig(owed, 'short') })
    : finding('act.policy_worst_count', params);
  return [{ what, owner: POLICY_OWNER, due: policyDue(input.rules, input.run.period) }];
}

function actOf(
  key: 'act.routine' | 'act.check_export' | 'act.give_rates' | 'act.record_history' | 'act.reconcile',
): DecisionAct {
  return { what: finding(key, {}), owner: null, due: null };
}

function exposure(input: ReportInput, figures: FigureReader): Decision {
  const know = groupFinding(input);
  const change = groupChangeFinding(input);
  const means = meansFinding(figures);
  const because = change ? [change] : means ? [means] : [];
  const first = busyStrategies(figures)[0];
  if (know.key === 'selection.unknown') return { topic: 'exposure', know, because, acts: [actOf('act.give_rates')] };
  if (know.key === 'selection.nobody_rated')
    return { topic: 'exposure', know, because, acts: [actOf('act.check_export')] };
  if (know.key === 'selection.group_empty' || !first)
    return { topic: 'exposure', know, because, acts: [actOf('act.routine')] };
  const rates = know.key === 'selection.group_unshared' ? [actOf('act.give_rates')] : [];
  return {
    topic: 'exposure',
    know,
    because,
    acts: [strategyAct(input, first), ...policyAct(input, figures), ...rates],
  };
}

/** Targets of an indicator: the line of `monitor.targets` and who answers for it. */
function targetAct(input: ReportInput, figures: FigureReader): DecisionAct[] {
  const rows = figures.rows('monitor.targets');
  const row = rows.findIndex(
    (target) => target.indicator === 'collection_rate_pct' && typeof target.target === 'number',
  );
  const line = rows[row];
  if (!line) return [];
  const params = { target: cell('monitor.targets', row, 'target'), by: cell('monitor.targets', row, 'by') };
  const owner = input.rules.monitor.find(({ indicator }) => indicator === 'collection_rate_pct')?.owner ?? null;
  return [{ what: finding('act.raise_rate', params), owner, due: null }];
}

/** Whether the company as a whole collects what it asks of a single customer: below that nothing is routine, whatever the trend. */
function collectsEnough(input: ReportInput, figures: FigureReader): boolean {
  const rate = figures.number('trend.latest_rate_pct');
  return rate !== null && rate >= Number(input.rules.selection.payment_rate_below_pct);
}

/** What the plan asks of those furthest behind. */
function demandAct({ rules, run }: ReportInput, figures: FigureReader): DecisionAct[] {
  if ((figures.number('plan.late.count') ?? 0) === 0 || !figures.has('plan.late.overdue')) return [];
  const { owner, due_in_days } = rules.plans.stages['61_90'];
  const what = finding('act.demand', { count: fig('plan.late.count'), owed: fig('plan.late.overdue', 'short') });
  return [{ what, owner, due: addDays(lastDay(run.period), due_in_days) }];
}

/** The first step with those who came on alert, before their money is overdue. */
function alertsAct({ rules, run }: ReportInput, figures: FigureReader): DecisionAct[] {
  const fresh = 'warning.new_this_month.count';
  if ((figures.number(fresh) ?? 0) === 0) return [];
  const { owner, due_in_days } = rules.warning;
  const what = finding('act.alerts', { count: fig(fresh) });
  return [{ what, owner, due: addDays(lastDay(run.period), due_in_days) }];
}

function collection(input: ReportInput, figures: FigureReader): Decision {
  const know = trendFinding(input);
  const loss = lossFinding(input);
  const early = know.key === 'trend.unknown' || know.key === 'trend.single_month';
  if (early) {
    const unrated = figures.get('trend.latest_rate_pct')?.reason === 'several_currencies';
    return { topic: 'collection', know, because: [], acts: [actOf(unrated ? 'act.give_rates' : 'act.record_history')] };
  }
  const acts =
    know.tone === 'good' && loss.tone === 'good' && collectsEnough(input, figures)
      ? [actOf('act.routine')]
      : targetAct(input, figures);
  const overdue = overdueTotal(figures);
  return {
    topic: 'collection',
    know,
    because: [loss, ...(overdue ? [overdue] : [])],
    acts: [...acts, ...demandAct(input, figures)],
  };
}

function concentration(input: ReportInput, figures: FigureReader): Decision {
  const share = 'selection.high_risk.top_decile_share_pct';
  const owed = 'selection.high_risk.top_decile_outstanding';
  const [, ...rest] = busyStrategies(figures);
  const others = rest.map((strategy) => strategyAct(input, strategy));
  const profit = profitFindings(input).slice(0, 1);
  if ((figures.number('selection.high_risk.count') ?? 0) >= TENTH_OF && figures.has(share) && figures.has(owed)) {
    const know = finding('selection.top_decile', { owed: fig(owed, 'short'), share: fig(share) }, 'watch');
    return { topic: 'concentration', know, because: profit, acts: others };
  }
  const next = warningFindings(input)[0];
  const near = sensitivityFinding(input);
  const know =
    next && next.key !== 'warnings.unknown'
      ? next
      : (near ?? profit[0] ?? finding('profit.not_available', { why: { why: 'profit.high_risk.share_pct' } }));
  const warned = know === next ? alertsAct(input, figures) : [];
  return { topic: 'concentration', know, because: know === profit[0] ? [] : profit, acts: [...warned, ...others] };
}

/** The three things a director must know and do, with owner and date. Where figures are unreliable the first act is to reconcile. */
export function decisions(input: ReportInput): readonly Decision[] {
  const figures = figureReader(input.figures);
  if (!hasReceivables(figures)) return loanDecisions(figures);
  const [first, ...rest] = [exposure(input, figures), collection(input, figures), concentration(input, figures)];
  if (input.run.reliable || !first) return first ? [first, ...rest] : rest;
  const reconcile: DecisionAct = { what: finding('act.reconcile', {}), owner: 'finance_director', due: null };
  return [{ ...first, acts: [reconcile, ...first.acts] }, ...rest];
}

/** The one finding a subject line has room for. */
export function headlineFinding(input: ReportInput): Finding {
  const figures = figureReader(input.figures);
  const count = 'selection.high_risk.count';
  const owed = 'selection.high_risk.outstanding_total';
  if (!hasReceivables(figures)) {
    return finding('headline.loans', { rows: fig('loan.rows'), rate: fig('loan.overdue_rate_pct') });
  }
  if (!figures.has(count) || figures.number('selection.customers.count') === 0)
    return finding('headline.unknown', {}, 'watch');
  if (figures.number(count) === 0) return finding('headline.nobody', {}, 'good');
  if (!figures.has(owed)) return finding('headline.count', { count: fig(count) }, 'bad');
  return finding('headline.group', { count: fig(count), owed: fig(owed, 'short') }, 'bad');
}
