import type { Locale } from '../../core/contracts/config.ts';
import type { Letter, LetterFacts, LetterInvoice, LetterTotal } from '../../core/contracts/letter.ts';
import { Decimal } from '../../core/domain/decimal.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { createFormatter, type Formatter } from '../format/formatter.ts';
import { MAIL, SANS } from '../mail/mail-styles.ts';
import { letters as en } from '../messages/en/letters.ts';
import type { LetterFilling, LetterWords } from '../messages/letter-words.ts';
import { letters as zhCN } from '../messages/zh-CN/letters.ts';
import { type Html, html } from '../page/html.ts';

const WORDS: Readonly<Record<Locale, LetterWords>> = { en, 'zh-CN': zhCN };
/** The longest name of a company or customer in a letter, in columns. */
const NAME = 80;
/** Invoices a letter lists; the totals hold all of them. */
const LISTED = 100;

/** A letter's parts, in the reader's words. */
interface SaidLetter {
  readonly subject: string;
  readonly greeting: string;
  readonly opening: readonly string[];
  readonly tableTitle: string;
  readonly rows: readonly (readonly string[])[];
  readonly more: string;
  readonly totals: readonly (readonly [label: string, amount: string])[];
  readonly closing: readonly string[];
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly signature: readonly string[];
}

/** One message about all that a customer owes, as text and as HTML that says the same. Text from data stands in both as text only. */
export function composeLetter(facts: LetterFacts, locale: Locale): Letter {
  const words = WORDS[locale];
  const said = sayLetter(facts, words, createFormatter(locale, facts.totals[0]?.currency ?? 'USD'));
  return { subject: said.subject, text: letterText(said, words), html: letterHtml(said, words, locale) };
}

function sayLetter(facts: LetterFacts, words: LetterWords, format: Formatter): SaidLetter {
  const filling = fillingOf(facts, words, format);
  const mark = facts.synthetic ? words.synthetic : '';
  const { broken, disputedInvoices } = facts;
  const listed = facts.invoices.slice(0, LISTED);
  const left = facts.invoices.length - listed.length;
  return {
    subject: mark + words.subject[facts.template](filling),
    greeting: words.greeting(filling),
    opening: [
      ...words.opening[facts.template](filling),
      ...(broken === null
        ? []
        : [
            words.broken({
              amount: format.money(broken.amount, 'full', broken.currency),
              day: format.day(broken.dueDate),
            }),
          ]),
    ],
    tableTitle: words.asOf({ day: format.day(facts.asOf) }),
    rows: listed.map((invoice) => invoiceCells(invoice, words, format)),
    more: left > 0 ? words.moreInvoices({ count: format.count(left) }) : '',
    totals: facts.totals.flatMap((total) => totalLines(total, words, format)),
    closing: [
      ...(disputedInvoices === 0
        ? []
        : [words.disputed({ count: format.count(disputedInvoices), one: disputedInvoices === 1 })]),
      ...words.closing[facts.template](filling),
      ...facts.measures.flatMap((kind) => words.measures[kind] ?? []),
    ],
    facts: [
      ...(facts.payTo === '' ? [] : [[words.payTo, cleanText(facts.payTo)] as const]),
      [words.reference, cleanText(facts.customerId)],
    ],
    signature: [words.regards, cleanText(facts.signedBy === '' ? facts.company : facts.signedBy)],
  };
}

function fillingOf(facts: LetterFacts, { listSeparator }: LetterWords, format: Formatter): LetterFilling {
  const overdue = facts.totals.filter((total) => new Decimal(total.overdue).gt(0));
  return {
    company: shorten(facts.company, NAME),
    customer: shorten(facts.customerName, NAME),
    day: format.day(facts.payBy),
    overdue: overdue.map((total) => format.money(total.overdue, 'full', total.currency)).join(listSeparator),
    days: format.count(Math.max(0, ...facts.invoices.map(({ daysOverdue }) => daysOverdue))),
  };
}

