/** What is used of opentype.js. Its published types pull in the browser's, which this project does without. */
declare module 'opentype.js/dist/opentype.min.mjs' {
  export interface Glyph {
    readonly index: number;
    readonly advanceWidth?: number;
    getPath(
      x: number,
      y: number,
      fontSize: number,
    ): { toPathData(options: { decimalPlaces: number; optimize: boolean }): string };
  }
  export interface Font {
    readonly unitsPerEm: number;
    charToGlyph(character: string): Glyph;
  }
  export function parse(bytes: ArrayBuffer, options?: { lowMemory?: boolean }): Font;
}
