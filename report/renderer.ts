import type { Renderer } from '../core/ports/renderer.ts';
import type { ChartFont } from './charts/chart-font.ts';

/** The two weights everything is set in, as the bytes of TrueType files that hold Latin and Chinese glyphs. */
export interface ReportFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/**
 * The report's renderer. Libraries are loaded when they are first used: a run that is refused, and a function that only draws, never
 * load the typesetter.
 */
export function createRenderer(loadFonts: () => Promise<ReportFonts>): Renderer {
  const fonts = once(loadFonts);
  const chartFont = once(async (): Promise<ChartFont> => {
    const { openChartFont } = await import('./charts/chart-font.ts');
    return openChartFont(await fonts());
  });
  return {
    charts: async (input, locale) => {
      const { renderCharts } = await import('./charts/render-charts.ts');
      return renderCharts(input, locale, await chartFont());
    },
    page: async (input, locale) => {
      const { renderPage } = await import('./page/render-page.ts');
      return new TextEncoder().encode(renderPage(input, locale, await chartFont()));
    },
    pdf: async (input, locale, charts) => {
      const { renderPdf } = await import('./pdf/render-pdf.ts');
      return renderPdf(input, locale, charts, await fonts());
    },
    workbook: async (input) => {
      const { renderWorkbook } = await import('./workbook/render-workbook.ts');
      return renderWorkbook(input);
    },
    digest: async (input, locale, envelope, digest, links) => {
      const { composeDigest } = await import('./mail/compose-digest.ts');
      return composeDigest(input, locale, envelope, digest, links);
    },
    chat: async (input, locale, room, material) => {
      const { chatDraft } = await import('./chat/chat-draft.ts');
      const { chatBody } = await import('./chat/chat-body.ts');
      const draft = chatDraft(input, locale, room, material);
      return draft === null ? null : chatBody(room.kind, draft, locale);
    },
    mail: async (input, locale, envelope, charts, attachments, elsewhere = []) => {
      const { composeMail } = await import('./mail/compose-mail.ts');
      return composeMail({ input, locale, ...envelope, charts, attachments, elsewhere });
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
