import { compareIds } from '../customer-order.ts';
import { addDays } from '../days.ts';
import { Decimal } from '../decimal.ts';
import { lastDay } from '../month.ts';
import type { Word } from './settle-task.ts';

/** Money received from a customer on a day, or over a month where the books hold no payments: then the day is the month's last. */
export interface Receipt {
  readonly date: string;
  /** Decimal text. */
  readonly amount: string;
}

/** What became of a word at a month end. */
export type Verdict = 'kept' | 'broken' | 'open';

/**
 * Holds what a customer said it would pay against what came in. A word is kept when money received from the day it was given until its due day
 * and some days of grace covers it; each receipt counts once, for the word that was due first. It is broken when the grace is over
 * without that, and open until then. What an earlier month found kept stays kept, whatever is still to be seen of the money. Where receipts are known by the month only, a word has until the end of the month in which it is due.
 */
export function judgeWords(
  words: readonly Word[],
  receipts: readonly Receipt[],
  context: {
    readonly periodEnd: string;
    readonly graceDays: number;
    readonly byMonth: boolean;
    /** Words that an earlier month found kept. */
    readonly kept: ReadonlySet<Word>;
  },
): ReadonlyMap<Word, Verdict> {
  const left = receipts.map(({ date, amount }) => ({ date, amount: new Decimal(amount) }));
  const verdicts = new Map<Word, Verdict>();
  for (const word of words.toSorted(byDueDate)) {
    const until = context.byMonth ? lastDay(word.due_date.slice(0, 7)) : addDays(word.due_date, context.graceDays);
    const own = left.filter(({ date, amount }) => amount.gt(0) && date >= word.made_on && date <= until);
    const total = own.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
    if (context.kept.has(word) || total.gte(word.amount)) {
      use(own, Decimal.min(word.amount, total));
      verdicts.set(word, 'kept');
    } else verdicts.set(word, until > context.periodEnd ? 'open' : 'broken');
  }
  return verdicts;
}

/** Takes the amount off the receipts, the earliest first. */
function use(receipts: readonly { amount: Decimal }[], amount: Decimal): void {
  let missing = amount;
  for (const receipt of receipts) {
    const taken = Decimal.min(missing, receipt.amount);
    receipt.amount = receipt.amount.minus(taken);
    missing = missing.minus(taken);
  }
}

function byDueDate(a: Word, b: Word): number {
  return compareIds(a.due_date, b.due_date) || compareIds(a.made_on, b.made_on) || compareIds(a.id, b.id);
}
