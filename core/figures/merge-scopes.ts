import type { Evidence, Figure, Figures } from '../contracts/figure.ts';
import { NOTES } from '../contracts/notes.ts';

/** The figures of one scope: `*` is the home currency, anything else the currency of its amounts. */
export interface ScopeFigures {
  readonly scope: string;
  readonly figures: Figures;
}

/**
 * One set of figures from all scopes. The home currency's stand under their plain ids; those of each further currency under
 * `<id>.<ISO code>`. Where amounts can't be brought into one currency, the plain ids are there without a value and say so, but for those
 * of `anyCurrency`, which need no amount.
 */
export function mergeScopes(scopes: readonly ScopeFigures[], anyCurrency: Figures): Figures {
  const home = scopes.find(({ scope }) => scope === '*');
  const merged = new Map<string, Figure>(Object.entries(home?.figures ?? {}));
  for (const { scope, figures } of scopes) {
    if (scope === '*') continue;
    for (const [id, figure] of Object.entries(figures)) {
      merged.set(`${id}.${scope}`, { ...figure, evidence: evidenceIn(figure.evidence, scope) });
      if (home === undefined) merged.set(id, withoutValue(figure));
    }
  }
  if (home === undefined) for (const [id, figure] of Object.entries(anyCurrency)) merged.set(id, figure);
  return Object.fromEntries(merged);
}

/** A currency's rows of a query lie in a file of their own. */
function evidenceIn(evidence: Evidence, scope: string): Evidence {
  const rows = evidence.rows?.replace(/^(rows\/\w+)\.csv$/, `$1.${scope}.csv`);
  return rows === undefined ? evidence : { ...evidence, rows };
}

function withoutValue({ unit, evidence: { rows: _rows, ...evidence } }: Figure): Figure {
  return { value: null, unit, note: NOTES.several_currencies, reason: 'several_currencies', evidence };
}
