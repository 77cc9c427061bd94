import type { ChartDesign } from './design.ts';
import { INK } from './palette.ts';
import { wrapText } from './wrap-text.ts';
import { escapeXml } from './xml.ts';

/** Typefaces for texts that stay texts; the first is the one pictures are lettered in. */
const SVG_FONT_FAMILY =
  "'Noto Sans SC','PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif";

const MARGIN = 24;
const TITLE_SIZE = 19;
const TITLE_LEADING = 27;
const SMALL = 12;
const SMALL_LEADING = 19;

/** On a picture that has nothing to show: a document with no room for it can tell. */
const EMPTY_MARK = ' data-empty="true"';

type Measure = (text: string, size: number, bold?: boolean) => number;

/** A picture with title, key, drawing and source, and its height. */
export interface FramedSvg {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

interface Frame {
  readonly design: ChartDesign;
  /** Ids of the figures it shows; the drawing carries them. */
  readonly figures: readonly string[];
  /** The drawing as `tidySvg` leaves it. */
  readonly drawing: string;
  readonly width: number;
  readonly prefix: string;
  readonly source: string;
  readonly measure: Measure;
}

function textAt(x: number, y: number, size: number, fill: string, text: string, bold = false): string {
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}"${weight} fill="${fill}">${escapeXml(text)}</text>`;
}

function legendWidth(design: ChartDesign, measure: Measure): number {
  return design.legend.reduce((sum, { label }) => sum + 34 + measure(label, SMALL), -18);
}

/** The key goes under the subtitle where one line has no room for both. */
function legendBelow(design: ChartDesign, width: number, measure: Measure): boolean {
  if (design.legend.length === 0) return false;
  return measure(design.subtitle, SMALL) + 20 + legendWidth(design, measure) > width - 2 * MARGIN;
}

function legendRow(design: ChartDesign, top: number, below: boolean, measure: Measure): string {
  const parts = [textAt(MARGIN, top, SMALL, INK.muted, design.subtitle)];
  const y = below ? top + SMALL_LEADING : top;
  let x = below ? MARGIN : MARGIN + measure(design.subtitle, SMALL) + 20;
  for (const { label, color } of design.legend) {
    parts.push(`<rect x="${Math.round(x)}" y="${y - 10}" width="11" height="11" rx="2" fill="${color}"/>`);
    parts.push(textAt(Math.round(x) + 16, y, SMALL, INK.text, label));
    x += 16 + measure(label, SMALL) + 18;
  }
  return parts.join('');
}

/** A picture that stands alone: title, subtitle with the key of colours, drawing, source line. */
export function frameSvg({ design, figures, drawing, width, prefix, source, measure }: Frame): FramedSvg {
  const lines = wrapText(design.title, width - 2 * MARGIN, (text) => measure(text, TITLE_SIZE, true));
  const titles = lines.map((line, index) =>
    textAt(MARGIN, 38 + index * TITLE_LEADING, TITLE_SIZE, INK.text, line, true),
  );
  const legendAt = 38 + lines.length * TITLE_LEADING - 2;
  const below = legendBelow(design, width, measure);
  const top = legendAt + 14 + (below ? SMALL_LEADING : 0);
  const height = top + design.height + 34;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${prefix}-t ${prefix}-d" data-figures="${escapeXml(figures.join(' | '))}"${design.option ? '' : EMPTY_MARK} font-family="${SVG_FONT_FAMILY}">`;
  const said = `<title id="${prefix}-t">${escapeXml(design.title)}</title><desc id="${prefix}-d">${escapeXml(design.alt)}</desc>`;
  const svg = [
    `${open}${said}<rect width="${width}" height="${height}" fill="${INK.paper}"/>`,
    ...titles,
    legendRow(design, legendAt, below, measure),
    `<g transform="translate(0 ${top})">`,
    drawing,
    '</g>',
    textAt(MARGIN, height - 14, 11, INK.muted, source),
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}

/** The drawing alone, for a page that sets title, key and source itself; it takes the page's typeface. */
export function inlineSvg(design: ChartDesign, drawing: string, width: number): string {
  const size = `viewBox="0 0 ${width} ${design.height}" width="${width}" height="${design.height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-size="12" role="img" aria-label="${escapeXml(design.alt)}">\n${drawing}\n</svg>`;
}
