import type { FigureCell } from '../../../core/contracts/figure.ts';
import type { Explainer } from './explainer.ts';
import { customerForms } from './line-fault.ts';
import { edgeFormsOf, formsOf, tokensOf } from './written-forms.ts';

const MONEY = /^-?\d+\.\d{2}$/;

function cellForms(field: string, cell: FigureCell, { locale }: Explainer): readonly string[] {
  if (typeof cell === 'string') return MONEY.test(cell) ? formsOf(cell, 'money', locale) : [];
  if (typeof cell !== 'number') return [];
  if (/_pct$/.test(field)) return formsOf(cell, 'pct', locale);
  if (/_pp$/.test(field)) return formsOf(cell, 'pp', locale);
  const edges = /^(lower|upper|from|to|score_from|score_to)$/.test(field)
    ? [...edgeFormsOf(cell, locale), ...formsOf(cell, 'count', locale)]
    : [];
  return [...formsOf(cell, 'number', locale), ...formsOf(cell, 'score', locale), ...edges];
}

function figureForms(id: string, explainer: Explainer): readonly string[] {
  const figure = explainer.input.figures[id];
  if (!figure || figure.value === null) return [];
  const { value, unit } = figure;
  if (Array.isArray(value)) {
    return value.flatMap((row) =>
      typeof row === 'object' && row !== null
        ? Object.entries(row as Readonly<Record<string, FigureCell>>).flatMap(([field, cell]) =>
            cellForms(field, cell, explainer),
          )
        : [],
    );
  }
  if (unit === 'list' || unit === 'text' || unit === 'flag' || unit === 'month' || typeof value === 'object') return [];
  return formsOf(String(value), unit, explainer.locale);
}

/** Marks of a percentage scale, where an axis has them. */
const SCALE = /^(0|20|40|60|80|100) %$/;
/** A month or a year at the foot of a time axis. */
const TIME = /^(\d{1,2}月|(19|20)\d{2}年?|[A-Z][a-z]{2})$/;

/** Numbers of a chart's texts that none of its figures holds. `ids` are the figures it says it shows. */
export function chartFaults(texts: readonly string[], ids: readonly string[], explainer: Explainer): string[] {
  const { input } = explainer;
  const lines = ids.length === 0 || texts.some((text) => input.customers.some(({ name }) => text.includes(name)));
  const known = new Set([
    ...ids.flatMap((id) => figureForms(id, explainer)),
    ...(lines ? input.customers.slice(0, 10).flatMap((line) => [...customerForms(line, explainer.locale)]) : []),
  ]);
  const threshold = String(input.rules.warning.score_threshold);
  return texts.flatMap((text) => {
    if (SCALE.test(text.trim()) || TIME.test(text.trim())) return [];
    const rest = explainer.cut(text);
    return tokensOf(rest)
      .filter((token) => !known.has(token.text) && !explainer.isWritten(rest, token) && token.text !== threshold)
      .map((token) => `${token.text} in the chart’s “${text}”`);
  });
}
