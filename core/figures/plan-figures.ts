import { NOT_DRAFTED, PLAN_PAUSES, SOLVENCY_READINGS } from '../contracts/collection-plan.ts';
import type { Figure, FigureRow, Figures } from '../contracts/figure.ts';
import { PLAN_GROUPS, PLAN_MEASURES, PLAN_STAGES } from '../contracts/plan-settings.ts';
import { role } from '../contracts/role.ts';
import { type CollectionTask, contactChannel } from '../contracts/task.ts';
import { evaluateStages, type StageOutcome } from '../domain/collection-plan/evaluate-stages.ts';
import { Decimal } from '../domain/decimal.ts';
import type { Month } from '../domain/month.ts';
import { derive, known, knownOr } from '../domain/quantity.ts';
import { wilsonInterval } from '../domain/wilson.ts';
import { type FigureKit, figureKit, missingFigure } from './figure-kit.ts';
import { mergeScopes } from './merge-scopes.ts';
import type { PlanLine } from './plan-csv.ts';

/** What the plan's figures are made of. */
export interface PlanRecord {
  readonly period: Month;
  /** Null where the books hold no invoices with due dates. */
  readonly lines: readonly PlanLine[] | null;
  readonly scopes: readonly { readonly scope: string; readonly currency: string; readonly customers: number }[];
  readonly toSend: number;
  readonly tasks: readonly CollectionTask[];
}

/** Next steps that the report shows. */
const SHOWN = 20;
const ROWS = { rows: 'collection_plan.csv' };
const TASK_ROWS = { rows: 'desk_tasks.csv' };

/** Figures of the staged plan: who stands where, what rests and why, which letters and measures are next, and what stages brought in. */
export function planFigures(record: PlanRecord): Figures {
  const { lines, scopes } = record;
  const outcome = { ...evaluationFigures(record), ...instalmentFigures(record.tasks) };
  if (lines === null) return { ...withoutBooks(), ...outcome };
  const counts = countFigures(lines, record);
  const amounts = scopes.map(({ scope, currency }) => {
    const own = lines.filter((line) => line.scope === scope);
    return { scope, figures: amountFigures(own, currency) };
  });
  return { ...mergeScopes(amounts, {}), ...counts, ...outcome };
}

/** Figures that need due dates, where the books hold none. */
function withoutBooks(): Figures {
  const empty = { ...countFigures([], { scopes: [], toSend: 0 }), ...amountFigures([], 'USD') };
  return Object.fromEntries(
    Object.entries(empty).map(([id, { unit }]): [string, Figure] => [id, missingFigure(unit, 'ledger_only')]),
  );
}

type Part = PlanLine['part'];

