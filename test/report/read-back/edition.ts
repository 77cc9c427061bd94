import type { Locale } from '../../../core/contracts/config.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { type RenderedChart, renderCharts } from '../../../report/charts/render-charts.ts';
import { composeMail } from '../../../report/mail/compose-mail.ts';
import { renderPage } from '../../../report/page/render-page.ts';
import { composeDocument } from '../../../report/pdf/compose-document.ts';
import type { PdfDocument } from '../../../report/pdf/document-model.ts';
import { createWriting } from '../../../report/pdf/pdf-input.ts';
import { renderPdf } from '../../../report/pdf/render-pdf.ts';
import { FONT } from '../fixtures/fonts.ts';
import { PDF_FONTS } from '../fixtures/pdf-fonts.ts';

/** All that a reader of one language gets of a run. */
export interface Edition {
  readonly page: string;
  readonly charts: readonly RenderedChart[];
  readonly document: PdfDocument;
  readonly pdf: Uint8Array;
  readonly mail: Uint8Array;
}

/** Renders a run in one language with the real renderers. */
export async function makeEdition(input: ReportInput, locale: Locale): Promise<Edition> {
  const charts = await renderCharts(input, locale, FONT);
  const pdf = await renderPdf(input, locale, charts, PDF_FONTS);
  const mail = await composeMail({
    input,
    locale,
    recipient: { name: 'Ada', email: 'ada@example.com' },
    sender: { name: 'duewatch', email: 'duewatch@example.com' },
    charts,
    attachments: [{ filename: 'report.pdf', contentType: 'application/pdf', bytes: pdf }],
    messageId: `${input.run.id}.r${input.run.revision}.1@duewatch`,
    date: '2026-07-02T06:00:00Z',
  });
  return {
    page: renderPage(input, locale, FONT),
    charts,
    document: composeDocument(createWriting(input, locale, charts)),
    pdf,
    mail,
  };
}
