import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../core/contracts/config.ts';
import type { AlertNotice, Digest, DigestLinks, TaskNotice } from '../../../core/contracts/digest.ts';
import type { FigureUnit } from '../../../core/contracts/figure.ts';
import { composeDigest } from '../../../report/mail/compose-digest.ts';
import { attribute, elementsOf, textOf } from '../fixtures/parse-html.ts';
import { makeInput } from '../fixtures/report-input.ts';
import { createExplainer } from './explainer.ts';
import { type Fact, type Facts, noticeFaults } from './read-notice.ts';

const LOCALES: readonly Locale[] = ['en', 'zh-CN'];
const ENVELOPE = {
  recipient: { name: 'Collections', email: 'collections@example.com' },
  sender: { name: 'duewatch', email: 'duewatch@example.com' },
  messageId: '2026-06-4f7a1c.r1.alerts.1@duewatch',
  date: '2026-07-02T06:00:00Z',
};

const ALERTS: readonly AlertNotice[] = [
  {
    task_id: 'C7/early_warning/2026-06',
    customer_id: 'C7',
    name: 'Amber Otter 24 Ltd',
    owner: 'Ada',
    strategy: null,
    score: 81.25,
    open_amount: '12345.60',
    currency: 'USD',
    reasons: ['over_threshold', 'slower_payment'],
    since: '2026-02',
    factors: [
      { part: 'event_chance', value: 0.623, points: 30 },
      { part: 'waiting_invoice', value: 26, points: 19 },
      { part: 'lateness_level', value: 17.46, points: 3 },
    ],
    first_step: 'call_within_two_days',
    due_date: '2026-07-07',
  },
  {
    task_id: 'C8/early_warning/2026-06',
    customer_id: 'C8',
    name: '獭祭商行',
    owner: 'Ben',
    strategy: null,
    score: 70,
    open_amount: '987654',
    currency: 'JPY',
    reasons: ['exposure_growth'],
    since: '2026-06',
    factors: [{ part: 'exposure_growth', value: 48.27, points: 1 }],
    first_step: 'confirm_balance',
    due_date: '2026-07-09',
  },
];

const task = (id: string, open: string, broken: TaskNotice['broken']): TaskNotice => ({
  task_id: `${id}/high_risk/2026-05`,
  customer_id: id,
  name: `Walrus ${id}`,
  owner: 'Ada',
  score: 62.5,
  open_amount: open,
  currency: 'EUR',
  first_step: 'demand_in_writing',
  due_date: '2026-07-05',
  broken,
});

const BROKEN = [
  task('C91', '45678.90', [
    { amount: '1500.25', due_date: '2026-06-12' },
    { amount: '700', due_date: '2026-06-20' },
  ]),
];
const OPENED = [task('C92', '33221.10', []), task('C93', '20000', [])];

const POLICY = [task('C94', '77665.50', []), task('C95', '66554', []), task('C96', '55443.20', [])].map((of) => ({
  ...of,
  first_step: 'freeze_credit',
  due_date: '2026-07-03',
}));

const DIGEST: Digest = {
  recipient: ENVELOPE.recipient,
  total: 41,
  alerts: [...ALERTS],
  broken: { total: 1, shown: BROKEN },
  opened: { total: 19, shown: OPENED },
  policy: { total: 3, shown: POLICY },
};
const ALL = [...BROKEN, ...ALERTS, ...POLICY, ...OPENED];
const LINKS: DigestLinks = {
  worklist: 'https://desk.example.com/?t=k1a2b3',
  tasks: new Map(ALL.map(({ task_id }, index) => [task_id, `https://desk.example.com/task?t=9z8y${index}`])),
  until: '2026-08-01',
};

const SHARES: ReadonlySet<string> = new Set(['event_chance', 'part_payments', 'dues_unpaid', 'overdue_share']);
const UNITS: Readonly<Record<string, FigureUnit>> = {
  waiting_invoice: 'days',
  lateness_level: 'days',
  exposure_growth: 'pct',
};

function factorFact({ part, value }: AlertNotice['factors'][number]): Fact {
  return SHARES.has(part) ? [100 * (value ?? 0), 'pct'] : [value ?? 0, UNITS[part] ?? 'number'];
}

