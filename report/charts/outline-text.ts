import { type ChartFont, type FontFace, textWidth } from './chart-font.ts';

const TEXT = /<text([^>]*)>([^<]*)<\/text>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
};

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}

function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Where the line sits: ECharts centres text on its position, titles hang from theirs. */
function baselineShift(baseline: string | undefined, size: number): number {
  if (baseline === 'central' || baseline === 'middle') return size * 0.35;
  return baseline === 'hanging' || baseline === 'text-before-edge' ? size * 0.88 : 0;
}

function startShift(anchor: string | undefined, width: number): number {
  if (anchor === 'middle') return -width / 2;
  return anchor === 'end' ? -width : 0;
}

const round = (value: number) => Math.round(value * 100) / 100;

function glyphs(text: string, x: number, y: number, scale: number, face: FontFace): string {
  let at = x;
  let paths = '';
  for (const character of text) {
    const outline = face.outline(character);
    if (outline) paths += `<path transform="translate(${round(at)} ${round(y)}) scale(${scale})" d="${outline}"/>`;
    at += face.advance(character) * scale;
  }
  return paths;
}

function outlined(attributes: string, content: string, font: ChartFont): string {
  const text = unescaped(content);
  const size = Number.parseFloat(attribute(attributes, 'font-size') ?? '12');
  const weight = attribute(attributes, 'font-weight') ?? 'normal';
  const face = weight === 'bold' || Number(weight) >= 600 ? font.bold : font.regular;
  const scale = size / face.unitsPerEm;
  const x =
    Number(attribute(attributes, 'x') ?? 0) +
    startShift(attribute(attributes, 'text-anchor'), textWidth(text, size, face));
  const y = Number(attribute(attributes, 'y') ?? 0) + baselineShift(attribute(attributes, 'dominant-baseline'), size);
  const transform = attribute(attributes, 'transform');
  const moved = transform ? ` transform="${transform}"` : '';
  const letters = glyphs(text, x, y, Math.round(scale * 1e5) / 1e5, face);
  return `<g fill="${attribute(attributes, 'fill') ?? '#000'}"${moved}>${letters}</g>`;
}

/**
 * An SVG whose texts are shapes, for rasterising: no font has to be found, every glyph of the bundled typeface is there, and it is
 * a hundred times faster than letting the rasteriser shape each text with a ten-megabyte font. Expects texts as `tidySvg` leaves them.
 */
export function outlineText(svg: string, font: ChartFont): string {
  return svg.replace(TEXT, (_, attributes: string, content: string) => outlined(attributes, content, font));
}
