import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duewatch } from '../workflow/command.ts';

const [BEFORE, NOW] = ['2025-08', '2025-09'];

describe('two reviews of a ledger, one month after the other', () => {
  let folder: string;
  const out = (period: string) => join(folder, period);
  const review = async (period: string, name = period) =>
    duewatch(
      ...['run', '--exports', join(folder, 'books'), '--store', join(folder, 'store'), '--period', period],
      ...['--out', out(name), '--config', join(folder, 'rules.yaml')],
    );
  const rows = (sql: string) => {
    const database = new DatabaseSync(join(folder, 'store', 'duewatch.sqlite'), { readOnly: true });
    const found = database.prepare(sql).all();
    database.close();
    return found.map((row) => ({ ...row }));
  };
  const figure = async (period: string, id: string) =>
    JSON.parse(await readFile(join(out(period), 'figures.json'), 'utf8')).figures[id];
  const tasksOf = async (period: string) =>
    (
      JSON.parse(await readFile(join(out(period), 'tasks.json'), 'utf8')) as { reason: string; episode: string }[]
    ).filter(({ reason }) => reason === 'early_warning');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'monthly-alerts-'));
    const shape = ['--customers', '90', '--months', '16', '--seed', '4', '--profile', 'ledger'];
    await duewatch('sample', '--out', join(folder, 'books'), ...shape);
    await writeFile(
      join(folder, 'rules.yaml'),
      'locales: [en]\nearly_warning: { bootstrap: { draws: 100 } }\npeople: { recipients: [] }\n',
    );
    for (const period of [BEFORE, NOW]) expect(await review(period)).toMatchObject({ status: 0 });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('put an episode on a desk once', async () => {
    const keys = rows(`SELECT task_id FROM tasks WHERE task_id LIKE '%/early_warning/%'`).map(({ task_id }) => task_id);
    expect(keys.length).toBe((await tasksOf(BEFORE)).length + (await tasksOf(NOW)).length);
    expect(new Set(keys).size).toBe(keys.length);
    expect((await tasksOf(NOW)).every(({ episode }) => episode === NOW)).toBe(true);
    expect((await tasksOf(NOW)).length).toBe((await figure(NOW, 'warning.new_this_month.count')).value);
    const announced = rows(`SELECT id FROM events WHERE id LIKE 'opened/%early_warning%'`);
    expect(announced).toHaveLength(keys.length);
  });

  it('write one digest a person and month, under a row of its own, and none a second time', async () => {
    const outbox = await readdir(join(out(BEFORE), 'outbox'));
    expect(outbox.every((name) => name.startsWith('alerts-'))).toBe(true);
    const sent = () => rows('SELECT period, recipient, status FROM sends ORDER BY period, recipient');
    const before = sent();
    expect(before.length).toBeGreaterThanOrEqual(2);
    for (const row of before)
      expect(row).toMatchObject({ status: 'SENT', recipient: expect.stringMatching(/^alerts\/\w+@example\.com$/) });
    const mailbox = rows('SELECT reference FROM mailbox ORDER BY reference');
    expect((await review(NOW, 'again')).status).toBe(0);
    expect(sent()).toEqual(before);
    expect(rows('SELECT reference FROM mailbox ORDER BY reference')).toEqual(mailbox);
    for (const file of ['figures.json', 'tasks.json', 'warnings.csv', 'backtest.csv'])
      expect(await readFile(join(out('again'), file))).toEqual(await readFile(join(out(NOW), file)));
  });

  it('name each figure of the warning and the loss, with evidence that lies in the run’s folder', async () => {
    const { figures } = JSON.parse(await readFile(join(out(NOW), 'figures.json'), 'utf8'));
    const ids = Object.keys(figures).filter((id) => id.startsWith('warning.') || id.startsWith('loss.'));
    expect(ids.length).toBeGreaterThan(60);
    for (const id of ids) {
      const { rows: file } = figures[id].evidence;
      if (file !== undefined) await expect(readFile(join(out(NOW), file)), `${id}: ${file}`).resolves.toBeDefined();
      if (figures[id].value === null) expect(figures[id].note, id).toBeDefined();
    }
    const facts = await readFile(join(out(NOW), 'rows/behaviour_history.csv'), 'utf8');
    const population = (await figure(NOW, 'warning.population.count')).value;
    expect(facts.trimEnd().split('\n')).toHaveLength(population + 1);
  });

  it('show the most alarming customers in words on the page', async () => {
    const page = await readFile(join(out(NOW), 'report.en.html'), 'utf8');
    expect(page).toContain('The most alarming customers');
    expect(page).toContain('by its own record a chance of');
    const shown = page.replace(/<(script|style)\b.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '');
    expect(shown).not.toMatch(/event_chance|waiting_invoice/);
  });
});
