import type { Rules } from '../contracts/config.ts';
import type { FigureRow, Figures } from '../contracts/figure.ts';
import type { RowOf } from '../contracts/rows.ts';
import { Decimal } from '../domain/decimal.ts';
import type { GroupSummary, Selection } from '../domain/selection.ts';
import { type FigureKit, figureKit } from './figure-kit.ts';

/** Figures of who is in the high-risk group and what it owes. */
export function selectionFigures(
  selection: Selection,
  sensitivity: readonly RowOf<'selection_sensitivity'>[],
  rules: Rules['selection'],
  currency: string,
): Figures {
  const kit = figureKit(currency, 'selection_summary');
  const largest = figureKit(currency, 'high_risk_customers');
  const rule = `payment rate < ${rules.payment_rate_below_pct} % and outstanding balance > ${rules.outstanding_above}`;
  const { highRisk, normal, notRated } = selection;
  return {
    'selection.customers.count': kit.number(
      'count',
      selection.customers,
      'customers with a payment rate and a balance',
    ),
    'selection.high_risk.count': kit.number('count', highRisk.customers, `customers with ${rule}`),
    'selection.normal.count': kit.number('count', normal.customers, 'rated customers outside the high-risk group'),
    'selection.not_rated.count': kit.number('count', notRated.customers, 'customers without a payment rate'),
    'selection.not_rated.outstanding_total': kit.money(
      notRated.outstanding,
      'Σ outstanding balance of customers without a payment rate',
    ),
    'selection.high_risk.share_of_customers_pct': kit.number(
      'pct',
      selection.shareOfCustomersPct,
      '100 × high-risk customers ÷ rated customers',
    ),
    'selection.all.outstanding_total': kit.money(selection.outstanding, 'Σ outstanding balance of rated customers'),
    'selection.high_risk.outstanding_total': kit.money(
      highRisk.outstanding,
      'Σ outstanding balance of the high-risk group',
    ),
    'selection.normal.outstanding_total': kit.money(
      normal.outstanding,
      'Σ outstanding balance of rated customers outside the group',
    ),
    'selection.high_risk.share_of_outstanding_pct': kit.number(
      'pct',
      selection.shareOfOutstandingPct,
      '100 × Σ outstanding of the high-risk group ÷ Σ outstanding of rated customers',
    ),
    'selection.high_risk.top_decile_outstanding': largest.money(
      selection.topDecileOutstanding,
      'Σ of the ⌈n/10⌉ largest balances of the group',
    ),
    'selection.high_risk.top_decile_share_pct': largest.number(
      'pct',
      selection.topDecileSharePct,
      '100 × the ⌈n/10⌉ largest balances ÷ Σ outstanding of the group',
    ),
    ...groupMeans(kit, 'selection.high_risk', highRisk),
    ...groupMeans(kit, 'selection.normal', normal),
    'selection.sensitivity': figureKit(currency, 'selection_sensitivity').list(
      sensitivityGrid(sensitivity, rules, kit.amount),
      'the group under each pair of thresholds',
    ),
  };
}

function groupMeans(kit: FigureKit, prefix: string, group: GroupSummary): Figures {
  const formula = 'Σ ÷ n over customers of the group that have it';
  return {
    [`${prefix}.payment_rate_mean_pct`]: kit.number('pct', group.paymentRateMean, formula),
    [`${prefix}.credit_score_mean`]: kit.number('number', group.creditScoreMean, formula),
    [`${prefix}.stability_mean`]: kit.number('number', group.stabilityMean, formula),
  };
}

/** Every pair of the settings' grid; a pair the query has no row for selects nobody. */
function sensitivityGrid(
  rows: readonly RowOf<'selection_sensitivity'>[],
  { sensitivity }: Rules['selection'],
  amount: (value: Decimal) => string,
): FigureRow[] {
  const key = (rate: string | number, balance: string) => `${new Decimal(rate)} ${new Decimal(balance)}`;
  const found = new Map(rows.map((row) => [key(row.payment_rate_below, row.outstanding_above), row]));
  return sensitivity.payment_rate_below_pct.flatMap((rate) =>
    sensitivity.outstanding_above.map((balance) => {
      const row = found.get(key(rate, balance));
      return {
        payment_rate_below: rate,
        outstanding_above: amount(new Decimal(balance)),
        count: row?.customers ?? 0,
        outstanding_total: amount(new Decimal(row?.outstanding_total ?? 0)),
      };
    }),
  );
}