function invoiceCells(invoice: LetterInvoice, words: LetterWords, format: Formatter): readonly string[] {
  return [
    shorten(invoice.invoiceId, 40),
    format.day(invoice.invoiceDate),
    format.day(invoice.dueDate),
    invoice.daysOverdue > 0 ? format.count(invoice.daysOverdue) : words.notDue,
    format.money(invoice.total, 'full', invoice.currency),
    format.money(invoice.open, 'full', invoice.currency),
  ];
}

function totalLines(
  { currency, overdue, notDue }: LetterTotal,
  words: LetterWords,
  format: Formatter,
): (readonly [string, string])[] {
  const open = new Decimal(overdue).plus(notDue);
  const lines: (readonly [string, Decimal])[] = [
    [words.totalOverdue, new Decimal(overdue)],
    [words.totalNotDue, new Decimal(notDue)],
  ];
  const shown = lines.filter(([, amount]) => amount.gt(0));
  const all = shown.length > 1 ? [...shown, [words.totalOpen, open] as const] : shown;
  return all.map(([label, amount]) => [label, format.money(amount.toFixed(), 'full', currency)]);
}

function letterText(said: SaidLetter, { columns, colon }: LetterWords): string {
  const { invoice: _invoice, ...labels } = columns;
  const names = Object.values(labels);
  const rows = said.rows.map(([invoice = '', ...cells]) =>
    [invoice, ...cells.map((cell, at) => `  ${names[at] ?? ''}${colon}${cell}`)].join('\n'),
  );
  const parts = [
    said.greeting,
    ...said.opening,
    [said.tableTitle, ...rows, said.more].filter((line) => line !== '').join('\n'),
    said.totals.map(([label, amount]) => `${label}${colon}${amount}`).join('\n'),
    ...said.closing,
    said.facts.map(([label, text]) => `${label}${colon}${text}`).join('\n'),
    said.signature.join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function letterHtml(said: SaidLetter, { columns }: LetterWords, locale: Locale): string {
  const paragraph = (text: string) => html`<p style="margin:0 0 14px">${text}</p>`;
  const cell = (text: string, at: number): Html =>
    html`<td style="padding:4px 10px 4px 0;border-bottom:1px solid ${MAIL.line};text-align:${at < 3 ? 'left' : 'right'}">${text}</td>`;
  const head = (text: string, at: number): Html =>
    html`<th scope="col" style="padding:4px 10px 4px 0;border-bottom:1px solid ${MAIL.ink};text-align:${at < 3 ? 'left' : 'right'};color:${MAIL.muted};font-weight:normal">${text}</th>`;
  const pair = ([label, text]: readonly [string, string]): Html =>
    html`<tr><td style="padding:2px 14px 2px 0;color:${MAIL.muted}">${label}</td><td style="padding:2px 0;text-align:right;font-weight:bold">${text}</td></tr>`;
  const fact = ([label, text]: readonly [string, string]): Html =>
    html`<tr><td style="padding:2px 14px 2px 0;color:${MAIL.muted}">${label}</td><td style="padding:2px 0">${text}</td></tr>`;
  return html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${said.subject}</title></head><body style="margin:0;background:${MAIL.surface};color:${MAIL.ink};font-family:${SANS};font-size:15px;line-height:23px"><div style="max-width:680px;padding:20px">${paragraph(said.greeting)}${said.opening.map(paragraph)}<table cellspacing="0" cellpadding="0" style="width:100%;font-size:14px;margin:0 0 12px"><caption style="text-align:left;font-weight:bold;padding:0 0 4px">${said.tableTitle}</caption><thead><tr>${Object.values(columns).map(head)}</tr></thead><tbody>${said.rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table>${said.more === '' ? '' : paragraph(said.more)}<table role="presentation" cellspacing="0" cellpadding="0" style="margin:0 0 16px">${said.totals.map(pair)}</table>${said.closing.map(paragraph)}<table role="presentation" cellspacing="0" cellpadding="0" style="margin:0 0 16px">${said.facts.map(fact)}</table><p style="margin:0">${said.signature.map((line, at) => (at === 0 ? html`${line}<br>` : html`${line}`))}</p></div></body></html>`
    .text;
}
