import { type Font, type PathCommand, parse } from 'opentype.js/dist/opentype.min.mjs';

/** The two weights of the typeface pictures are lettered in, as the bytes of TrueType files that have the Chinese glyphs. */
export interface FontBytes {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** One weight: how wide a text is, and its outline as SVG path data in font units, glyph by glyph. */
export interface FontFace {
  readonly unitsPerEm: number;
  /** Advance of a character, in font units. */
  readonly advance: (character: string) => number;
  /** Path data of a character with its origin at 0,0, y down, in font units. */
  readonly outline: (character: string) => string;
}

/** The typeface of the charts. Parse it once and use it for all of them. */
export interface ChartFont {
  readonly regular: FontFace;
  readonly bold: FontFace;
}

interface GlyphShape {
  readonly advance: number;
  readonly outline: string;
}

function parsed(bytes: Uint8Array): Font {
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  const buffer = whole && bytes.buffer instanceof ArrayBuffer ? bytes.buffer : Uint8Array.from(bytes).buffer;
  return parse(buffer, { lowMemory: true });
}

/** SVG path data; the library's own writer runs numbers together where one rounds to minus nought. */
function pathData(commands: readonly PathCommand[]): string {
  return commands
    .map(({ type, ...points }) => {
      const { x1, y1, x2, y2, x, y } = points;
      const numbers = [x1, y1, x2, y2, x, y].filter((value) => value !== undefined);
      return type + numbers.map((value) => Math.round(value)).join(' ');
    })
    .join('');
}

function face(bytes: Uint8Array): FontFace {
  const font = parsed(bytes);
  const shapes = new Map<string, GlyphShape>();
  const shape = (character: string): GlyphShape => {
    const known = shapes.get(character);
    if (known) return known;
    const glyph = font.charToGlyph(character);
    const outline = pathData(glyph.getPath(0, 0, font.unitsPerEm).commands);
    const made = { advance: glyph.advanceWidth ?? font.unitsPerEm, outline };
    shapes.set(character, made);
    return made;
  };
  return {
    unitsPerEm: font.unitsPerEm,
    advance: (character) => shape(character).advance,
    outline: (character) => shape(character).outline,
  };
}

/** Reads both weights. Costs about a tenth of a second: do it once a run. */
export function openChartFont(bytes: FontBytes): ChartFont {
  return { regular: face(bytes.regular), bold: face(bytes.bold) };
}

/** Width of a text in pixels. */
export function textWidth(text: string, size: number, from: FontFace): number {
  let units = 0;
  for (const character of text) units += from.advance(character);
  return (units * size) / from.unitsPerEm;
}
