import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { AlertNotice, Digest, TaskNotice } from '../../../core/contracts/digest.ts';
import { composeDigest } from '../../../report/mail/compose-digest.ts';
import { dangers, elementsOf } from '../fixtures/parse-html.ts';
import { makeInput } from '../fixtures/report-input.ts';

const ENVELOPE = {
  recipient: { name: 'Collections', email: 'collections@example.com' },
  sender: { name: 'duewatch', email: 'duewatch@example.com' },
  messageId: '2026-06-4f7a1c.r1.alerts.1@duewatch',
  date: '2026-07-02T06:00:00Z',
};

const notice = (change: Partial<AlertNotice> = {}): AlertNotice => ({
  task_id: 'C7/early_warning/2026-06',
  customer_id: 'C7',
  name: 'Amber Otter Ltd',
  owner: 'Ada',
  strategy: null,
  score: 81.25,
  open_amount: '12345.60',
  currency: 'USD',
  reasons: ['over_threshold', 'slower_payment'],
  since: '2026-06',
  factors: [
    { part: 'event_chance', value: 0.62, points: 30 },
    { part: 'waiting_invoice', value: 26, points: 19 },
    { part: 'exposure_growth', value: 48.2, points: 1 },
  ],
  first_step: 'call_within_two_days',
  due_date: '2026-07-07',
  ...change,
});

const digest = (alerts: readonly AlertNotice[], total = alerts.length): Digest => ({
  recipient: ENVELOPE.recipient,
  total,
  alerts: [...alerts],
  broken: { total: 0, shown: [] },
  opened: { total: 0, shown: [] },
  policy: { total: 0, shown: [] },
});

const read = async (locale: 'en' | 'zh-CN', of: Digest) =>
  new PostalMime().parse(await composeDigest(makeInput(), locale, ENVELOPE, of, null));

describe('the digest of alerts that one person gets', () => {
  it('says of each customer why, on what evidence, what to do first and by when', async () => {
    const { text = '', html = '', subject } = await read('en', digest([notice()]));
    for (const part of [text, html]) {
      expect(part).toContain('Amber Otter Ltd (C7)');
      expect(part).toContain('Score over the threshold, Paying later than before');
      expect(part).toContain('a chance of 62.0%');
      expect(part).toContain('of the invoices not yet 30 days overdue, the oldest is 26 days overdue');
      expect(part).toContain('the balance grew by 48.2% in three months');
      expect(part).toContain('by 7 July 2026');
      expect(part).toContain('12,345.60');
    }
    expect(subject).toContain('1 customer on alert for you');
  });

  it('says the same in Chinese, to the end', async () => {
    const { text = '', subject } = await read('zh-CN', digest([notice()]));
    expect(subject).toContain('1家客户触发预警');
    expect(text).toContain('逾期未满30天的发票中，最久的已逾期26天');
    expect(text).toContain('欠款三个月增长48.2%');
    expect(text).not.toMatch(/event_chance|undefined|NaN/);
  });

  it.each([
    [
      'en',
      'Credit frozen: 2 customers in the worst score band',
      'First step: Freeze the credit, by 5 July 2026',
      /: the credit policy for 2 customers for you$/,
    ],
    [
      'zh-CN',
      '冻结授信：评分最差一档的2家客户',
      '第一步：冻结授信、2026年7月5日前',
      /：2家客户须执行信用政策，请您处理$/,
    ],
  ] as const)(
    'names the customers to whom the credit policy is applied (%s)',
    async (locale, heading, step, subject) => {
      const frozen = (id: string): TaskNotice => ({
        ...{ task_id: `${id}/high_risk/2026-06`, customer_id: id, name: `Walrus ${id}`, owner: 'Ada', score: 88 },
        ...{ open_amount: '20000', currency: 'USD', first_step: 'freeze_credit', due_date: '2026-07-05', broken: [] },
      });
      const of = { ...digest([]), policy: { total: 2, shown: [frozen('C1'), frozen('C2')] } };
      const mail = await read(locale, of);
      expect(mail.subject).toMatch(subject);
      for (const part of [heading, 'Walrus C1', 'Walrus C2']) {
        expect(mail.text).toContain(part);
        expect(mail.html).toContain(part);
      }
      expect(mail.text).toContain(step);
      const one = await read(locale, { ...of, policy: { total: 1, shown: [frozen('C1')] } });
      expect(one.text).toContain(locale === 'en' ? 'Credit frozen: 1 customer in' : '最差一档的1家客户');
      expect((await read(locale, digest([notice()]))).text).not.toContain(
        locale === 'en' ? 'worst score band' : '最差一档',
      );
    },
  );

  it('says that it corrects an earlier one', async () => {
    const input = makeInput({ run: { revision: 2 } });
    const { subject } = await new PostalMime().parse(
      await composeDigest(input, 'en', ENVELOPE, digest([notice()]), null),
    );
    expect(subject).toContain('(revision 2)');
  });

  it('says how many it leaves out', async () => {
    const { text = '' } = await read('en', digest([notice()], 45));
    expect(text).toContain('The 1 most alarming of 45');
  });

  it('lets no name become markup or a header', async () => {
    const bad = notice({ name: '<img src=x onerror=alert(1)>\r\nBcc: a@b.c', owner: '<script>1</script>' });
    const mail = await read('en', digest([bad]));
    expect(dangers(elementsOf(mail.html ?? ''))).toEqual([]);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.headers.filter(({ key }) => key === 'bcc')).toEqual([]);
  });

  it('is the same bytes again', async () => {
    const once = await composeDigest(makeInput(), 'en', ENVELOPE, digest([notice()]), null);
    expect(await composeDigest(makeInput(), 'en', ENVELOPE, digest([notice()]), null)).toEqual(once);
  });
});
