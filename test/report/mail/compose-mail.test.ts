import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../core/contracts/config.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { type RenderedChart, renderCharts } from '../../../report/charts/render-charts.ts';
import { composeMail, type MailOrder } from '../../../report/mail/compose-mail.ts';
import { makeCustomers } from '../fixtures/customers.ts';
import { FONT } from '../fixtures/fonts.ts';
import { attribute, dangers, elementsOf, textOf } from '../fixtures/parse-html.ts';
import { hostileInput, loansAlone, makeInput } from '../fixtures/report-input.ts';
import { figureFault } from '../read-back/figure-fault.ts';

const PDF = new TextEncoder().encode('%PDF-1.7 made up');

const drawn = new Map<Locale, Promise<readonly RenderedChart[]>>();

/** The typical company's pictures: what they show does not matter here, that they travel does. */
function pictures(locale: Locale): Promise<readonly RenderedChart[]> {
  const charts = drawn.get(locale) ?? renderCharts(makeInput(), locale, FONT);
  drawn.set(locale, charts);
  return charts;
}

async function order(input: ReportInput, locale: Locale = 'en', change: Partial<MailOrder> = {}): Promise<MailOrder> {
  return {
    input,
    locale,
    recipient: { name: '财务总监', email: 'caiwu@example.com' },
    sender: { name: 'duewatch', email: 'duewatch@example.com' },
    charts: await pictures(locale),
    attachments: [{ filename: 'duewatch-2026-06.pdf', contentType: 'application/pdf', bytes: PDF }],
    messageId: '2026-06-4f7a1c.r1.1@duewatch',
    date: '2026-07-02T06:00:00Z',
    ...change,
  };
}

const read = (raw: Uint8Array): Promise<Email> => new PostalMime().parse(raw);
const header = (mail: Email, name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);

