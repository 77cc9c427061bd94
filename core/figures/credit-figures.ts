import type { CreditPart } from '../contracts/credit-policy.ts';
import type { Figure, FigureRow, Figures } from '../contracts/figure.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { CreditFacts } from '../domain/credit/credit-facts.ts';
import { HOLDS } from '../domain/credit/credit-hold.ts';
import { limitsAreDue, nextLimitMonth } from '../domain/credit/review-customer.ts';
import type { CreditSettings } from '../domain/credit/settings.ts';
import { Decimal, sumOf } from '../domain/decimal.ts';
import { ASKED_BY } from '../domain/desk/approval-request.ts';
import type { Month } from '../domain/month.ts';
import { known, missing, percentage, type Quantity } from '../domain/quantity.ts';
import { figureKit, finite } from './figure-kit.ts';
import { mergeScopes } from './merge-scopes.ts';

/** A customer with what the credit review says of it. */
export interface ReviewedCustomer {
  readonly facts: CreditFacts;
  readonly part: CreditPart;
}

/** One scope of the credit review. */
export interface CreditScope {
  readonly scope: string;
  readonly currency: string;
  /** Largest exposure first. */
  readonly customers: readonly ReviewedCustomer[];
  readonly byCustomer: ReadonlyMap<string, ReviewedCustomer>;
  readonly ledger: boolean;
  /** Σ overdue amount × its days overdue, as text; null without due dates. */
  readonly overdueAmountDays: string | null;
}

/** Lines of a list figure. */
const SHOWN = 20;
const EVIDENCE = { rows: 'credit_limits.csv' };
const DAYS_IN_YEAR = 365;

/** Figures of the credit policy, of all scopes. */
export function creditFigures(scopes: readonly CreditScope[], period: Month, settings: CreditSettings): Figures {
  const each = scopes.map((scope) => ({ scope: scope.scope, figures: scopeFigures(scope, period, settings) }));
  const everybody = scopes.flatMap(({ customers }) => customers);
  const [first] = scopes;
  const together = first === undefined ? {} : countFigures({ ...first, customers: everybody }, period, settings);
  return mergeScopes(each, together);
}

function scopeFigures(scope: CreditScope, period: Month, settings: CreditSettings): Figures {
  return {
    ...countFigures(scope, period, settings),
    ...exposureFigures(scope),
    ...proposalFigures(scope, period, settings),
    ...listFigures(scope),
    'credit.late_interest': lateInterest(scope, settings),
  };
}

/** Figures that need no amount. */
function countFigures(scope: CreditScope, period: Month, settings: CreditSettings): Figures {
  const kit = figureKit(scope.currency, EVIDENCE);
  const count = (holds: (customer: ReviewedCustomer) => boolean) => scope.customers.filter(holds).length;
  const next = `${nextLimitMonth(period, settings)}`;
  return {
    'credit.customers.count': kit.number(
      'count',
      scope.customers.length,
      'customers with a limit or in the high-risk group',
    ),
    'credit.limits.due': {
      value: limitsAreDue(period, settings),
      unit: 'flag',
      evidence: { ...EVIDENCE, formula: "the period's month is one of those in which limits are looked at" },
    },
    'credit.limits.next_month': kit.text('month', next, 'next month whose review looks at limits'),
    ...Object.fromEntries(
      HOLDS.filter((hold) => hold !== 'none').map((hold) => [
        `credit.hold.${hold}.count`,
        kit.number(
          'count',
          count(({ part }) => part.hold === hold),
          'customers whose supply on credit is held by this first',
        ),
      ]),
    ),
    'credit.freeze_against_retention.count': kit.number(
      'count',
      count(({ part }) => part.freeze_against_retention),
      'customers of strategic retention whose band asks for a freeze: the freeze holds first',
    ),
    'credit.review.next_month.count': kit.number(
      'count',
      count(({ part }) => part.next_review.slice(0, 7) === firstAfter(period)),
      'customers that are looked at again within a month',
    ),
    'credit.overridden.count': kit.number(
      'count',
      count(isOverridden),
      'customers whose last proposal was declined: the limit stands by a person’s decision',
    ),
  };
}

/** A person declined the last proposal; one that nobody decided in time is nobody's decision. */
function isOverridden({ part: { decided } }: ReviewedCustomer): boolean {
  return decided !== null && !decided.approved && decided.by !== ASKED_BY;
}

