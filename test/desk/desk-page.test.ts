import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { deskHandler } from '../../lambdas/desk/handler.ts';
import { deskWords } from '../../report/messages/desk-words.ts';
import { messagesFor } from '../../report/messages/messages-for.ts';
import { taskWords } from '../../report/messages/task-words.ts';
import { task } from '../adapters/contract/task-store-contract.ts';
import { address, attribute, elements, formsOf, NOW, post, type TestDesk, testDesk, textOf } from './desk-host.ts';

const WORDS = deskWords('en');
const SYNTHETIC = messagesFor('en').terms.synthetic;
let desk: TestDesk | undefined;

async function open(...tasks: readonly CollectionTask[]): Promise<TestDesk> {
  desk = await testDesk(tasks);
  return desk;
}

afterEach(() => desk?.close());

async function page(of: TestDesk, url: string): Promise<{ status: number; html: string; text: string }> {
  const response = await of.handle(new Request(url));
  const html = await response.text();
  return { status: response.status, html, text: textOf(html) };
}

/** The first form of a page that asks for this; quick where it asks for nothing. */
function formFor(html: string, verb?: string): Readonly<Record<string, string>> {
  const found = formsOf(html).find((form) => form['do'] === verb);
  if (found === undefined) throw new Error(`there is no form for ${verb}`);
  return found;
}

async function sent(of: TestDesk, url: string, fields: Readonly<Record<string, string>>) {
  const response = await of.handle(post(url, fields));
  const html = await response.text();
  return { status: response.status, html, text: textOf(html), location: response.headers.get('location') };
}

