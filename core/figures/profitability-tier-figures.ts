import type { Figures } from '../contracts/figure.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { RowOf } from '../contracts/rows.ts';
import { type ContingencyResult, compareCategories } from '../domain/contingency.ts';
import { compareIds } from '../domain/customer-order.ts';
import type { GroupSizes } from '../domain/profile.ts';
import { known, missing, type Quantity } from '../domain/quantity.ts';
import { figureKit } from './figure-kit.ts';

const PREFIX = 'profile.profitability_tier';

/** Figures of the books' profitability tiers in both groups. Customers without a tier are counted, but no part of the test. */
export function profitabilityTierFigures(
  rows: readonly RowOf<'profile_tiers'>[],
  sizes: GroupSizes,
  currency: string,
): Figures {
  const kit = figureKit(currency, 'profile_tiers');
  const counts = new Map(rows.map((row) => [keyOf(row.risk_group, row.profitability_tier), row.customers]));
  const count = (tier: string | null, group: Group) => counts.get(keyOf(group, tier)) ?? 0;
  const tiers = [...new Set(rows.flatMap((row) => row.profitability_tier ?? []))].sort(compareIds);
  const table = tiers.map((tier) => [count(tier, 'high_risk'), count(tier, 'normal')] as const);
  const result = compareCategories(table);
  const why = reasonWithout(tiers.length, sizes);
  const formula = 'customers of the group in the tier, text as in the data';
  return {
    ...Object.fromEntries(
      tiers.flatMap((tier, i) => [
        [`${PREFIX}.high_risk.${tier}.count`, kit.number('count', table[i]?.[0] ?? 0, formula)],
        [`${PREFIX}.normal.${tier}.count`, kit.number('count', table[i]?.[1] ?? 0, formula)],
      ]),
    ),
    [`${PREFIX}.high_risk.without_tier_count`]: kit.number(
      'count',
      count(null, 'high_risk'),
      'customers without a tier',
    ),
    [`${PREFIX}.normal.without_tier_count`]: kit.number('count', count(null, 'normal'), 'customers without a tier'),
    [`${PREFIX}.cramers_v`]: kit.number(
      'fraction',
      result === null ? missing(why) : known(result.cramersV),
      '√(χ² ÷ n), χ² uncorrected',
    ),
    [`${PREFIX}.p_value`]: kit.number(
      'fraction',
      pValue(result, why),
      'Pearson χ² without continuity correction; Fisher’s exact test where an expected count is below 5',
    ),
    [`${PREFIX}.test`]: kit.text('text', result === null ? missing(why) : known(result.test), 'which of the two tests'),
  };
}

type Group = RowOf<'profile_tiers'>['risk_group'];

function keyOf(group: Group, tier: string | null): string {
  return JSON.stringify([group, tier]);
}

function pValue(result: ContingencyResult | null, why: NoteCode): Quantity<number> {
  if (result === null) return missing(why);
  return known(result.pValue, result.test === 'fisher_simulated' ? 'test_simulated' : undefined);
}

function reasonWithout(tiers: number, sizes: GroupSizes): NoteCode {
  if (sizes.highRisk === 0) return 'no_high_risk';
  if (sizes.normal === 0) return 'no_normal';
  return tiers === 0 ? 'missing_input' : 'one_tier';
}
