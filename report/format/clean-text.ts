const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]+/gu;
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text of the data on one line and safe for any medium: no control characters, no marks that turn the reading direction of
 * what follows, no half of a surrogate pair (XML and MIME refuse those). What it means is not judged here.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(CONTROLS, ' ').replace(DIRECTION_MARKS, '').replace(/\s+/g, ' ').trim();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Columns a text takes where Latin letters take one and Chinese characters and emoji two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Clean text cut at whole characters to at most `columns` (see displayWidth), with an ellipsis where something went. */
export function shorten(text: string, columns: number): string {
  const clean = cleanText(text);
  if (displayWidth(clean) <= columns) return clean;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(clean)) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
