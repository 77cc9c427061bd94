import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { NumberStyle } from '../format/formatter.ts';
import type { Said } from './phrase.ts';
import type { Speaker } from './speaker.ts';

/** Last month beside this month: what the column is called, and each figure as it was. */
export interface EarlierFigures {
  readonly label: string;
  /** The figure as it was; null where last month had none. */
  readonly said: (id: string, style?: NumberStyle) => Said | null;
}

/** The figures of the review before; null where there was none, so that no column stands empty. */
export function earlierFigures({ previous }: ReportInput, { format, messages }: Speaker): EarlierFigures | null {
  if (previous === null) return null;
  return {
    label: messages.words.last_month({ month: format.month(previous.period) }),
    said: (id, style) => {
      const figure = Object.hasOwn(previous.figures, id) ? previous.figures[id] : undefined;
      if (!figure || figure.value === null || typeof figure.value === 'object') return null;
      const text = format.value(figure.value, figure.unit, style);
      return text === null ? null : { text, value: figure.value, previous: id };
    },
  };
}
