import { PLAN_PAUSES } from '../../core/contracts/collection-plan.ts';
import { PLAN_STAGES } from '../../core/contracts/plan-settings.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding, type TextRef, term } from './finding.ts';

/** True where the run worked out a plan, or says why there is none. */
export function hasPlan(figures: FigureReader): boolean {
  return figures.get('plan.customers.count') !== undefined;
}

/** Where everybody stands in the plan, what comes next, what rests and why. */
export function planFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const customers = figures.number('plan.customers.count');
  if (customers === null) return [finding('plan.unknown', { why: { why: 'plan.customers.count' } })];
  if (customers === 0) return [finding('plan.nothing', {}, 'good')];
  const channels = { mail: 'mail', phone: 'phone', letter: 'letter', visit: 'visit' } as const;
  const of = (channel: string) => fig(`plan.channel.${channel}.count`);
  const found: (Finding | null)[] = [
    finding('plan.steps', {
      mail: of(channels.mail),
      phone: of(channels.phone),
      letter: of(channels.letter),
      visit: of(channels.visit),
    }),
    lateFinding(figures),
    some(figures, 'plan.broken_word.count')
      ? finding('plan.broken', { count: fig('plan.broken_word.count') }, 'bad')
      : null,
    some(figures, 'plan.exhausted.count')
      ? finding('plan.exhausted', { count: fig('plan.exhausted.count') }, 'bad')
      : null,
    some(figures, 'plan.held_back.count')
      ? finding('plan.held_back', { count: fig('plan.held_back.count') }, 'watch')
      : null,
    pausedFinding(figures),
    some(figures, 'plan.promises.unlikely.count')
      ? finding('plan.not_believed', { count: fig('plan.promises.unlikely.count') }, 'watch')
      : null,
    finding('plan.letters', { count: fig('plan.letters.drafted.count'), send: fig('plan.letters.to_send.count') }),
    some(figures, 'plan.customers.beyond_limit.count')
      ? finding('plan.beyond', { count: fig('plan.customers.beyond_limit.count') }, 'watch')
      : null,
    evaluationFinding(figures),
  ];
  return found.filter((item) => item !== null);
}

function some(figures: FigureReader, id: string): boolean {
  return (figures.number(id) ?? 0) > 0;
}

function lateFinding(figures: FigureReader): Finding | null {
  if (!some(figures, 'plan.late.count')) return null;
  return finding('plan.late', { count: fig('plan.late.count'), amount: fig('plan.late.overdue', 'short') }, 'bad');
}

function pausedFinding(figures: FigureReader): Finding | null {
  if (!some(figures, 'plan.paused.count')) return null;
  const reasons = PLAN_PAUSES.filter((reason) => some(figures, `plan.paused.${reason}.count`)).map(
    (reason): TextRef => term('plan_pauses', reason),
  );
  const params = { count: fig('plan.paused.count'), amount: fig('plan.paused.overdue', 'short') };
  return finding('plan.paused', { ...params, reasons: { list: reasons } });
}

/** Said only where nobody was reached; what was reached is in the table. */
function evaluationFinding(figures: FigureReader): Finding | null {
  const reached = PLAN_STAGES.some((stage) => some(figures, `plan.evaluation.${stage}.contacted`));
  return reached ? null : finding('plan.no_evaluation', { why: { why: 'plan.evaluation.1_30.paid_pct' } });
}
