import { lastDay } from '../../core/domain/month.ts';
import { type Decision, decisions } from '../findings/decision.ts';
import { hasReceivables } from '../findings/key-figures.ts';
import { standingFindings } from '../findings/standing.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { plainText } from '../messages/phrase.ts';
import { piecesOf } from './blocks.ts';
import type { DecisionBox, PdfDocument, Section } from './document-model.ts';
import type { Writing } from './pdf-input.ts';
import {
  lossSection,
  monitorSection,
  policySection,
  reviewSection,
  tiersSection,
  warningsSection,
} from './sections/action-sections.ts';
import { customersSection, methodSection } from './sections/closing-sections.ts';
import { creditSection, escalationSection } from './sections/credit-sections.ts';
import { loanSection } from './sections/loan-section.ts';
import { overdueSection } from './sections/overdue-section.ts';
import { planSection } from './sections/plan-section.ts';
import {
  profileSection,
  profitSection,
  scoreSection,
  selectionSection,
  trendSection,
} from './sections/standing-sections.ts';

/** A chapter, or null where the run has nothing for it. */
type Chapter = (writing: Writing) => Section | null;

/** Left out for an export of loans alone. */
const CUSTOMER_CHAPTERS: readonly Chapter[] = [
  selectionSection,
  scoreSection,
  profitSection,
  trendSection,
  profileSection,
  lossSection,
  tiersSection,
  warningsSection,
  policySection,
  planSection,
  creditSection,
  escalationSection,
  monitorSection,
  reviewSection,
  overdueSection,
];

function chapters({ speaker }: Writing): readonly Chapter[] {
  const customers = hasReceivables(speaker.figures);
  return [
    ...(customers ? CUSTOMER_CHAPTERS : []),
    loanSection,
    ...(customers ? [customersSection] : []),
    methodSection,
  ];
}

/** Room for the company's name in the head of a page, in columns of Latin letters. */
const HEAD_COLUMNS = 64;

function decisionBox({ speaker }: Writing, decision: Decision, ordinal: string): DecisionBox {
  const { messages, format } = speaker;
  const { dot, due_by } = messages.words;
  return {
    ordinal,
    tone: decision.know.tone,
    know: piecesOf(speaker.say(decision.know)),
    because: decision.because.map((finding) => piecesOf(speaker.say(finding))),
    acts: decision.acts.map(({ what, owner, due }) => {
      const who = owner === null ? [] : [messages.terms.roles[owner]];
      const when = due === null ? [] : [due_by({ day: due.length > 7 ? format.day(due) : format.month(due) })];
      return { what: piecesOf(speaker.say(what)), who: [...who, ...when].join(dot) };
    }),
  };
}

function editionOf({ input, speaker }: Writing): string {
  const { messages, format } = speaker;
  const { run } = input;
  const revision = run.revision > 1 ? [`${messages.terms.revision} ${run.revision}`] : [];
  return [format.month(run.period), ...revision].join(messages.words.dot);
}

/** The document of one language: three things to decide first, then the chapters in the order of the page. */
export function composeDocument(writing: Writing): PdfDocument {
  const { input, locale, speaker } = writing;
  const { messages, format } = speaker;
  const { run } = input;
  const company = cleanText(run.company);
  const [year = 1970, month = 1, day = 1] = lastDay(run.period).split('-').map(Number);
  const ordinals = [messages.words.decision.first, messages.words.decision.second, messages.words.decision.third];
  return {
    lang: locale === 'zh-CN' ? 'zh' : 'en',
    region: locale === 'zh-CN' ? 'CN' : null,
    title: messages.words.title({ company, month: format.month(run.period) }),
    company_short: shorten(company, HEAD_COLUMNS),
    eyebrow: messages.words.eyebrow,
    as_of: messages.words.as_of({ day: format.day(lastDay(run.period)) }),
    edition: editionOf(writing),
    marks: [...(run.synthetic ? [messages.terms.synthetic] : []), ...(run.reliable ? [] : [messages.terms.unreliable])],
    standing: standingFindings(input).map((finding) => ({ tone: finding.tone, text: plainText(speaker.say(finding)) })),
    date: { year, month, day },
    keywords: ['duewatch', run.period, run.id].map(cleanText),
    decision_title: messages.words.sections.decision,
    act_title: messages.words.decision.act,
    decisions: decisions(input).map((decision, index) => decisionBox(writing, decision, ordinals[index] ?? '')),
    contents_title: messages.words.page.contents,
    page_of: messages.words.page.page_of,
    // The decisions have the first page to themselves; what follows begins on the next.
    sections: chapters(writing)
      .flatMap((section) => section(writing) ?? [])
      .map((section, index) => (index === 0 ? { ...section, own_page: true } : section)),
  };
}
