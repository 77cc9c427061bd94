import type { FigureRow } from '../../core/contracts/figure.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { termFor } from './messages-for.ts';
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
  readonly evidence: string;
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

/** Words for a line of `overdue.customers.largest`; amounts are in the given currency. */
export function debtorWords(row: FigureRow, { messages, format }: Speaker, currency: string): DebtorWords {
  const { terms, words } = messages;
  const value = (name: string, text: string) => {
    if (!NUMBER.test(text)) return shorten(cleanText(text), REASON_COLUMNS);
    return MONEY.has(name) ? format.money(text, 'full', currency) : roundedText(Number(text), 0);
  };
  const facts = factsOf(String(row.evidence ?? ''), terms.cause_facts).map(
    ([name, text]) => `${termFor(terms.cause_facts, name)} ${value(name, text)}`,
  );
  const rule = termFor(terms.cause_rules, String(row.rule));
  return {
    cause: termFor(terms.causes, String(row.cause)),
    basis: termFor(terms.cause_basis, String(row.basis)),
    evidence: facts.length === 0 ? rule : `${rule}${words.colon}${facts.join(words.list_separator)}`,
  };
}
