import type { Locale } from '../../core/contracts/config.ts';
import { formulaPatterns } from './zh-CN/formula-patterns.ts';
import { formulas } from './zh-CN/formulas.ts';
import { deskFormulas } from './zh-CN/formulas-desk.ts';
import { judgingFormulas } from './zh-CN/formulas-warning.ts';

const KNOWN: Readonly<Record<string, string>> = { ...formulas, ...judgingFormulas, ...deskFormulas };

function chinese(formula: string): string {
  if (Object.hasOwn(KNOWN, formula)) return KNOWN[formula] ?? formula;
  for (const [pattern, say] of formulaPatterns) {
    const met = pattern.exec(formula);
    if (met)
      return say(
        met.slice(1).map((part) => part ?? ''),
        chinese,
      );
  }
  return formula;
}

/** How a figure is computed, in the reader's language. `figures.json` holds it in English; a formula without a wording stays as it is. */
export function formulaText(formula: string, locale: Locale): string {
  return locale === 'zh-CN' ? chinese(formula) : formula;
}
