import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { earlierFigures } from '../messages/earlier-figures.ts';
import { createSpeaker, type Speaker } from '../messages/speaker.ts';
import { type CellContent, numbers } from './blocks.ts';
import type { Block, Column } from './document-model.ts';

/** A picture of the report: its name, the drawing, and what it shows in words for those who cannot see it. */
export interface PdfChart {
  readonly name: string;
  readonly svg: string;
  readonly alt: string;
}

/** What every section is written from. */
export interface Writing {
  readonly input: ReportInput;
  readonly locale: Locale;
  readonly speaker: Speaker;
  /** A figure as it was last month, as cells of a row: none where there was no month before. */
  readonly earlier: (id: string) => readonly CellContent[];
  /** The column that goes with it. */
  readonly earlierColumn: readonly Column[];
  /** The picture of that name, where there is one. */
  readonly chart: (name: string) => readonly Block[];
}

// As the picture says of itself, in its first tag.
const EMPTY = /^<svg[^>]* data-empty="true"/;

/** The input, its words and its pictures, ready for the sections. */
export function createWriting(input: ReportInput, locale: Locale, charts: readonly PdfChart[]): Writing {
  const speaker = createSpeaker(input, locale);
  const before = earlierFigures(input, speaker);
  return {
    input,
    locale,
    speaker,
    earlier: (id) => (before === null ? [] : [before.said(id) ?? '–']),
    earlierColumn: before === null ? [] : [numbers(before.label, 2)],
    chart: (name) =>
      charts
        .filter((chart) => chart.name === name && !EMPTY.test(chart.svg))
        .map(({ svg, alt }) => ({ kind: 'chart', svg, alt })),
  };
}
