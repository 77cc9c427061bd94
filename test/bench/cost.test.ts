import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { costOfMonth, total } from '../../bench/cost/cost-of-month.ts';
import { costTables } from '../../bench/cost/cost-table.ts';
import { type Usage, usageSchema } from '../../bench/cost/usage.ts';
import { tablesOfPage } from '../../bench/cost/write-cost-page.ts';

const NOTHING: Usage = {
  profile: 'none',
  customers: 0,
  functions: {},
  transitions: 0,
  queryBytes: [],
  storeReads: 0,
  storeWrites: 0,
  storeLists: 0,
  storedBytes: 0,
  mails: 0,
  mailBytes: 0,
  tasksOpened: 0,
};

const measured = z
  .array(usageSchema)
  .parse(JSON.parse(readFileSync(new URL('../../bench/cost/measured.json', import.meta.url), 'utf8')));

function lineOf(usage: Partial<Usage>, what: string) {
  return costOfMonth({ ...NOTHING, ...usage }).find((line) => line.what === what);
}

describe('the cost of a month', () => {
  it('is quantity times unit price, line by line', () => {
    const lines = costOfMonth(measured[0] ?? NOTHING);
    for (const { quantity, price, dollars } of lines) expect(dollars).toBe(quantity * price.dollars);
    expect(total(lines)).toBeCloseTo(
      lines.reduce((sum, { dollars }) => sum + dollars, 0),
      12,
    );
  });

  it('takes a query that reads little for one that reads 10 MB', () => {
    expect(lineOf({ queryBytes: [1, 25_000_000] }, 'Queries')?.quantity).toBe(35_000_000);
  });

  it('bills a function its memory for its start and for twice the time it took here', () => {
    const idle = lineOf({}, 'Functions, computing')?.quantity ?? 0;
    // 4 GB with DuckDB inside: 2.5 s to start, 2 × 10 s to compute. The daily check is in both.
    const landed = lineOf({ functions: { LandTable: { calls: 1, seconds: 10 } } }, 'Functions, computing')?.quantity;
    expect((landed ?? 0) - idle).toBeCloseTo(4 * 22.5, 9);
    expect(() => costOfMonth({ ...NOTHING, functions: { Nobody: { calls: 1, seconds: 1 } } })).toThrow(/Nobody/);
  });

  it('stays under a dollar at 100,000 customers, marts or ledger', () => {
    const sizes = measured.filter(({ customers }) => customers === 100_000);
    expect(sizes.map(({ profile }) => profile).sort()).toEqual(['ledger', 'quickbooks-marts']);
    for (const usage of sizes) expect(total(costOfMonth(usage))).toBeLessThan(1);
  });

  it('stands in docs/cost.md as it is reckoned', () => {
    expect(tablesOfPage()).toBe(costTables(measured));
  });
});
