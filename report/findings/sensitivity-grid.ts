import type { Phrase, Said } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';

const ID = 'selection.sensitivity';

/** The group at other thresholds: a line a payment rate, a column a balance. */
export interface SensitivityGrid {
  /** What a balance must exceed, column by column. */
  readonly amounts: readonly Phrase[];
  readonly rows: readonly {
    /** What a payment rate must be below. */
    readonly rate: Phrase;
    /** Customers in the group then; null where the figure does not say. */
    readonly cells: readonly (Said | null)[];
  }[];
  /** Line and column of a pair of thresholds; -1 where the grid has none. */
  readonly placeOf: (rate: number, amount: number) => readonly [number, number];
}

const whole = (text: string) => text.replace(/\.0+(?=\D*$)/, '');

/** The sensitivity figure as a grid. */
export function sensitivityGrid(speaker: Speaker): SensitivityGrid {
  const lines = speaker.figures.rows(ID);
  const distinct = (field: string) => [...new Set(lines.map((line) => Number(line[field])))].sort((a, b) => a - b);
  const [rates, amounts] = [distinct('payment_rate_below'), distinct('outstanding_above')];
  const at = (rate: number, amount: number) =>
    lines.findIndex((line) => Number(line.payment_rate_below) === rate && Number(line.outstanding_above) === amount);
  const edge = (sign: string, index: number, field: string): Phrase => {
    const said = speaker.cell(ID, index, field);
    return [sign, { ...said, text: whole(said.text) }];
  };
  const first = (field: string, value: number) => lines.findIndex((line) => Number(line[field]) === value);
  return {
    amounts: amounts.map((amount) => edge('> ', first('outstanding_above', amount), 'outstanding_above')),
    rows: rates.map((rate) => ({
      rate: edge('< ', first('payment_rate_below', rate), 'payment_rate_below'),
      cells: amounts.map((amount) => {
        const index = at(rate, amount);
        return index < 0 ? null : speaker.cell(ID, index, 'count');
      }),
    })),
    placeOf: (rate, amount) => [rates.indexOf(rate), amounts.indexOf(amount)],
  };
}
