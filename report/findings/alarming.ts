import { cleanText } from '../format/clean-text.ts';
import { factsOfCell, warningFactPhrase } from '../format/warning-facts.ts';
import { termFor } from '../messages/messages-for.ts';
import { joined, type Phrase } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';

/** The figure that lists the most alarming customers. */
export const ALARMING = 'warning.top';

/** A customer on alert in the reader's words. */
export interface AlarmingCustomer {
  readonly name: string;
  readonly id: string;
  /** Why the customer is alerted. */
  readonly reasons: string;
  /** What raises the score most, four at most, with its values. */
  readonly facts: Phrase;
  readonly since: string;
}

/** The most alarming customers, in the order of the figure. */
export function alarmingCustomers(speaker: Speaker): AlarmingCustomer[] {
  const { words, terms } = speaker.messages;
  return speaker.figures.rows(ALARMING).map((row, index) => ({
    name: cleanText(String(row.name)),
    id: cleanText(String(row.customer_id)),
    reasons: String(row.reasons)
      .split('; ')
      .map((code) => termFor(terms.warning_reasons, code))
      .join(words.list_separator),
    facts: joined(
      factsOfCell(String(row.factors)).map((fact) =>
        warningFactPhrase(fact, speaker, { id: ALARMING, at: `${index}.factors` }),
      ),
      words.list_separator,
    ),
    since: speaker.format.month(String(row.since)),
  }));
}
