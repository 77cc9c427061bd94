import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding } from './finding.ts';

/** True where the run looked at the desk's tasks for agencies and the court. */
export function hasEscalation(figures: FigureReader): boolean {
  return (figures.number('escalation.tasks.count') ?? 0) > 0;
}

function recommended(figures: FigureReader, way: 'agency' | 'legal' | 'write_off'): Finding | null {
  const base = `escalation.${way}.recommended`;
  if ((figures.number(`${base}.count`) ?? 0) === 0) return null;
  const params = { count: fig(`${base}.count`), claim: fig(`${base}.claim`, 'short') };
  if (way === 'write_off') return finding('escalation.write_off', params, 'watch');
  return finding(`escalation.${way}`, { ...params, expected: fig(`${base}.expected`, 'short') }, 'bad');
}

/** How many meet each of the four conditions; without due dates and a plan, what is judged instead and what not. */
function gatesFinding(figures: FigureReader): Finding {
  const id = (name: string) => `escalation.agency.check.${name}.count`;
  const met = { amount: fig(id('amount')), age: fig(id('age')), free: fig(id('dispute_free')) };
  const stages = id('stages_exhausted');
  if (figures.has(stages)) return finding('escalation.gates', { ...met, stages: fig(stages) });
  return finding('escalation.gates_desk', { ...met, why: { why: stages } });
}

/** Which receivables should leave the desk, and what that waits for. */
export function escalationFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const number = (id: string) => figures.number(id) ?? 0;
  const ways = (['agency', 'legal', 'write_off'] as const).map((way) => recommended(figures, way));
  const found = ways.filter((item) => item !== null);
  const { agency } = input.rules.escalation;
  const limits = ['escalation.limitation.near.count', 'escalation.limitation.over.count'] as const;
  const steps = ['asked', 'waiting', 'approved', 'declined'].some((state) => number(`escalation.${state}.count`) > 0);
  return [
    ...(found.length > 0 ? found : [finding('escalation.none', { tasks: fig('escalation.tasks.count') }, 'good')]),
    agency.dispute_free && agency.stages_exhausted ? gatesFinding(figures) : null,
    figures.has('escalation.agency.recommended.count')
      ? null
      : finding('escalation.no_candidates', { why: { why: 'escalation.agency.recommended.count' } }),
    limits.some((id) => number(id) > 0)
      ? finding('escalation.limitation', { near: fig(limits[0]), over: fig(limits[1]) }, 'bad')
      : null,
    steps
      ? finding('escalation.approvals', {
          asked: fig('escalation.asked.count'),
          waiting: fig('escalation.waiting.count'),
          approved: fig('escalation.approved.count'),
          declined: fig('escalation.declined.count'),
        })
      : null,
  ].filter((item) => item !== null);
}
