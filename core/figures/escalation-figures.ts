import type { FigureRow, Figures } from '../contracts/figure.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { Decimal, sumOf } from '../domain/decimal.ts';
import type { EscalationSettings } from '../domain/escalation/settings.ts';
import type { TaskEscalation } from '../domain/escalation/task-escalation.ts';
import { known, missing, type Quantity } from '../domain/quantity.ts';
import { type FigureKit, figureKit } from './figure-kit.ts';
import { mergeScopes } from './merge-scopes.ts';

/** One scope's tasks with what is recommended for each. */
export interface EscalationScope {
  readonly scope: string;
  readonly currency: string;
  readonly found: readonly TaskEscalation[];
  readonly ledger: boolean;
}

/** Lines of a list figure. */
const SHOWN = 20;
const EVIDENCE = { rows: 'escalations.csv' };
const WAYS = ['agency', 'legal', 'write_off'] as const;
const CHECKS = ['amount', 'age', 'dispute_free', 'stages_exhausted'] as const;

/** Figures of agencies and legal action, of all scopes. */
export function escalationFigures(
  scopes: readonly EscalationScope[],
  tasks: readonly CollectionTask[],
  settings: EscalationSettings,
): Figures {
  const each = scopes.map((scope) => {
    const own = tasks.filter((task) => task.scope === scope.scope);
    return { scope: scope.scope, figures: scopeFigures(scope, own, settings) };
  });
  const [first] = scopes;
  const together =
    first === undefined ? {} : countFigures({ ...first, found: scopes.flatMap(({ found }) => found) }, tasks, settings);
  return mergeScopes(each, together);
}

function scopeFigures(scope: EscalationScope, tasks: readonly CollectionTask[], settings: EscalationSettings): Figures {
  const kit = figureKit(scope.currency, EVIDENCE);
  return {
    ...countFigures(scope, tasks, settings),
    ...amountFigures(scope.found, kit, settings),
    'escalation.largest': kit.list(
      recommended(scope.found)
        .slice(0, SHOWN)
        .map((each) => lineOf(each, kit)),
      'recommended steps, largest expected value first, with the arithmetic of both ways',
    ),
  };
}

/** Figures that need no amount. */
function countFigures(scope: EscalationScope, tasks: readonly CollectionTask[], settings: EscalationSettings): Figures {
  const { found } = scope;
  const kit = figureKit(scope.currency, EVIDENCE);
  const count = (n: number | Quantity<number>, formula: string) => kit.number('count', n, formula);
  const steps = tasks.flatMap(({ approvals }) => approvals.filter(({ kind }) => kind !== 'credit_limit'));
  const asked = found.filter(({ request }) => request !== null).length;
  const waiting = tasks
    .filter(({ status }) => status !== 'done')
    .flatMap(({ approvals }) => approvals)
    .filter(({ kind, decided }) => kind !== 'credit_limit' && decided === null).length;
  const limitation = (state: 'near' | 'over') =>
    scope.ledger
      ? known(
          found.filter(({ escalation }) => escalation.legal.limitation?.state === state && escalation.facts.claim.gt(0))
            .length,
        )
      : missing('ledger_only');
  return {
    'escalation.tasks.count': count(
      found.length,
      'customers with standing tasks of the high-risk group, each by its newest',
    ),
    'escalation.agency.candidates.count': count(settings.agency.candidates.length, 'agencies in the settings'),
    ...Object.fromEntries(
      (['agency', 'legal'] as const).flatMap((way) => [
        [
          `escalation.${way}.open.count`,
          count(
            found.filter(({ escalation }) => escalation[way].open).length,
            `tasks for which every condition of the ${way} gate is met`,
          ),
        ],
        ...CHECKS.map((check) => [
          `escalation.${way}.check.${check}.count`,
          count(
            checkCount(scope, way, check),
            'tasks that meet this condition, or for which the settings do not ask it',
          ),
        ]),
      ]),
    ),
    ...Object.fromEntries(
      WAYS.map((way) => [
        `escalation.${way}.recommended.count`,
        count(
          way === 'agency' && settings.agency.candidates.length === 0
            ? missing('no_candidates')
            : found.filter(({ escalation }) => escalation.recommendation === way).length,
          'tasks for which this way has the largest expected value of those that are open',
        ),
      ]),
    ),
    'escalation.limitation.near.count': count(
      limitation('near'),
      'tasks whose oldest claim runs out within the set days: for counsel',
    ),
    'escalation.limitation.over.count': count(
      limitation('over'),
      'tasks whose oldest claim has probably run out: for counsel',
    ),
    'escalation.asked.count': count(asked, 'steps that this review asks a person to approve'),
    'escalation.waiting.count': count(waiting, 'steps asked for earlier on standing tasks that nobody has decided'),
    'escalation.approved.count': count(
      steps.filter(({ decided }) => decided?.approved === true).length,
      'steps that a person approved',
    ),
    'escalation.declined.count': count(
      steps.filter(({ decided }) => decided?.approved === false).length,
      'steps that a person declined, or that nobody decided in time',
    ),
  };
}