function countFigures(lines: readonly PlanLine[], { scopes, toSend }: Pick<PlanRecord, 'scopes' | 'toSend'>): Figures {
  const kit = figureKit('USD', ROWS);
  const count = (value: number, formula: string) => kit.number('count', value, formula);
  const parts = lines.map(({ part }) => part);
  const where = (test: (part: Part) => boolean, formula: string) => count(parts.filter(test).length, formula);
  const all = scopes.reduce((sum, { customers }) => sum + customers, 0);
  const inPlan = parts.filter(({ stage, disputed_amount: disputed }) => stage !== null || Number(disputed) > 0).length;
  return {
    'plan.customers.count': count(
      inPlan,
      'customers with something overdue, contested or due soon that the plan looks at',
    ),
    'plan.customers.beyond_limit.count': count(
      Math.max(0, all - inPlan),
      'customers with something overdue, contested or due soon beyond plans.letters_up_to: counted, not planned',
    ),
    ...stageFigures(where),
    'plan.paused.count': where(({ paused }) => paused !== null, 'customers whose chasing rests'),
    ...each(PLAN_PAUSES, (reason) => [
      `plan.paused.${reason}.count`,
      where(({ paused }) => paused === reason, `those of them for the reason ${reason}`),
    ]),
    'plan.late.count': where(
      ({ stage }) => stage === '61_90' || stage === 'over_90',
      'customers at the stages 61_90 and over_90',
    ),
    'plan.held_back.count': where(
      ({ stage, age_stage, paused }) => paused === null && stage !== age_stage,
      'customers old enough for a later stage whose last one is not known to have reached them',
    ),
    'plan.again.count': where(({ next_step }) => next_step?.again === true, 'steps tried before that did not arrive'),
    'plan.broken_word.count': where(({ broken_word }) => broken_word, 'customers with a promise or instalment broken'),
    'plan.exhausted.count': where(({ exhausted }) => exhausted, 'customers for whom all stages are through'),
    ...each(contactChannel.options, (channel) => [
      `plan.channel.${channel}.count`,
      where(({ next_step }) => next_step?.channel === channel, `next steps by ${channel}`),
    ]),
    ...each(role.options, (owner) => [
      `plan.owner.${owner}.count`,
      where(({ next_step }) => next_step?.owner_role === owner, `next steps of the role ${owner}`),
    ]),
    ...each(PLAN_MEASURES, (kind) => [
      `plan.measure.${kind}.count`,
      where(
        ({ measures }) => measures.some((measure) => measure.kind === kind),
        `customers for whom ${kind} is asked for`,
      ),
    ]),
    'plan.letters.drafted.count': where(({ letter }) => letter !== null, 'customers with a letter drafted'),
    'plan.letters.to_send.count': count(toSend, 'letters that the rules let leave by themselves'),
    ...each(NOT_DRAFTED, (reason) => [
      `plan.letters.not_drafted.${reason}.count`,
      where(({ not_drafted }) => not_drafted === reason, `customers without a letter: ${reason}`),
    ]),
    'plan.promises.unlikely.count': count(
      parts
        .flatMap(({ promises }) => promises)
        .filter(({ reading }) => reading === 'beyond' || reading === 'pays_nothing').length,
      'open promises and instalments beyond the stretch, or of customers that paid nothing',
    ),
    ...each(SOLVENCY_READINGS, (reading) => [
      `plan.promises.${reading}.count`,
      count(
        parts.flatMap(({ promises }) => promises).filter((promise) => promise.reading === reading).length,
        `open promises and instalments that are ${reading} what the customer paid a month on average`,
      ),
    ]),
  };
}

function stageFigures(where: (test: (part: Part) => boolean, formula: string) => Figure): Figures {
  const customers = each(PLAN_STAGES, (stage) => [
    `plan.stage.${stage}.count`,
    where((part) => part.stage === stage, `customers at the stage ${stage}`),
  ]);
  const groups = PLAN_STAGES.flatMap((stage) =>
    PLAN_GROUPS.map((group): [string, Figure] => [
      `plan.stage.${stage}.${group}.count`,
      where((part) => part.stage === stage && part.group === group, `customers at the stage ${stage}, ${group}`),
    ]),
  );
  return { ...customers, ...Object.fromEntries(groups) };
}

function amountFigures(lines: readonly PlanLine[], currency: string): Figures {
  const kit = figureKit(currency, ROWS);
  const sum = (own: readonly PlanLine[]) =>
    own.reduce((total, { part }) => total.plus(part.overdue_amount), new Decimal(0));
  return {
    ...each(PLAN_STAGES, (stage) => [
      `plan.stage.${stage}.overdue`,
      kit.money(
        sum(lines.filter(({ part }) => part.stage === stage)),
        `Σ overdue and not contested at the stage ${stage}`,
      ),
    ]),
    'plan.late.overdue': kit.money(
      sum(lines.filter(({ part }) => part.stage === '61_90' || part.stage === 'over_90')),
      'Σ overdue and not contested at the stages 61_90 and over_90',
    ),
    'plan.paused.overdue': kit.money(
      lines
        .filter(({ part }) => part.paused !== null)
        .reduce((total, { part }) => total.plus(part.overdue_amount).plus(part.disputed_amount), new Decimal(0)),
      'Σ overdue, contested or not, of customers whose chasing rests',
    ),
    'plan.steps': stepList(lines, kit),
  };
}

