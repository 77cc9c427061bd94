const PIECES =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|(?:[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|\u00a0)+|\s+/gu;
/** Chinese typesetting begins no line with these. */
const NOT_FIRST = /^[，。；：、）」』”’！？％%]/;

/** Lines of a text no wider than `width`; words stay whole, Chinese breaks anywhere but before a closing mark. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    const longer = line + piece;
    if (line !== '' && piece.trim() !== '' && !NOT_FIRST.test(piece) && measure(longer.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece;
    } else {
      line = longer;
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** A text cut with an ellipsis to fit. */
export function fitText(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && measure(`${characters.join('').trimEnd()}…`) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
