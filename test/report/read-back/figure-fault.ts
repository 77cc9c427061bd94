import type { Locale } from '../../../core/contracts/config.ts';
import type { Figure, FigureCell, Figures, FigureUnit } from '../../../core/contracts/figure.ts';
import { cleanText } from '../../../report/format/clean-text.ts';
import { edgeFormsOf, formsOf, monthForms, tokensOf } from './written-forms.ts';

/** A figure as an artefact shows it. */
export interface ShownFigure {
  readonly id: string;
  /** Row and field of a list figure, and where the field lists parts, the part. */
  readonly at: string | null;
  readonly text: string;
}

const MONEY = /^-?\d+\.\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
const CURRENCY = /[$€£¥元]|[A-Z]{3}|美元|欧元|英镑|日元|港元/u;

/** The part of a cell such as `event_chance=0.98; waiting_invoice=24`. */
function partOf(cell: FigureCell | undefined, name: string): FigureCell | undefined {
  const text = String(cell ?? '');
  const from = `; ${text}`.indexOf(`; ${name}=`);
  if (from < 0) return undefined;
  const rest = text.slice(from + name.length + 1);
  // A text may hold a semicolon; a number ends at one.
  return /^-?\d+(\.\d+)?(?=;|$)/.exec(rest)?.[0] ?? rest;
}

function cellAt(figure: Figure, at: string): FigureCell | undefined {
  const [row = '', field = '', part] = at.split('.');
  const line = Array.isArray(figure.value) ? figure.value[Number(row)] : undefined;
  const cell =
    typeof line === 'object' && line !== null ? (line as Readonly<Record<string, FigureCell>>)[field] : undefined;
  return part === undefined ? cell : partOf(cell, part);
}

/** The unit a cell of a list is read in: by what is written beside it, which its name must bear out. */
function readUnit(field: string, value: FigureCell, text: string): FigureUnit | null {
  if (typeof value === 'string' && MONEY.test(value)) return CURRENCY.test(text) ? 'money' : null;
  if (/_pp$/.test(field)) return /pp|个百分点/.test(text) ? 'pp' : null;
  if (/_pct$/.test(field)) return /%/.test(text) ? 'pct' : null;
  return /%/.test(text) ? 'pct' : 'number';
}

function marksFault(unit: FigureUnit, text: string): string | null {
  if (unit === 'pct') return /%/.test(text) ? null : 'has no per cent sign';
  if (unit === 'pp') return /pp|个百分点/.test(text) ? null : 'does not say percentage points';
  if (unit === 'money') return CURRENCY.test(text) ? null : 'names no currency';
  return null;
}

function numberFault(text: string, value: string | number, unit: FigureUnit, locale: Locale): string | null {
  const tokens = tokensOf(text);
  const [token] = tokens;
  if (!token || tokens.length > 1) return `is not one number: ${text}`;
  const units: readonly FigureUnit[] =
    unit === 'number' ? ['number', 'count', 'days', 'score', 'fraction', 'ratio'] : [unit];
  const forms = units.flatMap((each) => formsOf(value, each, locale));
  const edges = unit === 'number' ? edgeFormsOf(Number(value), locale) : [];
  if (![...forms, ...edges].includes(token.text)) return `is ${value} but shows ${text}`;
  if (token.sign === '−' && Number(value) > 0) return `is ${value} but shows ${text}`;
  if (token.sign === '+' && Number(value) < 0) return `is ${value} but shows ${text}`;
  return null;
}

function cellFault(
  value: FigureCell | undefined,
  field: string,
  part: string | undefined,
  text: string,
  locale: Locale,
): string | null {
  if (value === null || value === undefined || value === '')
    return /not computed|未计算|–/.test(text) ? null : `has no value but shows ${text}`;
  if (typeof value === 'boolean') return text === String(value) ? null : `is ${value} but shows ${text}`;
  if (typeof value === 'string' && MONTH.test(value) && monthForms(value, locale).includes(text)) return null;
  const numeric = typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value);
  const [kept = ''] = text.split('…');
  if (!numeric) return cleanText(value).startsWith(kept) ? null : `is ${value} but shows ${text}`;
  const share = part !== undefined && /%/.test(text);
  const candidates = share ? [value, 100 * Number(value)] : [value];
  const unit =
    part === undefined
      ? readUnit(field, value, text)
      : share
        ? 'pct'
        : CURRENCY.test(text) && /amount|credit/.test(part)
          ? 'money'
          : 'number';
  // A target has the unit of its indicator, which stands in the same row.
  const units =
    unit === null || field === 'now' || field === 'target' ? (['pct', 'money', 'months', 'number'] as const) : [unit];
  const faults = candidates.flatMap((each) => units.map((one) => numberFault(text, each, one, locale)));
  return faults.includes(null) ? null : (faults[0] ?? null);
}

/** What is wrong with a shown figure; null where it says what `figures.json` says, in its unit, rounded as its unit is. */
export function figureFault(figures: Figures, { id, at, text }: ShownFigure, locale: Locale): string | null {
  const figure = Object.hasOwn(figures, id) ? figures[id] : undefined;
  if (figure === undefined) return `${id} is no figure`;
  if (at !== null) {
    const [, field = '', part] = at.split('.');
    const fault = cellFault(cellAt(figure, at), field, part, text, locale);
    return fault === null ? null : `${id} [${at}] ${fault}`;
  }
  const { value, unit } = figure;
  if (value === null) return /not computed|未计算/.test(text) ? null : `${id} has no value but shows ${text}`;
  if (typeof value === 'object') return `${id} is a list but shows ${text}`;
  if (unit === 'month')
    return monthForms(String(value), locale).includes(text) ? null : `${id} is ${value} but shows ${text}`;
  if (typeof value === 'boolean' || unit === 'text')
    return text === cleanText(String(value)) ? null : `${id} is ${value} but shows ${text}`;
  const fault = marksFault(unit, text) ?? numberFault(text, value, unit, locale);
  return fault === null ? null : `${id} ${fault}`;
}
