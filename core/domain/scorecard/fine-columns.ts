import { type FineColumn, fineCategorical, fineNumeric } from './fine-bins.ts';
import type { CategoricalColumn, LoanTable } from './loan-table.ts';
import type { LoanSettings } from './settings.ts';

/** Every feature that may be scored, in order of its name, cut into fine bins without looking at the target. Protected attributes are never among them. */
export function fineColumns(table: LoanTable, settings: LoanSettings): FineColumn[] {
  return [...table.numeric, ...table.categorical]
    .filter(([name]) => !table.protectedAttributes.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, values]) => fineColumn(name, values, settings));
}

/** The protected attributes in the same form, for the analysis alone. */
export function protectedColumns(table: LoanTable, settings: LoanSettings): FineColumn[] {
  return [...table.protectedAttributes].map(([name, values]) => fineColumn(name, values, settings));
}

function fineColumn(name: string, values: Float64Array | CategoricalColumn, settings: LoanSettings): FineColumn {
  if (!(values instanceof Float64Array)) return fineCategorical(name, values);
  const { fine_bins, special_codes } = settings.binning;
  return fineNumeric(name, values, fine_bins, Object.hasOwn(special_codes, name) ? (special_codes[name] ?? []) : []);
}
