import { cleanText } from '../format/clean-text.ts';
import type { Messages } from './messages.ts';
import { termFor } from './messages-for.ts';

const CURRENCY_SUFFIX = /^(.+)\.([A-Z]{3})$/;

function segmentWord(segment: string, messages: Messages): string {
  const { terms, labels } = messages;
  const dictionaries = [
    terms.measures,
    terms.strategies,
    terms.bands,
    terms.warning_reasons,
    terms.warning_parts,
    terms.causes,
    terms.ageing,
    terms.kpis,
    terms.plan_stages,
    terms.plan_channels,
    terms.plan_pauses,
    terms.plan_measures,
    terms.plan_groups,
    terms.roles,
    terms.plan_segments,
    labels.segments,
    labels.features,
  ];
  for (const dictionary of dictionaries) {
    const word = termFor(dictionary, segment);
    if (word !== segment) return word;
  }
  return cleanText(segment);
}

/**
 * What a figure is called in the reader's language: its own name, or the words its id is made of ("Length of relationship · high-risk ·
 * median"). A figure in one currency carries the currency's code. Names that come from data (a tier) stay as they are.
 */
export function figureLabel(id: string, messages: Messages): string {
  const named = termFor(messages.labels.exact, id);
  if (named !== id) return named;
  const currency = CURRENCY_SUFFIX.exec(id);
  if (currency?.[1] && currency[2]) return `${figureLabel(currency[1], messages)} (${currency[2]})`;
  const [subject, indicator = ''] = id.split('.');
  if (subject === 'kpi' && Object.hasOwn(messages.terms.kpis, indicator))
    return termFor(messages.terms.kpis, indicator);
  const segments = id.split('.');
  const shown = segments.length > 2 ? segments.slice(1) : segments;
  return shown.map((segment) => segmentWord(segment, messages)).join(' · ');
}
