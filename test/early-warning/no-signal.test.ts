import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dice } from '../../core/sample/dice.ts';
import { warningFindings } from '../../report/findings/warnings.ts';
import { plainText } from '../../report/messages/phrase.ts';
import { createSpeaker } from '../../report/messages/speaker.ts';
import { makeInput } from '../report/fixtures/report-input.ts';
import { type Row, runWarnings, type WarningRun, writeTable } from './warning-run.ts';

const DAY = 86_400_000;
const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);
const monthEnd = (year: number, month: number) => Date.UTC(year, month, 0);

/**
 * Books in which nothing foretells anything: everybody has one invoice a month, due the day after the month end before the one at which
 * it would be 30 days overdue. A coin decides whether it is paid on its twentieth day overdue or only after that month end, so at no month
 * end is anything to be seen of the invoices at risk, and the coin remembers nothing.
 */
function blindBooks(): Record<string, Row[]> {
  const invoices: Row[] = [];
  for (let customer = 1; customer <= 150; customer += 1) {
    const coin = new Dice(3, 'ledger', customer);
    for (let month = 1; month <= 20; month += 1) {
      const due = monthEnd(2024, month + 1) - 30 * DAY;
      const late = coin.chance(0.1) ? 31 : 20;
      invoices.push({
        invoice_id: `I${customer}-${month}`,
        customer_id: `C${customer}`,
        invoice_date: isoDay(due - 20 * DAY),
        due_date: isoDay(due),
        total_amount: '1000.00',
        settled_date: isoDay(due + late * DAY),
      });
    }
  }
  return { invoices };
}

describe('books in which nothing foretells anything', () => {
  let folder: string;
  let run: WarningRun;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'no-signal-'));
    for (const [table, rows] of Object.entries(blindBooks())) await writeTable(folder, table, rows);
    run = await runWarnings(folder, '2025-07');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('have events enough, and a warning that can’t be told from chance', () => {
    expect(Number(run.figures['warning.backtest.events']?.value)).toBeGreaterThan(200);
    expect(Math.abs(Number(run.figures['warning.backtest.auc']?.value) - 0.5)).toBeLessThan(0.06);
    expect(run.figures['warning.backtest.reading']?.value).toBe('no_better_than_naive_rules');
  });

  it.each(['en', 'zh-CN'] as const)('are said not to be foretold, in %s', (locale) => {
    const input = { ...makeInput(), figures: run.figures };
    const found = warningFindings(input);
    const keys = found.map(({ key }) => key);
    expect(keys).not.toContain('warnings.useful');
    expect(keys.some((key) => key === 'warnings.no_better' || key === 'warnings.chance')).toBe(true);
    const speaker = createSpeaker(input, locale);
    for (const each of found) expect(plainText(speaker.say(each)).length).toBeGreaterThan(5);
  });

  it('leave the points of the settings in charge: nothing fitted has won', () => {
    expect(run.figures['warning.model.ruling']?.value).toBe('dynamic');
  });
});
