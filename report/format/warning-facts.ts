import type { FigureUnit } from '../../core/contracts/figure.ts';
import { type Phrase, plainText, sayWith } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';

type Part = keyof Speaker['messages']['words']['warning_facts'];

/** How the value of each part of the early warning is written; shares come as 0–1. */
const UNITS: Readonly<Record<Part, FigureUnit | 'share'>> = {
  composite: 'number',
  event_chance: 'share',
  waiting_invoice: 'days',
  part_payments: 'share',
  dues_unpaid: 'share',
  unpaid_months: 'count',
  slower_payment: 'days',
  lateness_level: 'days',
  overdue_share: 'share',
  exposure_growth: 'pct',
  exposure_use: 'share',
  payment_silence: 'days',
  invoice_silence: 'days',
  disputes: 'share',
  against_last_year: 'days',
};

/** What raises a score, as the figures and the digests hold it. */
export interface WarningFact {
  readonly part: string;
  readonly value: number | null;
}

/** The parts in a cell of `warning.top`: `part=value; part=value`. */
export function factsOfCell(cell: string): WarningFact[] {
  return cell.split('; ').flatMap((text) => {
    const [part = '', value = ''] = text.split('=');
    return part === '' ? [] : [{ part, value: value === '' ? null : Number(value) }];
  });
}

/** A part of the early warning in words, with its value: evidence that a credit controller can look up. */
export function warningFactText(fact: WarningFact, speaker: Speaker): string {
  return plainText(warningFactPhrase(fact, speaker, {}));
}

/** The same with the number kept apart, and where it stands: a figure's cell that lists such parts. */
export function warningFactPhrase(
  { part, value }: WarningFact,
  { messages, format }: Speaker,
  { id, at }: { readonly id?: string; readonly at?: string },
): Phrase {
  if (!isPart(part)) return [part];
  if (value === null) return [messages.terms.warning_parts[part]];
  const unit = UNITS[part];
  const text = (unit === 'share' ? format.pct(100 * value) : format.value(value, unit)) ?? String(value);
  const place = id === undefined ? {} : { id, at: `${at}.${part}` };
  return sayWith((held) => messages.words.warning_facts[part](held({ text, value, ...place })));
}

function isPart(part: string): part is Part {
  return Object.hasOwn(UNITS, part);
}