/** Marts know no plan of collection, and judge age by months on the desk. */
function checkCount(
  { found, ledger }: EscalationScope,
  way: 'agency' | 'legal',
  name: (typeof CHECKS)[number],
): Quantity<number> {
  const asked = found.map(({ escalation }) => escalation[way].checks);
  const unknown = asked.some((checks) => checks.some(({ check, met }) => check === name && met === null));
  if (!ledger && unknown) return missing('ledger_only');
  const met = asked.filter((checks) => isMet(checks, name)).length;
  return known(met, !ledger && name === 'age' ? 'age_on_desk' : undefined);
}

function isMet(checks: TaskEscalation['escalation']['agency']['checks'], name: (typeof CHECKS)[number]): boolean {
  const check = checks.find((each) => each.check === name);
  return check === undefined || check.met === true;
}

function amountFigures(found: readonly TaskEscalation[], kit: FigureKit, settings: EscalationSettings): Figures {
  const claims = (list: readonly TaskEscalation[]) => sumOf(list.map(({ escalation }) => escalation.facts.claim));
  return {
    'escalation.claim': kit.money(
      claims(found),
      'Σ claim: what is overdue, or the balance where due dates are not known',
    ),
    ...Object.fromEntries(
      WAYS.flatMap((way) => {
        const chosen = found.filter(({ escalation }) => escalation.recommendation === way);
        const unknown = way === 'agency' && settings.agency.candidates.length === 0;
        const money = (value: Decimal): Quantity<Decimal> => (unknown ? missing('no_candidates') : known(value));
        return [
          [`escalation.${way}.recommended.claim`, kit.money(money(claims(chosen)), 'Σ claim of these tasks')],
          [
            `escalation.${way}.recommended.expected`,
            kit.money(
              money(sumOf(chosen.map(({ escalation }) => escalation.expected ?? new Decimal(0)))),
              FORMULA[way],
            ),
          ],
        ];
      }),
    ),
  };
}

const FORMULA = {
  agency:
    'Σ (claim × success rate × (1 − fee) + tax shield of what is not brought in) of the agency ranked first; rates are the settings’',
  legal:
    'Σ (claim × odds × recoverable share − court − lawyer − fixed cost + tax shield of what is not recovered); odds and costs are the settings’ assumptions',
  write_off: 'Σ claim × tax shield of the settings',
} as const;

/** Largest expected value first; equal ones as the tasks stand. */
function recommended(found: readonly TaskEscalation[]): readonly TaskEscalation[] {
  return found
    .filter(({ escalation }) => escalation.recommendation !== 'none')
    .toSorted((a, b) => (b.escalation.expected ?? ZERO).cmp(a.escalation.expected ?? ZERO));
}

function lineOf({ task, escalation, asking, request }: TaskEscalation, kit: FigureKit): FigureRow {
  const { facts, agency, legal, writeOff, recommendation, expected } = escalation;
  const best = agency.open ? agency.offers[0] : undefined;
  return {
    customer_id: task.customer_id,
    name: task.customer_name,
    claim: kit.amount(facts.claim),
    oldest_days: facts.oldestDays,
    months_on_desk: facts.monthsOnDesk,
    way: recommendation,
    agency: best?.candidate.name ?? null,
    success_rate_pct: best?.candidate.success_rate_pct ?? null,
    fee_pct: best?.candidate.fee_pct ?? null,
    agency_net: best === undefined ? null : kit.amount(best.net),
    agency_tax_saved: best === undefined ? null : kit.amount(best.taxSaved),
    recovered: legal.open ? kit.amount(legal.action.recovered) : null,
    suit_costs: legal.open ? kit.amount(legal.action.court.plus(legal.action.lawyer).plus(legal.action.fixed)) : null,
    suit_value: legal.open ? kit.amount(legal.action.expected) : null,
    suit_tax_saved: legal.open ? kit.amount(legal.action.taxSaved) : null,
    write_off: kit.amount(writeOff),
    worth: expected === null ? null : kit.amount(expected),
    limitation_date: legal.limitation?.date ?? null,
    asked: request === null ? (recommendation === 'write_off' ? 'not_asked' : asking) : 'ask',
  };
}

const ZERO = new Decimal(0);