describe('a link', () => {
  it('opens the worklist, and a customer from there', async () => {
    const of = await open(task('C1'), task('C2'));
    const t = await of.token();
    const list = await page(of, address({ t }));
    expect(list.status).toBe(200);
    const [link] = elements(list.html, 'a').flatMap((a) =>
      attribute(a, 'href')?.includes('task=C1') ? [attribute(a, 'href')] : [],
    );
    const sheet = await page(of, new URL(link ?? '', 'http://desk.test/').href);
    expect(sheet.status).toBe(200);
    expect(elements(sheet.html, 'h1')).toHaveLength(1);
    expect(sheet.text).toContain('Müller & 王 C1');
  });

  it.each([
    ['missing', 401, async () => address({})],
    ['forged', 403, async (t: string) => address({ t: `${t.slice(0, -2)}AA` })],
    ['forged', 403, async (t: string) => address({ t: t.replace('.', '') })],
    ['other_store', 403, async (_t: string, of: TestDesk) => address({ t: await of.token({ store: 'another' }) })],
    [
      'expired',
      403,
      async (_t: string, of: TestDesk) => address({ t: await of.token({ expires: Date.parse(NOW) / 1000 }) }),
    ],
  ] as const)('that is %s says so and shows nothing', async (fault, status, urlOf) => {
    const of = await open(task('C1'));
    const { status: got, text } = await page(of, `${await urlOf(await of.token(), of)}&lang=en`);
    expect(got).toBe(status);
    expect(text).toContain(WORDS.errors[fault].title);
    expect(text).not.toContain('Müller');
  });

  it('to one task opens that one alone, and its form changes no other', async () => {
    const of = await open(task('C1'), task('C2'));
    const t = await of.token({ scope: { of: 'task', task: 'C1' } });
    const own = await page(of, address({ t }));
    expect(own.text).toContain('Müller & 王 C1');
    expect(own.html).not.toContain(WORDS.task.back);
    const other = await page(of, address({ t, task: 'C2' }));
    expect([other.status, other.text.includes(WORDS.errors.not_found.title)]).toEqual([404, true]);
    const { f = '' } = formFor(own.html);
    const before = of.state();
    expect((await sent(of, address({ t, task: 'C2' }), { f, quick: 'reached' })).status).toBe(404);
    expect(of.state()).toBe(before);
  });

  it('does not tell whether a task exists that it does not reach', async () => {
    const of = await open(task('C1'), task('C2'));
    const t = await of.token({ scope: { of: 'task', task: 'C1' } });
    const [known, unknown] = [await page(of, address({ t, task: 'C2' })), await page(of, address({ t, task: 'C9' }))];
    expect(known.text).toBe(unknown.text);
  });

  it('changes nothing by being looked at, whatever stands in its address', async () => {
    const of = await open(task('C1'), task('C2', { status: 'done', outcome: 'paid' }));
    const t = await of.token();
    const { f = '' } = formFor((await page(of, address({ t, task: 'C1' }))).html);
    const before = of.state();
    const anything = fc.record({
      method: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      more: fc.dictionary(
        fc.oneof(
          fc.constantFrom(
            'task',
            'do',
            'quick',
            'f',
            'amount',
            'due_date',
            'group',
            'page',
            'lang',
            'written',
            'status',
            'text',
          ),
          fc.string(),
        ),
        fc.oneof(
          fc.constantFrom('C1', 'C2', 'promise:7', 'close', 'reached', f, '2025-10-20', 'done', '-1', '9e99', 'en'),
          fc.string({ unit: 'binary' }),
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(anything, async ({ method, more }) => {
        const response = await of.handle(new Request(address({ ...more, t }), { method }));
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    expect(of.state()).toBe(before);
    expect(of.failures).toEqual([]);
  });
});

describe('recording what happened', () => {
  it('takes one click: a promise of the whole balance, noted under the reader’s name', async () => {
    const of = await open(task('C1'));
    const t = await of.token({ scope: { of: 'task', task: 'C1' } });
    const { html } = await page(of, address({ t }));
    const done = await sent(of, address({ t, task: 'C1' }), {
      ...formFor(html),
      quick: 'promise:14',
      note: 'Frau Kim',
    });
    expect(done.status).toBe(303);
    expect(await of.host.tasks.get('C1')).toMatchObject({
      version: 2,
      status: 'waiting',
      note: 'Frau Kim',
      promises: [{ amount: '15000.01', due_date: '2025-10-20', by: 'Ana', at: NOW }],
    });
    const shown = await page(of, new URL(done.location ?? '', 'http://desk.test').href);
    expect(shown.text).toContain('Recorded: promise');
    expect(shown.text).toContain('20 October 2025');
  });

  it.each([
    ['reached', { contacts: [{ channel: 'phone', result: 'reached' }], status: 'in_progress' }],
    ['not_reached', { contacts: [{ channel: 'phone', result: 'not_reached' }] }],
    ['says_paid', { contacts: [{ result: 'reached', note: WORDS.record.says_paid_note }], closed: null }],
    ['cause:forgotten', { cause: 'forgotten' }],
  ])('one click: %s', async (quick, expected) => {
    const of = await open(task('C1'));
    const t = await of.token();
    const url = address({ t, task: 'C1' });
    expect((await sent(of, url, { ...formFor((await page(of, url)).html), quick })).status).toBe(303);
    expect(await of.host.tasks.get('C1')).toMatchObject(expected);
  });

  it.each([
    [
      'contact',
      { channel: 'visit', result: 'reached', on: '2025-10-01', note: 'n' },
      { contacts: [{ channel: 'visit', on: '2025-10-01' }] },
    ],
    [
      'promise',
      { amount: '99.5', due_date: '2025-10-09', on: '', note: '' },
      { promises: [{ amount: '99.5', made_on: '2025-10-06' }] },
    ],
    [
      'dispute',
      { reason: 'short', amount: '', on: '' },
      { disputes: [{ reason: 'short', amount: null }], status: 'waiting' },
    ],
    [
      'plan',
      { first_date: '2025-10-31', parts: '3', every: 'month', note: '' },
      {
        plans: [
          {
            instalments: [
              { due_date: '2025-10-31', amount: '5000.00' },
              { due_date: '2025-11-30', amount: '5000.00' },
              { due_date: '2025-12-31', amount: '5000.01' },
            ],
          },
        ],
      },
    ],
    ['assign', { owner: 'Bo' }, { owner: 'Bo' }],
    ['postpone', { due_date: '2025-11-01', note: '' }, { due_date: '2025-11-01' }],
    ['close', { outcome: 'written_off', note: '' }, { status: 'done', outcome: 'written_off' }],
    ['note', { note: 'hello' }, { note: 'hello' }],
  ] as const)('the form: %s', async (verb, fields, expected) => {
    const of = await open(task('C1'));
    const url = address({ t: await of.token(), task: 'C1' });
    expect((await sent(of, url, { ...formFor((await page(of, url)).html, verb), ...fields })).status).toBe(303);
    expect(await of.host.tasks.get('C1')).toMatchObject(expected);
  });

  it('a step is approved or not by whoever is asked', async () => {
    const approval = {
      id: 'agency.2025-09',
      kind: 'agency' as const,
      period: '2025-09',
      proposal: { net: '100.00', agency: null },
      requested: { at: NOW, by: 'duewatch' },
      decided: null,
    };
    const of = await open(task('C1', { approvals: [approval] }));
    const url = address({ t: await of.token(), task: 'C1' });
    const fields = { ...formFor((await page(of, url)).html, 'decide'), approved: 'yes', note: 'go' };
    expect((await sent(of, url, fields)).status).toBe(303);
    expect((await of.host.tasks.get('C1'))?.approvals).toMatchObject([
      { decided: { approved: true, by: 'Ana', note: 'go' } },
    ]);
  });
});

describe('what is refused', () => {
  it('a form sent a second time: nothing is written, and what was typed is kept', async () => {
    const of = await open(task('C1'));
    const url = address({ t: await of.token(), task: 'C1' });
    const fields = { ...formFor((await page(of, url)).html), quick: 'reached', note: 'spoke to Kim' };
    await sent(of, url, fields);
    const before = of.state();
    const again = await sent(of, url, fields);
    expect(again.status).toBe(409);
    expect(again.text).toContain(WORDS.refused.form_used);
    expect(again.text).toContain('spoke to Kim');
    expect(of.state()).toBe(before);
  });

  it('of a form sent many times at once, one is written', async () => {
    const of = await open(task('C1'));
    const url = address({ t: await of.token(), task: 'C1' });
    const fields = { ...formFor((await page(of, url)).html), quick: 'reached' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => sent(of, url, fields)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409, 409, 409]);
    expect((await of.host.tasks.get('C1'))?.contacts).toHaveLength(1);
  });

  it('the second of two people: told who wrote what meanwhile, with what they typed still in the form', async () => {
    const of = await open(task('C1'));
    const [ana, bo] = [await of.token(), await of.token({ by: 'Bo' })];
    const urls = { ana: address({ t: ana, task: 'C1' }), bo: address({ t: bo, task: 'C1' }) };
    const hers = formFor((await page(of, urls.ana)).html);
    const his = formFor((await page(of, urls.bo)).html, 'promise');
    await sent(of, urls.ana, { ...hers, quick: 'cause:forgotten' });
    const second = await sent(of, urls.bo, { ...his, amount: '77.25', due_date: '2025-10-30', note: 'by phone' });
    expect(second.status).toBe(409);
    expect(second.text).toContain(WORDS.refused.changed_meanwhile);
    expect(second.text).toMatch(/Ana : cause · Cause Forgotten/);
    const kept = elements(second.html, 'input').map((input) => attribute(input, 'value'));
    expect(kept).toEqual(expect.arrayContaining(['77.25', '2025-10-30']));
    expect(second.text).toContain('by phone');
    expect((await of.host.tasks.get('C1'))?.promises).toEqual([]);
    // The form that came back is good: sent again, it is written.
    const retry = formFor(second.html, 'promise');
    expect((await sent(of, urls.bo, { ...retry, amount: '77.25', due_date: '2025-10-30' })).status).toBe(303);
    expect((await of.host.tasks.get('C1'))?.promises).toMatchObject([{ amount: '77.25', by: 'Bo' }]);
  });

  it('an outcome for a task that is paid, with words', async () => {
    const of = await open(task('C1'));
    const url = address({ t: await of.token(), task: 'C1' });
    const fields = { ...formFor((await page(of, url)).html, 'close'), outcome: 'written_off' };
    const paid = { period: '2025-10', balance: '0.00', received: null, words: {}, at_risk: false };
    // The month's run found the payment and did not count the person's version on.
    await of.host.tasks.replace(task('C1', { status: 'done', outcome: 'paid', findings: [paid] }), 1);
    const before = await of.host.tasks.get('C1');
    const refused = await sent(of, url, fields);
    expect(refused.status).toBe(409);
    expect(refused.text.toLowerCase()).toContain(taskWords('en').refused.already_paid);
    expect(await of.host.tasks.get('C1')).toEqual(before);
  });

  it('a form whose token was changed, expired, is another’s or of another task', async () => {
    const of = await open(task('C1'), task('C2'));
    const t = await of.token();
    const url = address({ t, task: 'C1' });
    const { f = '' } = formFor((await page(of, url)).html);
    const [head = '', claim = '', mac = ''] = f.split('.');
    const said = JSON.parse(Buffer.from(claim, 'base64url').toString());
    const version2 = Buffer.from(JSON.stringify({ ...said, version: 2 })).toString('base64url');
    const bos = formFor((await page(of, address({ t: await of.token({ by: 'Bo' }), task: 'C1' }))).html)['f'] ?? '';
    const other = formFor((await page(of, address({ t, task: 'C2' }))).html)['f'] ?? '';
    const before = of.state();
    for (const wrong of [`${head}.${version2}.${mac}`, `${f}A`, '', t, bos, other]) {
      const refused = await sent(of, url, { f: wrong, quick: 'reached' });
      expect([refused.status, refused.text.includes(WORDS.refused.form_invalid)], wrong).toEqual([409, true]);
    }
    of.at('2025-10-07T00:00:01.000Z');
    const late = await sent(of, url, { f, quick: 'reached' });
    expect([late.status, late.text.includes(WORDS.refused.form_expired)]).toEqual([409, true]);
    expect(of.state()).toBe(before);
  });

  it.each([
    [
      'promise',
      { amount: '1,200', due_date: '2025-10-30' },
      WORDS.refused.not_an_amount({ field: WORDS.fields.amount }),
    ],
    ['promise', { amount: '', due_date: '2025-10-30' }, WORDS.refused.missing({ field: WORDS.fields.amount })],
    ['promise', { amount: '10', due_date: '30.10.2025' }, WORDS.refused.not_a_date({ field: WORDS.fields.due_date })],
    ['note', { note: 'x'.repeat(2_001) }, WORDS.refused.too_long({ field: WORDS.fields.note })],
    ['close', { outcome: 'vanished' }, WORDS.refused.not_a_choice({ field: WORDS.fields.outcome })],
    [
      'plan',
      { first_date: '2025-10-30', parts: '61', every: 'month' },
      WORDS.refused.not_a_choice({ field: WORDS.fields.parts }),
    ],
    [
      'plan',
      { first_date: '9999-12-31', parts: '3', every: 'month' },
      WORDS.refused.not_a_date({ field: WORDS.fields.first_date }),
    ],
    ['constructor', {}, WORDS.refused.not_a_choice({ field: WORDS.fields.do })],
    ['__proto__', {}, WORDS.refused.not_a_choice({ field: WORDS.fields.do })],
  ])('a form that can’t be read (%s %j)', async (verb, fields, words) => {
    const of = await open(task('C1'));
    const url = address({ t: await of.token(), task: 'C1' });
    const before = await page(of, url);
    const state = of.state();
    const refused = await sent(of, url, { f: formFor(before.html)['f'] ?? '', do: verb, ...fields });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(words);
    expect(of.state()).toBe(state);
  });

  it('more than a form can be', async () => {
    const of = await open(task('C1'));
    const url = address({ t: await of.token(), task: 'C1' });
    const refused = await sent(of, url, { f: 'x', note: 'x'.repeat(70_000) });
    expect([refused.status, refused.text.includes(WORDS.errors.too_large.title)]).toEqual([413, true]);
  });

  it('anything can be sent: nothing of it is an error of the page', async () => {
    const of = await open(task('C1'));
    const url = address({ t: await of.token(), task: 'C1' });
    const field = fc.oneof(
      fc.constantFrom(
        'do',
        'quick',
        'amount',
        'due_date',
        'note',
        'reason',
        'on',
        'plan',
        'parts',
        'every',
        '__proto__',
        'constructor',
      ),
      fc.string(),
    );
    const value = fc.oneof(
      fc.constantFrom(
        'promise',
        'plan',
        'close',
        'decide',
        'promise:7',
        'cause:',
        '1e5',
        '-1',
        'NaN',
        '0001-01-01',
        '2025-10-20',
      ),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(field, value), async (fields) => {
        const { f = '' } = formFor((await page(of, url)).html);
        expect((await sent(of, url, { ...fields, f })).status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
    expect(of.failures).toEqual([]);
  });
});

describe('text of the data', () => {
  const HOSTILE = `<img src=x onerror=alert(1)>"' & </script><script>alert(2)</script> \u202Eevil\u2066 javascript:alert(3) =1+1`;

  function hostileSheet(): CustomerSheet {
    return {
      period: '2025-09',
      scope: '*',
      currency: 'USD',
      customer_id: 'C1',
      name: HOSTILE,
      email: `"><script>@x.${HOSTILE}`,
      account_manager: HOSTILE,
      balance: '1.00',
      credit_on_account: null,
      payment_rate_pct: 10,
      score: 60,
      band: '60_70',
      strategy: 'active_collection',
      reasons: [{ code: HOSTILE, value: 1, points: 2 }],
      warning: {
        score: 71,
        since: '2025-09',
        reasons: [HOSTILE],
        factors: [{ part: HOSTILE, value: null, points: 3 }],
      },
      history: [
        { period: '2025-08', score: 50, balance: '2' },
        { period: '2025-09', score: 60, balance: '1' },
      ],
      ageing: { current: '0', '1_30': '1.00', [HOSTILE]: '3' },
      invoices: [
        {
          invoice_id: HOSTILE,
          invoice_date: '2025-08-01',
          due_date: '2025-08-31',
          currency: 'USD',
          total_amount: '5',
          open_amount: '1',
          days_overdue: 30,
          disputed: true,
        },
      ],
      invoices_total: 1,
      parts: { collection: { nonsense: HOSTILE }, credit: HOSTILE, escalation: null },
    };
  }

  it('is never markup, never turns the reading direction, and reaches no address', async () => {
    const mark = { at: NOW, by: HOSTILE };
    const hostile = task('C1', {
      customer_name: HOSTILE,
      owner: HOSTILE,
      owner_role: HOSTILE,
      reason: HOSTILE,
      actions: [HOSTILE],
      note: HOSTILE,
      promises: [{ id: 'p1', amount: '1', due_date: '2025-10-30', made_on: '2025-10-01', ...mark, cancelled: null }],
      disputes: [{ id: 'd1', opened_on: '2025-10-01', reason: HOSTILE, amount: null, ...mark, settled: null }],
      contacts: [{ on: '2025-10-01', channel: 'phone', stage: HOSTILE, result: 'reached', note: HOSTILE, ...mark }],
      approvals: [
        {
          id: HOSTILE,
          kind: 'legal',
          period: '2025-09',
          proposal: { [HOSTILE]: HOSTILE },
          requested: mark,
          decided: { approved: true, note: HOSTILE, ...mark },
        },
      ],
      history: [{ ...mark, change: `note; note=${HOSTILE}; status open → waiting` }],
    });
    desk = await testDesk([hostile], [hostileSheet()]);
    const t = await desk.token({ by: HOSTILE.slice(0, 190) });
    const pages = [
      address({ t }),
      address({ t, task: 'C1' }),
      address({ t, task: 'C1', lang: 'zh-CN' }),
      address({ t, text: HOSTILE, owner: HOSTILE }),
    ];
    for (const url of pages) {
      const { status, html } = await page(desk, url);
      expect(status).toBe(200);
      expect(elements(html, 'img')).toHaveLength(0);
      expect(elements(html, 'script')).toHaveLength(1);
      expect(textOf(html)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      for (const a of elements(html, 'a')) expect(attribute(a, 'href')).toMatch(/^(\?|#|mailto:[\w.+-]+@)/);
    }
    const { html } = await page(desk, address({ t, task: 'C1' }));
    expect(elements(html, 'svg').length).toBe(2);
    expect(elements(html, 'table')).toHaveLength(3);
    expect(desk.failures).toEqual([]);
  });
});

describe('every answer', () => {
  it('forbids everything that is not its own, and is kept by nobody', async () => {
    const of = await open(task('C1'));
    const t = await of.token();
    for (const url of [address({}), address({ t }), address({ t, task: 'C1' }), 'http://desk.test/other']) {
      const response = await of.handle(new Request(url));
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(await response.text()).not.toMatch(/(src|href|action)="(https?:)?\/\//);
    }
  });

  it('says since when a task is on the desk, and apart since when its alert stands', async () => {
    const alert = task('C1', { reason: 'early_warning', episode: '2025-06', opened_period: '2025-09', score: null });
    const of = await open(alert, task('C2', { episode: '2025-08' }));
    const t = await of.token();
    const { text } = await page(of, address({ t, task: 'C1' }));
    expect(text).toContain('on the desk since the review of September 2025');
    expect(text).toMatch(/early warning ?on alert since June 2025/);
    expect((await page(of, address({ t, task: 'C2', lang: 'zh-CN' }))).text).toMatch(/高风险 ?自2025年8月起为高风险/);
  });

  it('speaks the reader’s language: by the switch, by the link, by the browser', async () => {
    const of = await open(task('C1'));
    const lang = async (url: string, accept = '') => {
      const response = await of.handle(new Request(url, { headers: { 'accept-language': accept } }));
      return /<html lang="([^"]+)"/.exec(await response.text())?.[1];
    };
    const [bound, free] = [await of.token({ locale: 'zh-CN' }), await of.token({ locale: null })];
    expect(await lang(address({ t: bound }), 'en')).toBe('zh-CN');
    expect(await lang(address({ t: bound, lang: 'en' }))).toBe('en');
    expect(await lang(address({ t: free }), 'fr, zh;q=0.8, en;q=0.5')).toBe('zh-CN');
    expect(await lang(address({ t: free }), 'en-GB')).toBe('en');
    const chinese = async () => ({ ...(await of.host.rules()), locales: ['zh-CN' as const, 'en' as const] });
    const handle = deskHandler({ ...of.host, rules: chinese });
    const text = await (await handle(new Request(address({ t: free })))).text();
    expect(text).toContain('<html lang="zh-CN"');
  });

  it('without a link that opens costs no look at the rules, and without any none at the keys', async () => {
    const of = await open(task('C1'));
    const looks: string[] = [];
    const handle = deskHandler({
      ...of.host,
      rules: async () => {
        looks.push('rules');
        return of.host.rules();
      },
      keys: {
        keys: async () => {
          looks.push('keys');
          return of.host.keys.keys();
        },
      },
    });
    const status = async (url: string, method = 'GET') => (await handle(new Request(url, { method }))).status;
    expect(await status(address({}))).toBe(401);
    expect(await status(new URL('/robots.txt', address({})).href)).toBe(404);
    expect(await status(address({}), 'PUT')).toBe(405);
    expect(looks).toEqual([]);
    expect(await status(address({ t: 'd1.x.y' }))).toBe(403);
    expect(looks).toEqual(['keys']);
    expect(await status(address({ t: await of.token() }))).toBe(200);
    expect(looks).toEqual(['keys', 'keys', 'rules']);
  });

  it('is labelled where the review was of data that was made up', async () => {
    const of = await open(task('C1'));
    const t = await of.token();
    const key = 'history/scores/current/2025-09.json';
    const publish = (synthetic: boolean) =>
      of.store.write(
        key,
        new TextEncoder().encode(JSON.stringify({ run: 'r', revision: 1, prefix: 'runs/r/', synthetic })),
      );
    await publish(false);
    for (const asked of [{ t }, { t, task: 'C1' }])
      expect((await page(of, address(asked))).text).not.toContain(SYNTHETIC);
    await publish(true);
    for (const asked of [{ t }, { t, task: 'C1' }]) expect((await page(of, address(asked))).text).toContain(SYNTHETIC);
  });

  it('puts the reader’s name where the language has it', async () => {
    const of = await open(task('C1'));
    const t = await of.token({ by: 'Ana' });
    expect((await page(of, address({ t, lang: 'en' }))).text).toContain('You write as Ana');
    expect((await page(of, address({ t, lang: 'zh-CN' }))).text).toMatch(/以“ ?Ana ?”的名义记录/);
  });

  it('says that something went wrong, and the host is told what', async () => {
    const of = await open(task('C1'));
    const t = await of.token();
    const url = address({ t, task: 'C1' });
    const fields = { ...formFor((await page(of, url)).html), quick: 'reached' };
    const publish = async () => {
      throw new Error('the bus is gone');
    };
    const failing = { ...of, handle: deskHandler({ ...of.host, events: { publish } }) };
    const failed = await sent(failing, url, fields);
    expect([failed.status, failed.text.includes(WORDS.errors.failed.title)]).toEqual([500, true]);
    // It had been written: the page does not claim that it was not, and the form is used up.
    expect((await of.host.tasks.get('C1'))?.contacts).toHaveLength(1);
    expect((await sent(of, url, fields)).text).toContain(WORDS.refused.form_used);
    expect(of.failures).toHaveLength(1);
  });
});
