import type { Locale } from '../../core/contracts/config.ts';
import { roundedText } from './round.ts';

/** A number in few characters, for edges and axes: `15K`, `2.6万`; below ten thousand the four digits that count, not grouped. */
export function shortNumber(value: number, locale: Locale): string {
  if (Math.abs(value) < 10_000) return String(Number(value.toPrecision(4)));
  const [scale, letter] = locale === 'zh-CN' ? ([10_000, '万'] as const) : ([1000, 'K'] as const);
  return `${roundedText(value / scale, value % scale === 0 ? 0 : 1)}${letter}`;
}