/** What the block of one customer must say. */
function itemFacts(item: AlertNotice | TaskNotice): Facts {
  const texts = [item.name, item.customer_id, item.task_id, item.owner, LINKS.tasks.get(item.task_id) ?? ''];
  const own: Fact[] = [
    [item.open_amount, { currency: item.currency }],
    [item.score ?? 0, 'number'],
  ];
  if ('factors' in item)
    return { must: [...own, ...item.factors.map(factorFact)], days: [item.due_date], months: [item.since], texts };
  const words = item.broken.map(({ amount }): Fact => [amount, { currency: item.currency }]);
  return { must: [...own, ...words], days: [item.due_date, ...item.broken.map(({ due_date }) => due_date)], texts };
}

const INPUT = makeInput({ ledger: true });

/** What stands around the blocks: how many there are, until when links open, and how far the warning can be trusted. */
function frameFacts(): Facts {
  const tested = Object.entries(INPUT.figures).flatMap(([id, { value, unit }]): Fact[] =>
    id.startsWith('warning.') && typeof value === 'number' ? [[value, unit]] : [],
  );
  return {
    must: [41, 1, 19, 3, 2].map((count): Fact => [count, 'count']),
    may: tested,
    days: [LINKS.until],
    months: [INPUT.run.period],
    texts: [INPUT.run.company, ENVELOPE.recipient.name, LINKS.worklist],
  };
}

async function written(locale: Locale): Promise<{ html: string; text: string; subject: string }> {
  const raw = await composeDigest(INPUT, locale, ENVELOPE, DIGEST, LINKS);
  const { html = '', text = '', subject = '' } = await new PostalMime().parse(raw);
  return { html, text, subject };
}

function htmlParts(html: string): { items: string[]; frame: string } {
  const elements = elementsOf(html);
  const items = elements.filter((element) => attribute(element, 'class') === 'act').map(textOf);
  const main = elements.find((element) => attribute(element, 'role') === 'main');
  const frame = items.reduce((rest, item) => rest.replace(item, ' '), main ? textOf(main) : '');
  return { items, frame };
}

function textParts(text: string): { items: string[]; frame: string } {
  const paragraphs = text.split('\n\n');
  const isItem = (paragraph: string) => ALL.some(({ task_id }) => paragraph.includes(task_id));
  return {
    items: paragraphs.filter(isItem),
    frame: paragraphs.filter((paragraph) => !isItem(paragraph)).join('\n'),
  };
}

describe.each(LOCALES)('every number of the mail to a person in charge (%s)', (locale) => {
  const { isWritten } = createExplainer(INPUT, locale);
  const faultsOf = ({ items, frame }: { items: string[]; frame: string }) => [
    ...(items.length === ALL.length ? [] : [`${items.length} customers instead of ${ALL.length}`]),
    ...items.flatMap((item, at) => {
      const facts = ALL[at];
      return facts ? noticeFaults(item, itemFacts(facts), locale, isWritten) : [];
    }),
    ...noticeFaults(frame, frameFacts(), locale, isWritten),
  ];

  it('is the customer’s own, in the block that names it, and stands nowhere else', async () => {
    const { html, text } = await written(locale);
    expect(faultsOf(htmlParts(html))).toEqual([]);
    expect(faultsOf(textParts(text))).toEqual([]);
  });

  it('in the subject is how many came on alert', async () => {
    const { subject } = await written(locale);
    const facts: Facts = { must: [[41, 'count']], months: [INPUT.run.period], texts: [INPUT.run.company] };
    expect(noticeFaults(subject, facts, locale, isWritten)).toEqual([]);
  });

  it.each([
    ['an amount', '45,678.90', '45,678.91'],
    ['a share', '62.3%', '63.2%'],
    ['a promised amount', '1,500.25', '1,500.52'],
    ['a count', '19', '18'],
    ['an amount of another customer', '33,221.10', '12,345.60'],
  ])('is missed where %s is another one', async (_, right, wrong) => {
    const { html, text } = await written(locale);
    expect(html).toContain(right);
    const inHtml = htmlParts(html.replaceAll(right, wrong));
    expect(faultsOf(inHtml)).not.toEqual([]);
    expect(faultsOf(textParts(text.replaceAll(right, wrong)))).not.toEqual([]);
  });

  it('is missed where a day is another one', async () => {
    const { text } = await written(locale);
    const [right, wrong] = locale === 'en' ? ['7 July 2026', '8 July 2026'] : ['2026年7月7日', '2026年7月8日'];
    expect(faultsOf(textParts(text.replaceAll(right, wrong)))).not.toEqual([]);
  });
});
