import { type CostLine, costOfMonth, total } from './cost-of-month.ts';
import { PRICES_NOTED, STANDING } from './prices.ts';
import type { Usage } from './usage.ts';

/** Whose bill is shown line by line. */
const IN_FULL = { profile: 'quickbooks-marts', customers: 100_000 };

/** The tables of docs/cost.md: what a month comes to at each size, one bill line by line, and what the stack costs without a review. */
export function costTables(measured: readonly Usage[]): string {
  const chosen = measured.find(
    ({ profile, customers }) => profile === IN_FULL.profile && customers === IN_FULL.customers,
  );
  return [...sizes(measured), '', ...(chosen === undefined ? [] : bill(chosen)), '', ...standing(), ''].join('\n');
}

const GROUPS: Readonly<Record<string, RegExp>> = {
  functions: /^Functions/,
  workflow: /^Workflow/,
  queries: /^Queries/,
  store: /^Store/,
  'mail, tasks, rest': /^(Ledgers|Announcements|Mail|Key|Traces|Logs)/,
};

function sizes(measured: readonly Usage[]): string[] {
  const names = Object.keys(GROUPS);
  return [
    `| books | customers | ${names.join(' | ')} | **a month** |`,
    `| --- | ---: | ${names.map(() => '---:').join(' | ')} | ---: |`,
    ...measured.map((usage) => {
      const lines = costOfMonth(usage);
      const groups = Object.values(GROUPS).map((group) => dollars(total(lines.filter(({ what }) => group.test(what)))));
      return `| ${usage.profile} | ${whole(usage.customers)} | ${groups.join(' | ')} | **${dollars(total(lines))}** |`;
    }),
  ];
}

function bill(usage: Usage): string[] {
  const lines = costOfMonth(usage);
  return [
    `The bill of ${whole(usage.customers)} customers (${usage.profile}), line by line:`,
    '',
    `| what | quantity | × unit price (${PRICES_NOTED.region}, ${PRICES_NOTED.on}) | = US$ |`,
    '| --- | ---: | --- | ---: |',
    ...lines.map(billLine),
    `| | | | **${total(lines).toFixed(4)}** |`,
  ];
}

function billLine({ what, quantity, price, dollars: amount }: CostLine): string {
  return `| ${what} | ${quantityText(quantity)} | ${unit(price.dollars)} a [${price.per}](${price.source}) | ${amount.toFixed(4)} |`;
}

function standing(): string[] {
  return [
    'What the stack costs a month while nothing runs:',
    '',
    '| what | US$ | |',
    '| --- | ---: | --- |',
    ...STANDING.map(
      ({ what, dollars: amount, note, source }) => `| [${what}](${source}) | ${amount.toFixed(2)} | ${note} |`,
    ),
  ];
}

/** A small price is told by the million, the thousand million, or as it is. */
function unit(price: number): string {
  if (price >= 0.001) return `$${price}`;
  const millions = price * 1e6;
  return millions >= 0.001
    ? `$${Number(millions.toPrecision(6))} ÷ 10⁶`
    : `$${Number((price * 1e12).toPrecision(6))} ÷ 10¹²`;
}

function dollars(amount: number): string {
  return amount < 0.0005 ? '0.000' : amount.toFixed(3);
}

function quantityText(quantity: number): string {
  return quantity >= 100 ? whole(Math.round(quantity)) : String(Number(quantity.toPrecision(3)));
}

function whole(count: number): string {
  return count.toLocaleString('en-US');
}
