import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { LetterFacts, LetterInvoice } from '../../../core/contracts/letter.ts';
import { LETTER_TEMPLATES } from '../../../core/contracts/plan-settings.ts';
import { composeLetter } from '../../../report/letters/compose-letter.ts';
import { LETTER_WRITER } from '../../../report/letters/letter-writer.ts';

const HOSTILE = '<img src=x onerror=alert(1)>\r\nBcc: thief@example.com\u202e =HYPERLINK("x")';

function invoice(change: Partial<LetterInvoice> = {}): LetterInvoice {
  return {
    invoiceId: 'INV-1',
    invoiceDate: '2026-01-10',
    dueDate: '2026-02-09',
    daysOverdue: 50,
    total: '1200.50',
    open: '1000.50',
    currency: 'USD',
    ...change,
  };
}

function facts(change: Partial<LetterFacts> = {}): LetterFacts {
  return {
    company: 'Maple Trading',
    synthetic: false,
    template: 'reminder',
    customerId: 'C1',
    customerName: 'Otter Ltd',
    asOf: '2026-03-31',
    payBy: '2026-04-15',
    invoices: [invoice(), invoice({ invoiceId: 'INV-2', currency: 'EUR', total: '80', open: '80', daysOverdue: -5 })],
    totals: [
      { currency: 'EUR', overdue: '0', notDue: '80' },
      { currency: 'USD', overdue: '1000.5', notDue: '0' },
    ],
    disputedInvoices: 0,
    measures: [],
    broken: null,
    payTo: '',
    signedBy: '',
    ...change,
  };
}

describe('a letter', () => {
  it('merges all that is open, with a total per currency', () => {
    const { text } = composeLetter(facts(), 'en');
    expect(text).toContain('INV-1\n  Dated: 10 January 2026\n  Due: 9 February 2026\n  Days overdue: 50');
    expect(text).toContain('INV-2');
    expect(text).toContain('Not yet due: €80.00');
    expect(text).toContain('Overdue: $1,000.50');
    expect(text).toContain('Please pay by 15 April 2026');
  });

  it('is written in Chinese where the customer reads it', () => {
    const { subject, text, html } = composeLetter(facts({ template: 'demand' }), 'zh-CN');
    expect(subject).toBe('Maple Trading催款函：逾期款项US$1,000.50');
    expect(text).toContain('请于2026年4月15日前付清全部逾期款项');
    expect(html).toContain('<html lang="zh-CN">');
  });

  it.each(LETTER_TEMPLATES.map((template) => [template]))('%s says the same as text and as markup', (template) => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const { text, html } = composeLetter(facts({ template, measures: ['payment_plan', 'credit_freeze'] }), locale);
      const shown = html.replace(/<[^>]+>/g, '\n');
      for (const line of text.split('\n').map((each) => each.trim()))
        for (const piece of line.split(/: |：/))
          if (piece !== '') expect(shown).toContain(piece.replaceAll("'", '&#39;'));
    }
  });

  it('says which promise was not kept, how many invoices are contested, and where to pay', () => {
    const { text } = composeLetter(
      facts({
        broken: { amount: '500', currency: 'USD', dueDate: '2026-03-15' },
        disputedInvoices: 1,
        payTo: 'IBAN XX00',
        signedBy: 'Ada, +1 555',
      }),
      'en',
    );
    expect(text).toContain('$500.00 would be paid by 15 March 2026');
    expect(text).toContain('One invoice that you contest is not included.');
    expect(text).toContain('Pay to: IBAN XX00');
    expect(text).toContain('Ada, +1 555');
  });

  it('says so where the data is made up', () => {
    expect(composeLetter(facts({ synthetic: true }), 'en').subject).toMatch(/^\[Made-up data\] /);
  });

  it('lists a hundred invoices and says how many more are in the totals', () => {
    const many = Array.from({ length: 130 }, (_, at) => invoice({ invoiceId: `INV-${at}` }));
    const { text } = composeLetter(facts({ invoices: many }), 'en');
    expect(text).toContain('and 30 more, included in the totals');
    expect(text).not.toContain('INV-100\n');
  });

  it('keeps text of the data text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(HOSTILE), fc.string({ unit: 'grapheme' })), (name) => {
        const { subject, html } = composeLetter(
          facts({ customerName: name, company: name, invoices: [invoice({ invoiceId: name })], template: 'final' }),
          'en',
        );
        expect(subject).not.toMatch(/[\r\n\u202e]/);
        expect(html).not.toContain('<img');
        expect(html.match(/<script|onerror="/)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

describe('a letter as a mail', () => {
  const envelope = {
    from: { name: 'Maple', email: 'maple@example.com' },
    replyTo: { name: 'Credit control', email: 'credit@example.com' },
    to: { name: HOSTILE, email: 'payables@example.com' },
    locale: 'en' as const,
    messageId: 'abc.letter@example.com',
    date: '2026-04-01T08:00:00.000Z',
    draft: true,
  };

  it('is complete, addressed, and marked as a draft', async () => {
    const letter = composeLetter(facts({ customerName: HOSTILE }), 'en');
    const bytes = await LETTER_WRITER.mail(letter, envelope);
    const mail = await PostalMime.parse(bytes);
    expect(mail.headers.find(({ key }) => key === 'x-unsent')?.value).toBe('1');
    expect(mail.headers.some(({ key }) => key === 'bcc')).toBe(false);
    expect(mail.to?.map(({ address }) => address)).toEqual(['payables@example.com']);
    expect(mail.replyTo?.[0]?.address).toBe('credit@example.com');
    expect(mail.text).toContain('INV-1');
    expect(await LETTER_WRITER.mail(letter, envelope)).toEqual(bytes);
  });

  it('is no draft where it leaves by itself', async () => {
    const bytes = await LETTER_WRITER.mail(composeLetter(facts(), 'en'), { ...envelope, draft: false });
    expect(new TextDecoder().decode(bytes)).not.toContain('X-Unsent');
  });
});
