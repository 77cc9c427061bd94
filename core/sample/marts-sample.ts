import { type DayNumber, dayText, firstDay, lastDay, monthOf } from './calendar.ts';
import { type Cents, centsText } from './cents.ts';
import { Dice } from './dice.ts';
import {
  BLEMISHES,
  drawMartsCustomer,
  drawMartsInvoices,
  type MartsCustomer,
  type MartsInvoice,
} from './marts-customer.ts';
import { dashboardTable, forecastTable } from './marts-months.ts';
import { type MartsWorld, martsWorld } from './marts-world.ts';
import { companyName } from './names.ts';
import type { SampleTable } from './sample.ts';
import type { CompleteSampleOptions } from './sample-options.ts';

const CUSTOMER_COLUMNS = [
  'customer_id',
  'display_name',
  'email',
  'payment_rate_percentage',
  'outstanding_balance',
  'credit_score',
  'business_stability_score',
  'customer_lifespan_days',
  'total_invoices',
  'total_invoice_amount',
  'avg_invoice_amount',
  'days_since_last_invoice',
  'profitability_tier',
  'lifecycle_stage',
  'customer_value_segment',
  'rfm_segment',
  'payment_behavior',
  'currency',
  'account_manager',
] as const;

const INVOICE_COLUMNS = [
  'invoice_id',
  'customer_id',
  'transaction_date',
  'revenue_year',
  'revenue_quarter',
  'invoice_total',
  'gross_profit',
] as const;

function paymentBehaviour(paymentRate: number): string {
  if (paymentRate >= 9_500) return 'Excellent';
  if (paymentRate >= 8_500) return 'Good';
  return paymentRate >= 7_000 ? 'Fair' : 'Poor';
}

function valueSegment(revenue: Cents): string {
  if (revenue >= 25_000_000) return 'High Value';
  return revenue >= 5_000_000 ? 'Medium Value' : 'Low Value';
}

function lifecycleStage(customer: MartsCustomer): string {
  if (customer.lifespanDays < 90) return 'New';
  if (customer.deteriorating) return 'At Risk';
  return customer.lifespanDays < 365 ? 'Growing' : 'Established';
}

function customerCells(world: MartsWorld, customer: MartsCustomer): readonly string[] {
  const { index } = customer;
  const dice = new Dice(world.seed, 'names', index);
  const latest = drawMartsInvoices(world, customer).reduce((day, invoice) => Math.max(day, invoice.day), 0);
  const revenue = customer.averageInvoice * customer.invoices;
  return [
    customer.id,
    companyName(dice),
    dice.chance(0.02) ? '' : `payables.${customer.id.toLowerCase()}@example.com`,
    BLEMISHES.rateUnreadable(index) ? 'n/a' : centsText(customer.paymentRate),
    centsText(customer.balance),
    BLEMISHES.scoreBlank(index) ? '' : String(customer.creditScore),
    centsText(customer.stability),
    String(customer.lifespanDays),
    String(customer.invoices),
    centsText(revenue),
    centsText(customer.averageInvoice),
    String(world.today - latest),
    customer.tier,
    lifecycleStage(customer),
    valueSegment(revenue),
    dice.chance(0.01)
      ? ''
      : dice.pick(['Champions', 'Loyal Customers', 'Potential Loyalists', 'At Risk', 'Hibernating']),
    paymentBehaviour(customer.paymentRate),
    'USD',
    dice.chance(0.03) ? '' : dice.pick(world.managers),
  ];
}

function customerTable(world: MartsWorld): SampleTable {
  return {
    name: 'quickbooks__customer_analytics',
    columns: CUSTOMER_COLUMNS,
    rows: function* () {
      for (let index = 0; index < world.customers; index += 1) {
        const cells = customerCells(world, drawMartsCustomer(world, index));
        yield cells;
        if (BLEMISHES.copied(index)) yield cells;
      }
    },
  };
}

/** Texts of every day that an invoice may bear, so that millions of rows need not write the same date again. */
function dateCells(from: DayNumber, to: DayNumber): (day: DayNumber) => readonly string[] {
  const cells = Array.from({ length: to - from + 1 }, (_, at) => {
    const date = dayText(from + at);
    return [date, date.slice(0, 4), String(Math.floor((monthOf(from + at) % 12) / 3) + 1)];
  });
  return (day) => cells[day - from] ?? [];
}

function profitabilityTable(world: MartsWorld): SampleTable {
  const dates = dateCells(Math.min(world.opened, firstDay(world.lastMonth)), lastDay(world.lastMonth));
  const cellsOf = (customer: MartsCustomer, invoice: MartsInvoice, nth: number): readonly string[] => {
    const undated = nth === 0 && BLEMISHES.invoiceUndated(customer.index);
    const [date = '', year = '', quarter = ''] = dates(invoice.day);
    const id = `INV-${customer.index + 1}-${nth + 1}`;
    return [
      id,
      customer.id,
      undated ? '' : date,
      year,
      quarter,
      centsText(invoice.total),
      centsText(invoice.grossProfit),
    ];
  };
  return {
    name: 'quickbooks__profitability_analysis',
    columns: INVOICE_COLUMNS,
    rows: function* () {
      for (let index = 0; index < world.customers; index += 1) {
        const customer = drawMartsCustomer(world, index);
        for (const [nth, invoice] of drawMartsInvoices(world, customer).entries()) {
          const cells = cellsOf(customer, invoice, nth);
          yield cells;
          if (nth === 0 && BLEMISHES.invoiceCopied(index)) yield cells;
        }
      }
    },
  };
}

function totalOutstanding(world: MartsWorld): Cents {
  let total = 0;
  for (let index = 0; index < world.customers; index += 1) total += drawMartsCustomer(world, index).balance;
  return total;
}

/** The four marts of a company of this size. */
export function martsTables(options: CompleteSampleOptions): readonly SampleTable[] {
  const world = martsWorld(options);
  return [
    customerTable(world),
    profitabilityTable(world),
    dashboardTable(world, () => totalOutstanding(world)),
    forecastTable(world),
  ];
}
