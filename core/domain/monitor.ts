import type { Role, Rules } from '../contracts/config.ts';
import { Decimal } from './decimal.ts';
import { addMonths, type Month } from './month.ts';
import { isMissing, type Quantity } from './quantity.ts';

/** One line of the rules' list of indicators to move. */
export type MonitorRule = Rules['monitor'][number];
/** What can be watched. */
export type Indicator = MonitorRule['indicator'];

/** An indicator with its value now, where it should be, by when, and who answers for it. */
export interface MonitorTarget {
  readonly indicator: Indicator;
  readonly now: Decimal | null;
  readonly target: Decimal | null;
  readonly by: Month;
  readonly owner: Role;
}

/**
 * Targets for the coming months. A rule's `target` stands as it is; `change` is added to the value now; `change_pct` is
 * a percentage of it. Percentages stay between 0 and 100, amounts and counts above 0.
 */
export function setTargets(
  rules: readonly MonitorRule[],
  now: Readonly<Record<Indicator, Quantity<Decimal>>>,
  period: Month,
): MonitorTarget[] {
  return rules.map((rule) => {
    const quantity = now[rule.indicator];
    const value = isMissing(quantity) ? null : quantity.value;
    return {
      indicator: rule.indicator,
      now: value,
      target: targetOf(rule, value),
      by: addMonths(period, rule.in_months),
      owner: rule.owner,
    };
  });
}

function targetOf(rule: MonitorRule, now: Decimal | null): Decimal | null {
  if (rule.target !== undefined) return new Decimal(rule.target);
  if (now === null) return null;
  const moved = movedBy(rule, now);
  const highest = rule.indicator.endsWith('_pct') ? 100 : Number.POSITIVE_INFINITY;
  return moved === null ? null : Decimal.min(highest, Decimal.max(0, moved));
}

function movedBy(rule: MonitorRule, now: Decimal): Decimal | null {
  if (rule.change !== undefined) return now.plus(rule.change);
  if (rule.change_pct !== undefined) return now.times(new Decimal(100).plus(rule.change_pct)).div(100);
  return null;
}
