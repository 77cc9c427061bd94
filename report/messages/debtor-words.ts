import type { FigureRow } from '../../core/contracts/figure.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { termFor } from './messages-for.ts';
import { joined, type Phrase, type Said } from './phrase.ts';
import type { Speaker } from './speaker.ts';

const MONEY = new Set(['disputed_amount', 'overdue_amount', 'credit_on_account']);
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const REASON_COLUMNS = 60;

/** Why a customer has not paid, in the reader's words. */
export interface DebtorWords {
  readonly cause: string;
  /** Recorded, inferred or not known. */
  readonly basis: string;
  /** The rule by which the cause was found, and the facts of the books that it looked at. */
  readonly evidence: Phrase;
}

/** Facts as the figure lists them ("oldest_days=75; overdue_invoices=3"). What is no fact belongs to the text before it. */
function factsOf(evidence: string, known: Readonly<Record<string, string>>): [string, string][] {
  const facts: [string, string][] = [];
  for (const piece of evidence.split('; ')) {
    const [name = '', ...rest] = piece.split('=');
    const last = facts.at(-1);
    if (Object.hasOwn(known, name) && rest.length > 0) facts.push([name, rest.join('=')]);
    else if (last) last[1] += `; ${piece}`;
  }
  return facts;
}

/** Words for a line of `overdue.customers.largest`, the figure `id` of a currency; amounts are in that currency. */
export function debtorWords(
  row: FigureRow,
  { messages, format }: Speaker,
  { id, index, currency }: { readonly id: string; readonly index: number; readonly currency: string },
): DebtorWords {
  const { terms, words } = messages;
  const said = (name: string, text: string): Said => {
    const place = { value: text, id, at: `${index}.evidence.${name}` };
    if (!NUMBER.test(text)) return { ...place, text: shorten(cleanText(text), REASON_COLUMNS) };
    return { ...place, text: MONEY.has(name) ? format.money(text, 'full', currency) : roundedText(Number(text), 0) };
  };
  const facts = factsOf(String(row.evidence ?? ''), terms.cause_facts).map(
    ([name, text]): Phrase => [`${termFor(terms.cause_facts, name)} `, said(name, text)],
  );
  const rule = termFor(terms.cause_rules, String(row.rule));
  return {
    cause: termFor(terms.causes, String(row.cause)),
    basis: termFor(terms.cause_basis, String(row.basis)),
    evidence: facts.length === 0 ? [rule] : [rule, words.colon, ...joined(facts, words.list_separator)],
  };
}
