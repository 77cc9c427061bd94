import { type FineColumn, fineCategorical, fineNumeric } from './fine-bins.ts';
import type { LoanTable } from './loan-table.ts';
import type { LoanSettings } from './settings.ts';

/** Every feature in order of its name, cut into fine bins without looking at the target. */
export function fineColumns(table: LoanTable, settings: LoanSettings): FineColumn[] {
  const special = settings.binning.special_codes;
  const names = [...table.numeric.keys(), ...table.categorical.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return names.flatMap((name): FineColumn[] => {
    const numbers = table.numeric.get(name);
    const texts = table.categorical.get(name);
    if (numbers !== undefined)
      return [
        fineNumeric(
          name,
          numbers,
          settings.binning.fine_bins,
          Object.hasOwn(special, name) ? (special[name] ?? []) : [],
        ),
      ];
    return texts === undefined ? [] : [fineCategorical(name, texts)];
  });
}
