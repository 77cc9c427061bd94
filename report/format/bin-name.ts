import type { FigureCell, FigureRow } from '../../core/contracts/figure.ts';
import type { Speaker } from '../messages/speaker.ts';
import { cleanText } from './clean-text.ts';
import { roundedText } from './round.ts';

function edge(cell: FigureCell | undefined): string | null {
  if (typeof cell !== 'number') return null;
  if (Math.abs(cell) >= 10_000) return `${roundedText(cell / 1000, cell % 1000 === 0 ? 0 : 1)}K`;
  return String(Number(cell.toPrecision(4)));
}

/** The values of a bin as a reader writes them: `< 26`, `26–35`, `≥ 53`, its texts, or "missing" and "other". */
export function binName(row: FigureRow, { messages }: Speaker): string {
  const [from, to] = [edge(row.lower), edge(row.upper)];
  if (from !== null) return to === null ? `≥ ${from}` : `${from}–${to}`;
  if (to !== null) return `< ${to}`;
  const { bins } = messages.words.charts;
  const label = cleanText(String(row.label));
  return Object.hasOwn(bins, label) ? bins[label as keyof typeof bins] : label;
}
