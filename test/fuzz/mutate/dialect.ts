import type { Dice } from '../../../core/sample/dice.ts';
import type { TextTable } from './rows.ts';

/** How a CSV file is written. */
export interface Dialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r\n' | '\r';
  readonly quoteAll: boolean;
  readonly mark: boolean;
  readonly lastNewline: boolean;
  readonly blankLines: boolean;
}

/** Any dialect; those the manifest has to name are rarer. */
export function anyDialect(dice: Dice): Dialect {
  return {
    delimiter: dice.pick([',', ',', ',', ';', '\t', '|', '^']),
    newline: dice.pick(['\n', '\n', '\r\n', '\r']),
    quoteAll: dice.chance(0.15),
    mark: dice.chance(0.1),
    lastNewline: dice.chance(0.85),
    blankLines: dice.chance(0.05),
  };
}

/** Whether a reader needs the manifest to know the delimiter. */
export function mustBeNamed(dialect: Dialect): boolean {
  return ![',', ';', '\t'].includes(dialect.delimiter);
}

/** The table's CSV text. */
export function csvText({ header, rows }: TextTable, dialect: Dialect): string {
  const { delimiter, newline, quoteAll } = dialect;
  const cell = (text: string): string =>
    quoteAll || text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const lines = [header, ...rows].map((cells) => cells.map(cell).join(delimiter));
  const blank = dialect.blankLines ? [''] : [];
  const all = [...blank, ...lines.slice(0, 2), ...blank, ...lines.slice(2)].join(newline);
  return (dialect.mark ? '\uFEFF' : '') + all + (dialect.lastNewline ? newline : '');
}
