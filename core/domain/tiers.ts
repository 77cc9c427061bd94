import type { Rules } from '../contracts/config.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { ProfitabilityLevel, Strategy } from '../contracts/report-input.ts';
import type { RowOf } from '../contracts/rows.ts';
import { compareIds } from './customer-order.ts';
import { toExact } from './exact.ts';

/** The three levels, best first. */
export const LEVELS: readonly ProfitabilityLevel[] = ['high', 'medium', 'low'];
/** The three strategies, in the order of the levels they follow from. */
export const STRATEGIES: readonly Strategy[] = ['strategic_retention', 'focused_monitoring', 'active_collection'];

/** What the second axis of the tiers is. */
export type TierAxis = 'profitability_tier' | 'relative_margin';

/** What a customer's level follows from: the tier's text as in the data, and sums over the customer's invoices. */
export type TierInputs = Pick<
  RowOf<'high_risk_customers'>,
  'customer_id' | 'profitability_tier' | 'gross_profit' | 'invoice_total'
>;

/** The level of every customer of the group, in the order given. */
export interface Tiering {
  readonly axis: TierAxis;
  readonly levels: readonly ProfitabilityLevel[];
  /** Why the books' own tiers were kept although they tell little. */
  readonly caveat?: NoteCode;
}

/** Strategy by level: keep who earns well, watch the middle, collect from the rest. */
export function strategyOf(level: ProfitabilityLevel): Strategy {
  if (level === 'high') return 'strategic_retention';
  return level === 'medium' ? 'focused_monitoring' : 'active_collection';
}

/** Level of a profitability tier's text by the rules; a text they do not list, or none, is low. */
export function levelOf(tier: string | null, levels: Rules['profitability_levels']): ProfitabilityLevel {
  return tier !== null && Object.hasOwn(levels, tier) ? (levels[tier] ?? 'low') : 'low';
}

/** Tier texts that the rules do not list, each once, in order of the text. */
export function unknownTiers(tiers: Iterable<string | null>, levels: Rules['profitability_levels']): string[] {
  const unknown = new Set<string>();
  for (const tier of tiers) if (tier !== null && !Object.hasOwn(levels, tier)) unknown.add(tier);
  return [...unknown].sort(compareIds);
}

/**
 * Levels from the books' profitability tiers; where one level holds more than the set share of the group they tell nothing, and
 * levels become thirds of the group by relative margin. Without a single margin the books' tiers stay, with a caveat.
 */
export function assignLevels(
  customers: readonly TierInputs[],
  rules: Pick<Rules, 'profitability_levels' | 'tiers'>,
): Tiering {
  const levels = customers.map((customer) => levelOf(customer.profitability_tier, rules.profitability_levels));
  const most = Math.max(0, ...LEVELS.map((level) => levels.filter((other) => other === level).length));
  if (most * 100 <= rules.tiers.single_level_above_pct * customers.length)
    return { axis: 'profitability_tier', levels };
  const margins = customers.map(relativeMargin);
  if (margins.every((margin) => margin === null)) {
    return { axis: 'profitability_tier', levels, caveat: 'margin_unknown' };
  }
  return { axis: 'relative_margin', levels: terciles(customers, margins) };
}

/** Σ gross profit ÷ Σ invoice total of a customer, kept as the fraction it is, in 10⁻¹² units; the divisor is above zero. */
type Margin = readonly [profit: bigint, invoiced: bigint];

/** Null where either sum is unknown or nothing was invoiced. */
function relativeMargin({ gross_profit: profit, invoice_total: total }: TierInputs): Margin | null {
  if (profit === null || total === null) return null;
  const invoiced = toExact(total);
  return invoiced > 0n ? [toExact(profit), invoiced] : null;
}

/**
 * Thirds by margin, largest first, equal ones by id, unknown ones last. Where n is not divisible by three the first thirds are
 * larger by one, as SQL's NTILE(3) divides: 4 customers are 2, 1, 1 and 5 are 2, 2, 1.
 */
function terciles(customers: readonly TierInputs[], margins: readonly (Margin | null)[]): ProfitabilityLevel[] {
  const n = customers.length;
  // Binary numbers decide where they differ beyond their precision, the fractions themselves where they do not.
  const rough = Float64Array.from(margins, (margin) =>
    margin === null ? Number.NEGATIVE_INFINITY : Number(margin[0]) / Number(margin[1]),
  );
  const order = Uint32Array.from(margins.keys()).sort((a, b) => {
    const [x, y] = [rough[a] ?? 0, rough[b] ?? 0];
    if (Math.abs(y - x) > 1e-12 * Math.max(Math.abs(x), Math.abs(y))) return y - x;
    const exact = compareMargins(margins[a] ?? null, margins[b] ?? null);
    return exact === 0 ? compareIds(customers[a]?.customer_id ?? '', customers[b]?.customer_id ?? '') : exact;
  });
  const levels: ProfitabilityLevel[] = new Array(n).fill('low');
  order.forEach((i, rank) => {
    levels[i] = LEVELS[Math.floor((rank * 3) / n)] ?? 'low';
  });
  return levels;
}

/** Largest first, unknown last. */
function compareMargins(a: Margin | null, b: Margin | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [left, right] = [b[0] * a[1], a[0] * b[1]];
  return left > right ? 1 : left < right ? -1 : 0;
}