describe('the mail', () => {
  it('is a complete message: who, what, when, in the reader’s language', async () => {
    const mail = await read(await composeMail(await order(makeInput(), 'zh-CN')));
    expect(mail.subject).toBe('【模拟数据】Harbour & Vale Trading 2026年6月应收账款：37家高风险客户欠款546.2万美元');
    expect(mail.to).toEqual([{ name: '财务总监', address: 'caiwu@example.com' }]);
    expect(mail.from).toMatchObject({ address: 'duewatch@example.com' });
    expect(mail.messageId).toBe('<2026-06-4f7a1c.r1.1@duewatch>');
    expect(mail.date).toBe('2026-07-02T06:00:00.000Z');
    expect(header(mail, 'list-unsubscribe')).toEqual(['<mailto:duewatch@example.com?subject=unsubscribe>']);
    expect(header(mail, 'content-language')).toEqual(['zh-CN']);
  });

  it('says in the subject that it is a correction, or not to be relied on', async () => {
    const input = makeInput({
      run: { revision: 3, reliable: false, synthetic: false, warnings: ['reconciliation_failed'] },
    });
    const mail = await read(await composeMail(await order(input)));
    expect(mail.subject).toBe(
      '[unreliable] Harbour & Vale Trading receivables June 2026 (revision 3): 37 high-risk customers owe $5.46M',
    );
    expect(mail.text).toContain('! These figures are unreliable');
  });

  it('carries its pictures inside, with words for them, and its attachments byte for byte', async () => {
    const mail = await read(await composeMail(await order(makeInput())));
    const pictures = elementsOf(mail.html ?? '').filter(({ tagName }) => tagName === 'img');
    const ids = mail.attachments.flatMap(({ contentId }) => contentId ?? []);
    expect(pictures.map((img) => `<${attribute(img, 'src')?.slice(4)}>`).sort()).toEqual([...ids].sort());
    expect(ids).toHaveLength(3);
    for (const img of pictures) expect(attribute(img, 'alt')?.length).toBeGreaterThan(20);
    const pdf = mail.attachments.find(({ mimeType }) => mimeType === 'application/pdf');
    expect(Buffer.from(pdf?.content as ArrayBuffer).equals(PDF)).toBe(true);
    expect(pdf?.filename).toBe('duewatch-2026-06.pdf');
  });

  it.each(['en', 'zh-CN'] as const)('shows figures as figures.json has them (%s)', async (locale) => {
    const input = makeInput({ earlier: true });
    const mail = await read(await composeMail(await order(input, locale)));
    const shown = elementsOf(mail.html ?? '').filter((element) => attribute(element, 'data-figure') !== null);
    const faults = shown.flatMap(
      (element) =>
        figureFault(
          input.figures,
          {
            id: attribute(element, 'data-figure') ?? '',
            at: attribute(element, 'data-at'),
            text: textOf(element),
          },
          locale,
        ) ?? [],
    );
    expect(shown.length).toBeGreaterThan(15);
    expect(faults).toEqual([]);
  });

  it('lists the ten largest, and stays under what mail programs cut off', async () => {
    const mail = await read(
      await composeMail(
        await order(makeInput({ customers: makeCustomers(1500), ledger: true, loans: true, earlier: true })),
      ),
    );
    expect(Buffer.byteLength(mail.html ?? '')).toBeLessThan(102 * 1024);
    expect(
      elementsOf(mail.html ?? '')
        .map(textOf)
        .join(),
    ).toContain('The 10 largest of 1,500');
    expect(mail.text?.match(/^ ?\d+\. .*\[C\d+\]$/gm)).toHaveLength(10);
  });

  it.each(['en', 'zh-CN'] as const)(
    'stays under it with 100,000 customers whose names are as long as they are hostile (%s)',
    async (locale) => {
      const customers = makeCustomers(100_000).map((line, index) =>
        index < 40
          ? { ...line, name: `<b>&"${'契约👩‍👩‍👧‍👦'.repeat(40)}</b>`, customer_id: `=${'7'.repeat(120)}${index}` }
          : line,
      );
      const company = `${'Évil <script>&amp; '.repeat(20)}`;
      const run = { company, reliable: false, revision: 12, warnings: ['reconciliation_failed', 'misdated'] };
      const input = makeInput({ customers, ledger: true, loans: true, earlier: true, run });
      const mail = await read(await composeMail(await order(input, locale)));
      expect(Buffer.byteLength(mail.html ?? '')).toBeLessThan(102 * 1024);
      expect(dangers(elementsOf(mail.html ?? ''))).toEqual([]);
      expect(mail.subject?.length).toBeLessThan(200);
    },
  );

  it('offers to leave the list by mail, and nothing that it could not keep', async () => {
    const mail = await read(await composeMail(await order(makeInput())));
    expect(header(mail, 'list-unsubscribe')).toEqual(['<mailto:duewatch@example.com?subject=unsubscribe>']);
    // One click needs a web address that takes it; there is none.
    expect(header(mail, 'list-unsubscribe-post')).toEqual([]);
  });

  it('has a plain text worth reading: the three things, who does what by when', async () => {
    const { text = '' } = await read(await composeMail(await order(makeInput({ earlier: true }))));
    expect(text).toContain('1. 37 of 314 rated customers are high-risk');
    expect(text).toMatch(/→ Start active collection with 16 customers.*\n.*by 5 July 2026\)/);
    expect(text.split('\n').every((line) => line.length <= 78)).toBe(true);
    expect(text).not.toMatch(/<[a-z]/);
  });

  it('says in three sentences what is overdue, where the export has due dates', async () => {
    const { text = '', html = '' } = await read(await composeMail(await order(makeInput({ ledger: true }))));
    expect(text).toContain('What is overdue\n  $1.90M is overdue, on 311 invoices of 64 customers.');
    expect(html).toContain('data-figure="overdue.cause.forgotten.customers"');
    expect((await read(await composeMail(await order(makeInput())))).text).not.toContain('What is overdue');
  });

  it('is the same bytes for the same order', async () => {
    const input = makeInput();
    const [first, second] = [await composeMail(await order(input)), await composeMail(await order(makeInput()))];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  it('greets each recipient by name, whoever was first', async () => {
    const input = makeInput();
    await composeMail(await order(input));
    const mail = await read(
      await composeMail(await order(input, 'en', { recipient: { name: '<b>$& O’Neil</b>', email: 'o@example.com' } })),
    );
    expect(mail.html).toContain('Dear &lt;b&gt;$&amp; O’Neil&lt;/b&gt;,');
    expect(mail.html).not.toContain('财务总监');
  });

  it('lets no text become a header, markup or a tag of the template', async () => {
    const evil = { name: 'X\r\nBcc: all@example.com', email: 'x@example.com' };
    const raw = await composeMail(await order(hostileInput(), 'en', { recipient: evil, sender: evil }));
    const mail = await read(raw);
    expect(header(mail, 'bcc')).toEqual([]);
    expect(mail.to).toHaveLength(1);
    const elements = elementsOf(mail.html ?? '');
    expect(dangers(elements)).toEqual([]);
    expect(elements.filter(({ tagName }) => ['script', 'svg', 'iframe', 'mj-raw'].includes(tagName))).toEqual([]);
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail.subject).toContain('Evil <script>alert(6)</script> & Co Bcc: x@example.com');
  });

  it('carries no pictures of customers where the export holds loans alone', async () => {
    const mail = await read(await composeMail(await order(loansAlone())));
    expect(mail.subject).toContain('1,000 loans, 30.0% overdue');
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual(['application/pdf']);
  });

  it('is composed for a month without high-risk customers', async () => {
    const mail = await read(await composeMail(await order(makeInput({ customers: [], rates: [80], forecast: false }))));
    expect(mail.subject).toContain('nobody is high-risk');
    expect(mail.html).toContain('A good month');
  });
});
