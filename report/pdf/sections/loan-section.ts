import { hasLoans, loanFeatures, loanFindings } from '../../findings/loan.ts';
import { termFor } from '../../messages/messages-for.ts';
import { findingBlocks, numbers, tableBlocks, words } from '../blocks.ts';
import type { Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';

/** The loan scorecard, where the run read loans. */
export function loanSection({ input, speaker, chart }: Writing): Section | null {
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
      ...chart('loan-gains'),
      ...chart('loan-features'),
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
