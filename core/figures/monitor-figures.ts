import type { Rules } from '../contracts/config.ts';
import type { Figures } from '../contracts/figure.ts';
import { Decimal } from '../domain/decimal.ts';
import { setTargets } from '../domain/monitor.ts';
import type { Month } from '../domain/month.ts';
import { known } from '../domain/quantity.ts';
import type { Selection } from '../domain/selection.ts';
import type { Trend } from '../domain/trend.ts';
import { figureKit, finite } from './figure-kit.ts';

/** The list of indicators to move; amounts as decimal texts, the rest as numbers. */
export function monitorFigures(
  rules: Rules['monitor'],
  { selection, trend, period, currency }: { selection: Selection; trend: Trend; period: Month; currency: string },
): Figures {
  const kit = figureKit(currency, 'selection_summary');
  const now = {
    high_risk_share_of_outstanding_pct: selection.shareOfOutstandingPct,
    collection_rate_pct: trend.latestRate,
    top_decile_outstanding: selection.topDecileOutstanding,
    consecutive_falls: known(new Decimal(trend.currentStreak?.months ?? 0)),
  };
  const rows = setTargets(rules, now, period).map(({ indicator, now: value, target, by, owner }) => {
    const show = (amount: Decimal | null) =>
      amount === null ? null : indicator === 'top_decile_outstanding' ? kit.amount(amount) : finite(amount);
    return { indicator, now: show(value), target: show(target), by, owner };
  });
  return { 'monitor.targets': kit.list(rows, 'settings: a target, or the value now moved by a change') };
}