function firstAfter(period: Month): Month {
  const [year = 0, month = 1] = period.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

function exposureFigures(scope: CreditScope): Figures {
  const kit = figureKit(scope.currency, EVIDENCE);
  const limited = scope.customers.filter(({ part }) => part.limit !== null);
  const open = scope.customers.filter(({ part, facts }) => part.limit === null && facts.line !== null);
  const over = limited.filter(({ part }) => new Decimal(part.headroom ?? 0).lt(0));
  const why: NoteCode | null =
    limited.length > 0 ? null : scope.ledger && scope.scope !== '*' ? 'several_currencies' : 'no_credit_limits';
  const amount = <T extends NonNullable<unknown>>(value: T): Quantity<T> =>
    why === null ? known(value) : missing(why);
  const exposure = sumOf(limited.map(({ facts }) => facts.exposure));
  const limits = sumOf(limited.map(({ part }) => new Decimal(part.limit ?? 0)));
  return {
    'credit.limits.count': kit.number('count', limited.length, 'customers with a limit'),
    'credit.limits.total': kit.money(amount(limits), 'Σ limit'),
    'credit.limits.exposure': kit.money(amount(exposure), 'Σ outstanding balance of customers with a limit'),
    'credit.limits.use_pct': kit.number('pct', percentage(amount(exposure), amount(limits)), 'exposure ÷ limits × 100'),
    'credit.over_limit.count': kit.number('count', amount(over.length), 'customers who owe more than their limit'),
    'credit.over_limit.amount': kit.money(
      amount(sumOf(over.map(({ part }) => new Decimal(part.headroom ?? 0).neg()))),
      'Σ (outstanding balance − limit) of these customers',
    ),
    'credit.no_limit.count': kit.number('count', open.length, 'high-risk customers without a limit'),
    'credit.no_limit.exposure': kit.money(
      sumOf(open.map(({ facts }) => facts.exposure)),
      'Σ outstanding balance of these customers',
    ),
    ...Object.fromEntries(
      HOLDS.filter((hold) => hold !== 'none').map((hold) => [
        `credit.hold.${hold}.exposure`,
        kit.money(
          sumOf(scope.customers.filter(({ part }) => part.hold === hold).map(({ facts }) => facts.exposure)),
          'Σ outstanding balance of these customers',
        ),
      ]),
    ),
  };
}

function proposalFigures(scope: CreditScope, period: Month, settings: CreditSettings): Figures {
  const kit = figureKit(scope.currency, EVIDENCE);
  const due = limitsAreDue(period, settings);
  const proposals = scope.customers.flatMap(({ part }) => (part.proposal === null ? [] : [part.proposal]));
  const changes = proposals.filter(({ current }) => current !== null);
  const direction = (wanted: -1 | 0 | 1) =>
    changes.filter(({ current, proposed }) => new Decimal(proposed).cmp(current ?? 0) === wanted);
  const at = <T extends NonNullable<unknown>>(value: T): Quantity<T> =>
    due ? known(value) : missing('between_quarters');
  const capped = changes.filter(({ reasons }) =>
    reasons.some((reason) => reason === 'capped_up' || reason === 'capped_down'),
  );
  const moved = (list: typeof changes) =>
    sumOf(list.map(({ current, proposed }) => new Decimal(proposed).minus(current ?? 0)));
  return {
    'credit.proposals.up.count': kit.number('count', at(direction(1).length), 'limits that should rise'),
    'credit.proposals.up.amount': kit.money(at(moved(direction(1))), 'Σ (proposed − present limit) of these'),
    'credit.proposals.down.count': kit.number('count', at(direction(-1).length), 'limits that should fall'),
    'credit.proposals.down.amount': kit.money(at(moved(direction(-1)).neg()), 'Σ (present − proposed limit) of these'),
    'credit.proposals.steady.count': kit.number('count', at(direction(0).length), 'limits that should stay'),
    'credit.proposals.capped.count': kit.number(
      'count',
      at(capped.length),
      'limits whose wished change is beyond the caps',
    ),
    'credit.proposals.first.count': kit.number(
      'count',
      at(proposals.length - changes.length),
      'first limits for high-risk customers who have none and are neither frozen nor prepay',
    ),
  };
}

function listFigures(scope: CreditScope): Figures {
  const kit = figureKit(scope.currency, EVIDENCE);
  const overridden = scope.customers.filter(isOverridden);
  return {
    'credit.largest': kit.list(
      bySize(scope).slice(0, SHOWN).map(lineOf),
      'largest exposures with a limit, or held: what is owed, the limit, the proposal',
    ),
    'credit.overridden': kit.list(
      overridden.slice(0, SHOWN).map(({ facts, part }) => ({
        customer_id: facts.customer_id,
        name: facts.name,
        limit: part.limit,
        proposed: part.decided?.proposed ?? null,
        by: part.decided?.by ?? null,
        at: part.decided?.at.slice(0, 10) ?? null,
        said: part.decided?.note ?? null,
      })),
      'proposals that a person declined: who, when, and what was said',
    ),
  };
}

/** Customers over their limit before the others; as the rows stand, by exposure. */
function bySize({ customers }: CreditScope): readonly ReviewedCustomer[] {
  const isOver = ({ part }: ReviewedCustomer) => part.headroom !== null && new Decimal(part.headroom).lt(0);
  const shown = customers.filter(({ part }) => part.limit !== null || part.hold !== 'none' || part.proposal !== null);
  return [...shown.filter(isOver), ...shown.filter((customer) => !isOver(customer))];
}

function lineOf({ facts, part }: ReviewedCustomer): FigureRow {
  return {
    customer_id: facts.customer_id,
    name: facts.name,
    exposure: part.exposure,
    limit: part.limit,
    use_pct: part.use_pct === null ? null : finite(part.use_pct),
    hold: part.hold,
    prepayment_pct: part.prepayment_pct,
    proposed: part.proposal?.proposed ?? null,
    change_pct: part.proposal?.change_pct ?? null,
    reasons: part.proposal?.reasons.join('; ') ?? null,
    next_review: part.next_review,
  };
}

function lateInterest(scope: CreditScope, { late_interest_pct_per_year: rate }: CreditSettings): Figure {
  const kit = figureKit(scope.currency, 'overdue_summary');
  const formula =
    'Σ overdue amount × days overdue × the set rate a year ÷ 365 ÷ 100: simple interest from the due date';
  if (scope.overdueAmountDays === null) return kit.money(missing('ledger_only'), formula);
  if (rate === null) return kit.money(missing('no_late_interest'), formula);
  return kit.money(new Decimal(scope.overdueAmountDays).times(rate).div(DAYS_IN_YEAR).div(100), formula);
}
