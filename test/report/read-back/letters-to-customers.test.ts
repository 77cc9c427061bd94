import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../core/contracts/config.ts';
import type { LetterFacts, LetterInvoice } from '../../../core/contracts/letter.ts';
import { LETTER_TEMPLATES } from '../../../core/contracts/plan-settings.ts';
import { composeLetter } from '../../../report/letters/compose-letter.ts';
import { elementsOf, textOf } from '../fixtures/parse-html.ts';
import { type Fact, type Facts, noticeFaults } from './read-notice.ts';

const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

const invoice = (change: Partial<LetterInvoice>): LetterInvoice => ({
  invoiceId: 'INV-2026-17',
  invoiceDate: '2026-01-10',
  dueDate: '2026-02-09',
  daysOverdue: 50,
  total: '1200.50',
  open: '1000.25',
  currency: 'USD',
  ...change,
});

const FACTS: LetterFacts = {
  company: 'Maple Trading 88',
  synthetic: false,
  template: 'reminder',
  customerId: 'C1',
  customerName: 'Otter 3000 Ltd',
  asOf: '2026-03-31',
  payBy: '2026-04-15',
  invoices: [
    invoice({}),
    invoice({ invoiceId: 'A/4411', dueDate: '2026-02-26', daysOverdue: 33, total: '640', open: '640' }),
    invoice({
      invoiceId: 'B-9',
      dueDate: '2026-04-05',
      daysOverdue: -5,
      total: '80000',
      open: '79999',
      currency: 'JPY',
    }),
  ],
  totals: [
    { currency: 'JPY', overdue: '0', notDue: '79999' },
    { currency: 'USD', overdue: '1640.25', notDue: '250.10' },
  ],
  disputedInvoices: 4,
  measures: ['payment_plan'],
  broken: { amount: '555.55', currency: 'USD', dueDate: '2026-03-20' },
  payTo: 'IBAN XX12 3456',
  signedBy: '',
};
const TEXTS = [
  FACTS.company,
  FACTS.customerName,
  FACTS.customerId,
  FACTS.payTo,
  ...FACTS.invoices.map(({ invoiceId }) => invoiceId),
];

const money = (amount: string, currency: string): Fact => [amount, { currency }];

function rowFacts({ total, open, currency, daysOverdue, invoiceDate, dueDate }: LetterInvoice): Facts {
  const days: Fact[] = daysOverdue > 0 ? [[daysOverdue, 'count']] : [];
  return { must: [money(total, currency), money(open, currency), ...days], days: [invoiceDate, dueDate], texts: TEXTS };
}

/** Totals, the day to pay by, what was promised; the oldest invoice's days where the template speaks of them. */
function frameFacts(facts: LetterFacts): Facts {
  const all = facts.totals.flatMap(({ currency, overdue, notDue }) => {
    const parts = [overdue, notDue].filter((amount) => new Decimal(amount).gt(0));
    const sum = parts.length > 1 ? [new Decimal(overdue).plus(notDue).toFixed()] : [];
    return [...parts, ...sum].map((amount) => money(amount, currency));
  });
  const broken = facts.broken ? [money(facts.broken.amount, facts.broken.currency)] : [];
  return {
    must: [...all, ...broken, [facts.disputedInvoices, 'count']],
    may: [[50, 'count']],
    days: [facts.asOf, facts.payBy, ...(facts.broken ? [facts.broken.dueDate] : [])],
    texts: TEXTS,
  };
}

// A letter has no numbers in its words.
const isWritten = () => false;

function partsOf(letter: { text: string; html: string }, medium: 'text' | 'html'): { rows: string[]; frame: string } {
  if (medium === 'text') {
    const [head = '', ...rest] = letter.text.split(/(?=^(?:INV-2026-17|A\/4411|B-9)$)/m);
    const last = rest.pop() ?? '';
    const [row = '', ...after] = last.split('\n\n');
    return { rows: [...rest, row], frame: [head, ...after].join('\n\n') };
  }
  const elements = elementsOf(letter.html);
  const table = elements.find(({ tagName }) => tagName === 'tbody');
  const lines = table ? table.childNodes.filter((node) => 'childNodes' in node) : [];
  const inRows = new Set(lines.flatMap((line) => ('childNodes' in line ? line.childNodes : [])));
  const places = elements.filter((element) => ['td', 'p', 'caption'].includes(element.tagName) && !inRows.has(element));
  return {
    rows: lines.map((line) => ('childNodes' in line ? line.childNodes.map(textOf).join(' | ') : '')),
    frame: places.map(textOf).join(' | '),
  };
}

describe.each(LOCALES)('every number of a letter (%s)', (locale) => {
  const faultsOf = (facts: LetterFacts, medium: 'text' | 'html', change = (text: string) => text) => {
    const { text, html } = composeLetter(facts, locale);
    const { rows, frame } = partsOf({ text: change(text), html: change(html) }, medium);
    return [
      ...(rows.length === facts.invoices.length ? [] : [`${rows.length} invoices`]),
      ...rows.flatMap((row, at) => {
        const of = facts.invoices[at];
        return of ? noticeFaults(row, rowFacts(of), locale, isWritten) : [];
      }),
      ...noticeFaults(frame, frameFacts(facts), locale, isWritten),
    ];
  };

  it.each(LETTER_TEMPLATES.flatMap((template) => [[template, 'text'] as const, [template, 'html'] as const]))(
    'of the kind %s is an invoice’s own or a total, in its %s',
    (template, medium) => {
      expect(faultsOf({ ...FACTS, template }, medium)).toEqual([]);
    },
  );

  it.each([
    ['1,000.25', '1,000.52'],
    ['79,999', '80,000'],
    ['1,890.35', '1,890.36'],
    ['555.55', '555.56'],
  ])('is missed where %s became %s', (right, wrong) => {
    for (const medium of ['text', 'html'] as const)
      expect(faultsOf(FACTS, medium, (text) => text.replaceAll(right, wrong)).length).toBeGreaterThan(0);
  });
});
