import { renderAsync } from '@resvg/resvg-js';
import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { chartStudio } from './chart-designs.ts';
import { type ChartFont, textWidth } from './chart-font.ts';
import { type ChartName, WIDTHS } from './design.ts';
import { frameSvg } from './frame-svg.ts';
import { outlineText } from './outline-text.ts';

/** A chart in one language: titled with its finding, which is also what it says to those who cannot see it. */
export interface RenderedChart {
  readonly name: ChartName;
  readonly locale: Locale;
  readonly title: string;
  readonly alt: string;
  /** Ids of the figures it shows. */
  readonly figures: readonly string[];
  readonly svg: string;
  readonly png: Uint8Array;
}

/** Pixels a picture has for each one it is shown at, so that it is sharp on a dense screen and in print. */
const DENSITY = 2;

async function raster(svg: string, width: number, font: ChartFont): Promise<Uint8Array> {
  const image = await renderAsync(outlineText(svg, font), {
    font: { loadSystemFonts: false },
    fitTo: { mode: 'width', value: width * DENSITY },
  });
  return image.asPng();
}

/** Every chart of a run in one language, as SVG and as PNG twice as wide. The same input gives the same SVG bytes. */
export async function renderCharts(
  input: ReportInput,
  locale: Locale,
  font: ChartFont,
): Promise<readonly RenderedChart[]> {
  const studio = chartStudio(input, locale, font);
  const measure = (text: string, size: number, bold = false) => textWidth(text, size, bold ? font.bold : font.regular);
  const render = async (name: ChartName): Promise<RenderedChart> => {
    const design = studio.design(name, 'wide');
    const drawing = studio.draw(design, 'wide', name);
    const { figures } = design;
    const { svg } = frameSvg({
      design,
      figures,
      drawing,
      width: WIDTHS.wide,
      prefix: name,
      source: studio.source,
      measure,
    });
    return {
      name,
      locale,
      title: design.title,
      alt: design.alt,
      figures: design.figures,
      svg,
      png: await raster(svg, WIDTHS.wide, font),
    };
  };
  return Promise.all(studio.names.map(render));
}
