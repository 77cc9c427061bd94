import { renderAsync } from '@resvg/resvg-js';
import type { Locale } from '../../core/contracts/config.ts';
import type { Artefact, ReportInput } from '../../core/contracts/report-input.ts';
import { createSpeaker } from '../messages/speaker.ts';
import { type ChartFont, textWidth } from './chart-font.ts';
import { sourceLine } from './chart-words.ts';
import { collectionRateDesign } from './collection-rate.ts';
import {
  type Breadth,
  type ChartDesign,
  type ChartName,
  type DrawingContext,
  type LegendEntry,
  WIDTHS,
} from './design.ts';
import { drawSvg, measureBy } from './draw.ts';
import { frameSvg, inlineSvg } from './frame-svg.ts';
import { largestBalancesDesign } from './largest-balances.ts';
import { lossScenariosDesign } from './loss-scenarios.ts';
import { outlineText } from './outline-text.ts';
import { INK } from './palette.ts';
import { riskProfileDesign } from './risk-profile.ts';
import { tidySvg } from './tidy-svg.ts';
import { tierExposureDesign } from './tier-exposure.ts';

/** A chart in one language: the picture that stands alone as SVG and PNG, and drawings for a page, wide and narrow. */
export interface RenderedChart {
  readonly name: ChartName;
  readonly locale: Locale;
  readonly title: string;
  readonly alt: string;
  readonly subtitle: string;
  readonly legend: readonly LegendEntry[];
  readonly source: string;
  readonly svg: string;
  readonly png: Uint8Array;
  /** Size of the PNG in pixels; it is twice the size it is meant to be shown at. */
  readonly png_width: number;
  readonly png_height: number;
  readonly inline: Readonly<Record<Breadth, string>>;
}

const DESIGNS: Readonly<Record<ChartName, (context: DrawingContext) => ChartDesign>> = {
  'collection-rate': collectionRateDesign,
  'risk-profile': riskProfileDesign,
  'tier-exposure': tierExposureDesign,
  'loss-scenarios': lossScenariosDesign,
  'largest-balances': largestBalancesDesign,
};

/** Pixels a picture has for each one it is shown at, so that it is sharp on a dense screen and in print. */
const DENSITY = 2;

const NO_DRAWING_HEIGHT = 90;

function drawing(design: ChartDesign, width: number, prefix: string, nothing: string): string {
  if (design.option) return tidySvg(drawSvg(design.option, width, design.height), prefix);
  return `<text x="${width / 2}" y="${design.height / 2}" text-anchor="middle" font-size="14" fill="${INK.muted}">${nothing}</text>`;
}

async function raster(
  svg: string,
  width: number,
  font: ChartFont,
): Promise<{ png: Uint8Array; width: number; height: number }> {
  const image = await renderAsync(outlineText(svg, font), {
    font: { loadSystemFonts: false },
    fitTo: { mode: 'width', value: width * DENSITY },
  });
  return { png: image.asPng(), width: image.width, height: image.height };
}

/** Every chart of a run in one language. The same input gives the same SVG bytes. */
export async function renderCharts(
  input: ReportInput,
  locale: Locale,
  font: ChartFont,
): Promise<readonly RenderedChart[]> {
  const speaker = createSpeaker(input, locale);
  const measure = (text: string, size: number, bold = false) => textWidth(text, size, bold ? font.bold : font.regular);
  const source = sourceLine(input, speaker);
  measureBy(font);
  const render = async (name: ChartName): Promise<RenderedChart> => {
    const design = (breadth: Breadth): ChartDesign => {
      const made = DESIGNS[name]({ input, speaker, breadth, measure });
      return made.option ? made : { ...made, height: NO_DRAWING_HEIGHT, legend: [] };
    };
    const nothing = speaker.messages.words.charts.no_data;
    const [wide, narrow] = [design('wide'), design('narrow')];
    const drawn = drawing(wide, WIDTHS.wide, `${name}-w`, nothing);
    const framed = frameSvg({ design: wide, drawing: drawn, width: WIDTHS.wide, prefix: name, source, measure });
    const image = await raster(framed.svg, framed.width, font);
    return {
      name,
      locale,
      title: wide.title,
      alt: wide.alt,
      subtitle: wide.subtitle,
      legend: wide.legend,
      source,
      svg: framed.svg,
      png: image.png,
      png_width: image.width,
      png_height: image.height,
      inline: {
        wide: inlineSvg(wide, drawn, WIDTHS.wide),
        narrow: inlineSvg(narrow, drawing(narrow, WIDTHS.narrow, `${name}-n`, nothing), WIDTHS.narrow),
      },
    };
  };
  const names = Object.keys(DESIGNS).filter((name): name is ChartName => Object.hasOwn(DESIGNS, name));
  return Promise.all(names.map(render));
}

/** The pictures as files of the run: charts/<name>.<locale>.svg and .png. */
export function chartArtefacts(charts: readonly RenderedChart[]): Artefact[] {
  return charts.flatMap(({ name, locale, svg, png }) => [
    {
      path: `charts/${name}.${locale}.svg`,
      bytes: new TextEncoder().encode(`${svg}\n`),
      content_type: 'image/svg+xml',
      locale,
    },
    { path: `charts/${name}.${locale}.png`, bytes: png, content_type: 'image/png', locale },
  ]);
}