/** The steps to take first: broken words, then the largest overdue amounts. */
function stepList(lines: readonly PlanLine[], kit: FigureKit): Figure {
  const steps = lines.flatMap(({ customerId, name, part }) => {
    const step = part.next_step;
    return step === null ? [] : [{ customerId, name, part, step }];
  });
  const first = steps.toSorted((a, b) => Number(b.part.broken_word) - Number(a.part.broken_word));
  const rows = first.slice(0, SHOWN).map(
    ({ customerId, name, part, step }): FigureRow => ({
      customer_id: customerId,
      name,
      stage: step.stage,
      overdue_amount: part.overdue_amount,
      oldest_days: part.oldest_days,
      channel: step.channel,
      template: step.template,
      owner_role: step.owner_role,
      owner: step.owner,
      due_date: step.due_date,
      broken_word: part.broken_word,
      measures: part.measures.map(({ kind }) => kind).join('; '),
    }),
  );
  return kit.list(rows, `the first ${SHOWN} next steps: broken words first, then the largest overdue amounts`);
}

function instalmentFigures(tasks: readonly CollectionTask[]): Figures {
  const kit = figureKit('USD', TASK_ROWS);
  const states = tasks.flatMap((task) => task.plans.map((plan) => planState(task, plan)));
  return each(['running', 'kept', 'broken', 'cancelled'] as const, (state) => [
    `plan.instalments.${state}.count`,
    kit.number(
      'count',
      states.filter((each_) => each_ === state).length,
      `agreements to pay in instalments that are ${state} by the month's findings`,
    ),
  ]);
}

function planState(
  { findings }: CollectionTask,
  { id, instalments, cancelled }: CollectionTask['plans'][number],
): 'running' | 'kept' | 'broken' | 'cancelled' {
  if (cancelled !== null) return 'cancelled';
  const words = findings.at(-1)?.words ?? {};
  const verdicts = instalments.map((_, at) => words[`${id}.${at + 1}`] ?? 'open');
  if (verdicts.includes('broken')) return 'broken';
  return verdicts.every((verdict) => verdict === 'kept') ? 'kept' : 'running';
}

function evaluationFigures({ tasks, period }: PlanRecord): Figures {
  const kit = figureKit('USD', TASK_ROWS);
  return Object.assign({}, ...evaluateStages(tasks, period).map((outcome) => stageOutcomeFigures(outcome, kit)));
}

function stageOutcomeFigures({ stage, contacted, paid, settled }: StageOutcome, kit: FigureKit): Figures {
  const share = knownOr(wilsonInterval(paid, contacted), 'no_contact');
  const pct = (pick: (interval: { pct: number; lowPct: number; highPct: number }) => number, formula: string) =>
    kit.number('pct', derive(share, pick), formula);
  const id = `plan.evaluation.${stage}`;
  const of = 'customers reached at this stage in the month';
  return {
    [`${id}.contacted`]: kit.number('count', contacted, `${of}, each at the last stage that reached it`),
    [`${id}.paid`]: kit.number('count', known(paid), `those of them that paid something in the month`),
    [`${id}.settled`]: kit.number('count', known(settled), `those of them that owe nothing at its end`),
    [`${id}.paid_pct`]: pct(
      ({ pct: value }) => value,
      '100 × paid ÷ contacted; observational: nobody was left out at random',
    ),
    [`${id}.paid_low_pct`]: pct(({ lowPct }) => lowPct, 'Wilson 95 % interval, lower end'),
    [`${id}.paid_high_pct`]: pct(({ highPct }) => highPct, 'Wilson 95 % interval, upper end'),
  };
}

function each<K extends string>(keys: readonly K[], make: (key: K) => [string, Figure]): Figures {
  return Object.fromEntries(keys.map(make));
}
