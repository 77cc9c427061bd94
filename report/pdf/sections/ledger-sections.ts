import { hasLoans, loanFeatures, loanFindings } from '../../findings/loan.ts';
import { overdueFindings } from '../../findings/overdue.ts';
import { termFor } from '../../messages/messages-for.ts';
import { findingBlocks, numbers, tableBlocks, words } from '../blocks.ts';
import type { Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';

/** What is overdue: by age, by cause, and the indicators of collection. */
export function overdueSection({ input, speaker }: Writing): Section {
  const { messages, figures } = speaker;
  const { columns, sections } = messages.words;
  const ageing = Object.entries(messages.terms.ageing)
    .filter(([bucket]) => figures.has(`overdue.aging.${bucket}.count`))
    .map(([bucket, word]) => [
      word,
      speaker.figure(`overdue.aging.${bucket}.count`).text,
      speaker.figure(`overdue.aging.${bucket}.amount`).text,
    ]);
  const causes = Object.entries(messages.terms.causes)
    .filter(([cause]) => (figures.number(`overdue.cause.${cause}.customers`) ?? 0) > 0)
    .map(([cause, word]) => [
      word,
      speaker.figure(`overdue.cause.${cause}.customers`).text,
      speaker.figure(`overdue.cause.${cause}.share_pct`).text,
    ]);
  const kpis = Object.entries(messages.terms.kpis)
    .filter(([kpi]) => figures.has(`kpi.${kpi}`))
    .map(([kpi, word]) => [word, speaker.figure(`kpi.${kpi}`).text]);
  return {
    id: 'overdue',
    title: sections.overdue,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, overdueFindings(input)),
      ...tableBlocks([words(columns.age, 2), numbers(columns.invoices, 1), numbers(columns.amount, 2)], ageing),
      ...tableBlocks([words(columns.cause, 3), numbers(columns.count, 1), numbers(columns.share, 1)], causes),
      ...tableBlocks([words(columns.indicator, 3), numbers(columns.value, 1)], kpis),
    ],
  };
}

/** The loan scorecard, where the run read loans. */
export function loanSection({ input, speaker }: Writing): Section | null {
  const { messages, figures } = speaker;
  if (!hasLoans(figures)) return null;
  const shown = (id: string) => (figures.has(id) ? speaker.figure(id).text : '–');
  const features = loanFeatures(figures).map((name) => {
    const id = `loan.feature.${name}`;
    const expectation = figures.text(`${id}.expectation`);
    return [
      name,
      shown(`${id}.iv`),
      shown(`${id}.missing_pct`),
      termFor(messages.terms.trends, figures.text(`${id}.trend`) ?? '–'),
      expectation === null ? '–' : termFor(messages.terms.expectations, expectation),
    ];
  });
  const { segments } = messages.labels;
  return {
    id: 'loan',
    title: messages.words.sections.loan,
    own_page: true,
    blocks: [
      ...findingBlocks(speaker, loanFindings(input)),
      ...tableBlocks(
        [
          words(messages.words.columns.feature, 3),
          numbers(segments.iv, 2),
          numbers(segments.missing_pct, 1),
          words(segments.trend, 1),
          words(segments.expectation, 2),
        ],
        features,
      ),
    ],
  };
}
