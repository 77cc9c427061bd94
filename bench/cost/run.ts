/*
 * `node bench/cost/run.ts`: what a month costs in AWS, computed from bench/cost/measured.json and the unit prices, printed and put into
 * docs/cost.md.
 * `node bench/cost/run.ts measure quickbooks-marts:100000 …`: runs a review of each and puts what it used into that file first (then
 * `npx biome format --write bench/cost`).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SampleProfile } from '../../core/sample/sample-options.ts';
import { costTables } from './cost-table.ts';
import { measureUsage } from './measure-usage.ts';
import { type Usage, usageSchema } from './usage.ts';
import { writeCostPage } from './write-cost-page.ts';

const MEASURED = join(import.meta.dirname, 'measured.json');
const WORK = join(import.meta.dirname, '..', '..', '.duewatch', 'cost');

const [command, ...wanted] = process.argv.slice(2);
if (command === 'measure') for (const each of wanted) await remember(each);
const tables = costTables(known());
process.stdout.write(tables);
writeCostPage(tables);

function known(): Usage[] {
  return z.array(usageSchema).parse(JSON.parse(readFileSync(MEASURED, 'utf8')));
}

async function remember(text: string): Promise<void> {
  const [profile = '', customers = ''] = text.split(':');
  const usage = await measureUsage(profile as SampleProfile, Number(customers), WORK);
  const others = known().filter((each) => each.profile !== usage.profile || each.customers !== usage.customers);
  const all = [...others, usage].sort((a, b) => -a.profile.localeCompare(b.profile) || a.customers - b.customers);
  writeFileSync(MEASURED, `${JSON.stringify(all, null, 2)}\n`);
}
