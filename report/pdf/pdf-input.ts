import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { createSpeaker, type Speaker } from '../messages/speaker.ts';
import type { Block } from './document-model.ts';

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
  /** The picture of that name, where there is one. */
  readonly chart: (name: string) => readonly Block[];
}

// As the picture says of itself, in its first tag.
const EMPTY = /^<svg[^>]* data-empty="true"/;

/** The input, its words and its pictures, ready for the sections. */
export function createWriting(input: ReportInput, locale: Locale, charts: readonly PdfChart[]): Writing {
  return {
    input,
    locale,
    speaker: createSpeaker(input, locale),
    chart: (name) =>
      charts
        .filter((chart) => chart.name === name && !EMPTY.test(chart.svg))
        .map(({ svg, alt }) => ({ kind: 'chart', svg, alt })),
  };
}
