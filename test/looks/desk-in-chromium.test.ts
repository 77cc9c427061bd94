import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLocalDesk } from '../../cli/desk/desk-command.ts';
import { type LocalServer, serveLocally } from '../../cli/desk/desk-server.ts';
import { main } from '../../cli/main.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { type DeskHost, deskHandler } from '../../lambdas/desk/handler.ts';
import { deskWords } from '../../report/messages/desk-words.ts';

const TODAY = '2025-10-06';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const EN = deskWords('en');

/** What browsers complained of: a policy that forbids something of the page itself, an error of its script. */
const complaints: string[] = [];
let folder: string;
let browser: Browser;
let server: LocalServer;
let desk: { readonly host: DeskHost; readonly close: () => void };
let mail: { readonly worklist: string; readonly task: string };

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

const silent = {
  version: '0.0.0',
  interactive: false,
  colour: false,
  write: () => {},
  writeError: () => {},
  line: () => {},
  error: () => {},
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-looks-desk-'));
  const port = await freePort();
  const [exports, store, config] = [join(folder, 'exports'), join(folder, 'store'), join(folder, 'rules.yaml')];
  await writeSample(exports, { profile: 'ledger', customers: 120, months: 15, lastMonth: '2025-09', seed: 5 });
  const desks = ['account_manager', 'collection_specialist', 'credit_controller'].map(
    (role) => `${role}: { name: Desk, email: ${role}@example.com, locale: en }`,
  );
  await writeFile(config, `desk: { url: "http://127.0.0.1:${port}" }\npeople: { desks: { ${desks.join(', ')} } }\n`);
  expect(
    await main(['run', '--exports', exports, '--store', store, '--config', config, '--locale', 'en'], silent),
  ).toBe(0);
  desk = await openLocalDesk({ store, today: TODAY, config }, { error: (text) => expect.unreachable(text) });
  server = await serveLocally(deskHandler(desk.host), port);
  mail = await linksOfMail(store);
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  desk?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The links that the first mail to a desk carries. */
async function linksOfMail(store: string): Promise<typeof mail> {
  const [period = ''] = await readdir(join(store, 'runs'));
  const [run = ''] = await readdir(join(store, 'runs', period));
  const outbox = join(store, 'runs', period, run, 'outbox');
  const name = (await readdir(outbox)).find((each) => each.startsWith('alerts-'));
  const { text = '' } = await new PostalMime().parse(await readFile(join(outbox, name ?? '')));
  const [worklist = '', task = ''] = text.match(/http:\S+/g) ?? [];
  return { worklist, task };
}

afterEach(() => expect(complaints.splice(0)).toEqual([]));

/** A page as somebody opens it. */
async function openPage(url: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return page;
}

async function taskOf(page: Page): Promise<CollectionTask> {
  const id = new URL(page.url()).searchParams.get('task') ?? '';
  const task = await desk.host.tasks.get(id);
  if (task === undefined) throw new Error(`no task ${id}`);
  return task;
}

describe('from the mail to a recorded promise', () => {
  it.each([true, false])(
    'takes two clicks: the link, and what happened (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const page = await openPage(mail.task, { javaScriptEnabled, locale: 'en' });
      const days = javaScriptEnabled ? '7' : '14';
      await page.locator(`button[value="promise:${days}"]`).click();
      await page.getByRole('status').waitFor();
      expect(await page.getByRole('status').textContent()).toMatch(/^Recorded: promise/);
      const task = await taskOf(page);
      expect(task.promises.at(-1)).toMatchObject({
        amount: task.outstanding_balance,
        due_date: days === '7' ? '2025-10-13' : '2025-10-20',
        by: 'Desk',
      });
      // Loading the page again sends nothing again.
      await page.reload();
      expect((await taskOf(page)).version).toBe(task.version);
      await page.context().close();
    },
  );

  it('goes on from the worklist, where the task now waits', async () => {
    const page = await openPage(mail.worklist, { locale: 'en' });
    const hold = page.locator('section#hold');
    await hold.getByRole('link').first().click();
    expect(await page.locator('h1').textContent()).not.toBe('');
    await page.getByRole('link', { name: EN.task.back }).click();
    await page.getByLabel(EN.list.text).fill('no such customer');
    await page.getByRole('button', { name: EN.list.apply }).click();
    expect(await page.locator('table.tasks').count()).toBe(0);
    await page.context().close();
  });

  it('of two tabs the second is told what the first wrote, and keeps its note', async () => {
    const [one, two] = [await openPage(mail.task, { locale: 'en' }), await openPage(mail.task, { locale: 'en' })];
    await one.locator('button[value="reached"]').click();
    await one.getByRole('status').waitFor();
    await two.getByLabel(EN.record.note).first().fill('spoke to Kim');
    await two.locator('button[value="not_reached"]').click();
    await two.getByRole('alert').waitFor();
    expect(await two.getByRole('alert').textContent()).toContain(EN.refused.changed_meanwhile);
    expect(await two.getByLabel(EN.record.note).first().inputValue()).toBe('spoke to Kim');
    expect((await taskOf(one)).contacts).toHaveLength(1);
    // A refused form is answered with a status that browsers note.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('409')]);
    await Promise.all([one, two].map((page) => page.context().close()));
  });
});

describe('the pages', () => {
  const looks = [360, 900, 1280].flatMap((width) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      (['en', 'zh-CN'] as const).map((lang) => ({ width, colorScheme, lang })),
    ),
  );

  it.each(looks)('fit, and keep WCAG 2.2 AA ($width px, $colorScheme, $lang)', async ({ width, colorScheme, lang }) => {
    for (const link of [mail.worklist, mail.task]) {
      const page = await openPage(`${link}&lang=${lang}`, {
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      });
      for (const details of await page.locator('details').all())
        await details.evaluate((each) => each.setAttribute('open', ''));
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.addScriptTag({ path: AXE });
      const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
        `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations)`,
      );
      expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.context().close();
    }
  });
});
