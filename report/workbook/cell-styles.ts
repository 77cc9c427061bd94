import type { CellStyle } from 'hucre/xlsx';
import type { FigureUnit } from '../../core/contracts/figure.ts';
import type { Band } from '../../core/contracts/report-input.ts';

/** The face of the whole workbook; a font without a name falls back to a serif in some readers. */
export const FACE = { name: 'Calibri', size: 11 } as const;

const WHITE = 'FFFFFF';
const INK = '1B2733';
const HEAD = '24425C';
const INPUT = '1F4FBF';
const GREY = '6B7785';
const LINE = 'C9D1D9';

/** Fill of a row by score band: the riskier the stronger. */
export const BAND_FILLS: Readonly<Record<Band, string>> = {
  ge70: 'F4B8AE',
  '60_70': 'FAD7B0',
  '50_60': 'FFF1C2',
  lt50: 'DDEBDD',
};

const rule = { style: 'thin', color: { rgb: LINE } } as const;
const top = { vertical: 'top' } as const;
const indented = { ...top, horizontal: 'left', indent: 1 } as const;

/** A solid fill. */
export function fill(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb }, bgColor: { rgb } };
}

export const STYLES = {
  title: { font: { ...FACE, bold: true, size: 16, color: { rgb: INK } } },
  subtitle: { font: { ...FACE, size: 11, color: { rgb: GREY } } },
  alarm: { font: { ...FACE, bold: true, color: { rgb: WHITE } }, fill: fill('A4262C') },
  section: {
    font: { ...FACE, bold: true, size: 12, color: { rgb: HEAD } },
    border: { bottom: { style: 'medium', color: { rgb: HEAD } } },
  },
  head: {
    font: { ...FACE, bold: true, color: { rgb: WHITE } },
    fill: fill(HEAD),
    alignment: { wrapText: true, vertical: 'center', horizontal: 'center' },
  },
  text: { font: FACE, alignment: top },
  statement: { font: { ...FACE, bold: true }, alignment: { ...top, wrapText: true } },
  wrapped: { font: FACE, alignment: { ...indented, wrapText: true } },
  quiet: { font: { ...FACE, color: { rgb: GREY }, size: 9 }, alignment: indented },
  quietWrapped: { font: { ...FACE, color: { rgb: GREY }, size: 9 }, alignment: { ...indented, wrapText: true } },
  total: { font: { ...FACE, bold: true }, border: { top: rule } },
} as const satisfies Record<string, CellStyle>;

/** The number format of a unit. Percentages are 0–100 in the figures, so the sign is text here. */
function numberFormat(unit: FigureUnit, moneyDigits: number): string {
  switch (unit) {
    case 'money':
      return moneyDigits === 0 ? '#,##0' : `#,##0.${'0'.repeat(moneyDigits)}`;
    case 'pct':
      return '0.0"%"';
    case 'pp':
      return '0.0';
    case 'count':
    case 'months':
      return '#,##0';
    case 'fraction':
      return '0.000';
    case 'score':
    case 'points':
    case 'days':
      return '#,##0.0';
    case 'ratio':
      return '0.00';
    default:
      return '#,##0.00##';
  }
}

/** A change: its sign is shown. */
export const CHANGE: CellStyle = { font: FACE, numFmt: '+0.0;-0.0;0.0', alignment: top };

/** How a number came into its cell: computed here, typed in and meant to be changed, or copied from the report. */
export type Origin = 'computed' | 'input' | 'reported';

/** The style of a number: blue for inputs, grey for what was copied beside a live value. */
export function numberStyle(unit: FigureUnit, moneyDigits: number, origin: Origin = 'computed'): CellStyle {
  const colour = { computed: INK, input: INPUT, reported: GREY }[origin];
  return { numFmt: numberFormat(unit, moneyDigits), font: { ...FACE, color: { rgb: colour } }, alignment: top };
}

/** A text that is meant to be changed. */
export const INPUT_TEXT: CellStyle = { font: { ...FACE, color: { rgb: INPUT } }, alignment: top };
