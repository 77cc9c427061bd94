import type { DayNumber } from './calendar.ts';
import { type Cents, toCents, within } from './cents.ts';
import { Dice } from './dice.ts';
import type { MartsWorld } from './marts-world.ts';

/** What the books call a customer's profitability. */
export type ProfitabilityTier = 'Highly Profitable' | 'Profitable' | 'Break Even' | 'Loss Making' | 'Under Review';

/** One customer of the marts, before it is written. */
export interface MartsCustomer {
  readonly index: number;
  readonly id: string;
  /** Per cent in hundredths: 7512 is 75.12 %. */
  readonly paymentRate: number;
  readonly balance: Cents;
  readonly creditScore: number;
  /** In hundredths. */
  readonly stability: number;
  readonly lifespanDays: number;
  readonly invoices: number;
  readonly averageInvoice: Cents;
  readonly tier: ProfitabilityTier;
  readonly deteriorating: boolean;
}

/** An invoice of the profitability analysis. */
export interface MartsInvoice {
  readonly day: DayNumber;
  readonly total: Cents;
  readonly grossProfit: Cents;
}

/** Rows that real books get wrong, at fixed places: few enough that no export is refused for them. */
export const BLEMISHES = {
  /** The row stands twice. */
  copied: (index: number) => index % 600 === 299,
  /** A required value is blank or not a number: the row will be quarantined. */
  scoreBlank: (index: number) => index % 1000 === 411,
  rateUnreadable: (index: number) => index % 1000 === 911,
  /** The tier is one that nobody mapped. */
  tierUnmapped: (index: number) => index % 400 === 144,
  invoiceCopied: (index: number) => index % 500 === 250,
  invoiceUndated: (index: number) => index % 1000 === 521,
} as const;

const HEALTHY_TIERS = [
  ['Highly Profitable', 0.25],
  ['Profitable', 0.47],
  ['Break Even', 0.18],
] as const;
const WORSENING_TIERS = [
  ['Highly Profitable', 0.16],
  ['Profitable', 0.36],
  ['Break Even', 0.26],
] as const;
const MARGINS: Readonly<Record<ProfitabilityTier, number>> = {
  'Highly Profitable': 0.37,
  Profitable: 0.21,
  'Break Even': 0.02,
  'Loss Making': -0.13,
  'Under Review': 0.1,
};

function tierOf(dice: Dice, world: MartsWorld, index: number, deteriorating: boolean): ProfitabilityTier {
  const nearlyAlways = world.lossMaking && !dice.chance(0.04);
  const tier = dice.weighted<ProfitabilityTier>(deteriorating ? WORSENING_TIERS : HEALTHY_TIERS, 'Loss Making');
  if (BLEMISHES.tierUnmapped(index)) return 'Under Review';
  return nearlyAlways ? 'Loss Making' : tier;
}

/** What a customer owes. Rows that will be quarantined owe nothing, so that totals agree with the books either way. */
function balanceOf(dice: Dice, index: number, paymentRate: number, deteriorating: boolean): Cents {
  const owes = !dice.chance(0.16);
  const amount = dice.pareto(deteriorating ? 3_400 : 1_600, 1_500_000, 1.12) * (1 + (100 - paymentRate) / 55);
  if (!owes || BLEMISHES.scoreBlank(index) || BLEMISHES.rateUnreadable(index)) return 0;
  return toCents(amount);
}

/** Customers who buy more at a time owe more. */
function averageInvoiceOf(dice: Dice, balance: Cents): Cents {
  const bySize = Math.exp(0.38 * Math.log(within(balance / 100, 1_000, 200_000) / 3_000));
  return toCents(within(2_700 * bySize * Math.exp(0.95 * dice.bell()), 60, 400_000));
}

/** Draws the customer with this index: 0 up to the world's number of customers. */
export function drawMartsCustomer(world: MartsWorld, index: number): MartsCustomer {
  const dice = new Dice(world.seed, 'customer', index);
  const health = dice.bell();
  const deteriorating = dice.chance(0.14);
  // How far gone: most have just begun, a few are nearly lost.
  const strain = deteriorating ? dice.between(0.05, 1) * dice.between(0.5, 1) : 0;
  const rate = within(88 + 10 * health - 82 * strain, 1.5, 100);
  const balance = balanceOf(dice, index, rate, deteriorating);
  const lifespanDays = Math.round(25 + dice.between(0, 1) * dice.between(0.2, 1) * (deteriorating ? 1_500 : 2_600));
  return {
    index,
    id: `C${String(index + 1).padStart(7, '0')}`,
    paymentRate: Math.round(rate * 100),
    balance,
    creditScore: Math.round(within(678 + 34 * health + 44 * dice.bell() - 290 * strain, 300, 850)),
    stability: Math.round(within(66 + 7 * health + 13 * dice.bell() - 52 * strain, 0, 100) * 100),
    lifespanDays,
    invoices: Math.max(1, Math.round((lifespanDays / 30) * dice.between(0.25, 2.4))),
    averageInvoice: averageInvoiceOf(dice, balance),
    tier: tierOf(dice, world, index, deteriorating),
    deteriorating,
  };
}

/** Draws the customer's invoices of the last twelve months: one to five. */
export function drawMartsInvoices(world: MartsWorld, customer: MartsCustomer): readonly MartsInvoice[] {
  const dice = new Dice(world.seed, 'invoices', customer.index);
  const count = dice.whole(1, 5);
  const oldest = Math.max(world.opened, world.today - customer.lifespanDays);
  return Array.from({ length: count }, () => {
    const total = toCents((customer.averageInvoice / 100) * Math.exp(0.45 * dice.bell()));
    const margin = within(MARGINS[customer.tier] + 0.07 * dice.bell(), -0.6, 0.8);
    return { day: dice.whole(oldest, world.today), total, grossProfit: Math.round(total * margin) };
  });
}
