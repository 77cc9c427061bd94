import type { Locale } from '../../core/contracts/config.ts';
import type { Figure, FigureCell, FigureRow, FigureUnit } from '../../core/contracts/figure.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { FigureRef, Finding, LineRef, SettingRef, TextRef } from '../findings/finding.ts';
import { cleanText } from '../format/clean-text.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { createFormatter, type Formatter, type NumberStyle } from '../format/formatter.ts';
import { listFieldUnit } from '../format/list-field-unit.ts';
import type { Messages } from './messages.ts';
import { messagesFor, termFor } from './messages-for.ts';
import type { Phrase, Said } from './phrase.ts';

const CURRENCY_SUFFIX = /\.([A-Z]{3})$/;

/** Says figures and findings in one language. */
export interface Speaker {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly format: Formatter;
  readonly figures: FigureReader;
  /** A figure as words; where it has no value, "not computed: why". */
  readonly figure: (id: string, style?: NumberStyle) => Said;
  /** One cell of a list figure. */
  readonly cell: (id: string, row: number, field: string, style?: NumberStyle) => Said;
  /** A number of a line of evidence: `customers.csv#C7`, `landing.json#invoices`. */
  readonly line: (line: string, value: FigureCell, unit: FigureUnit, style?: NumberStyle, currency?: string) => Said;
  /** A setting of the rules, by its path. */
  readonly setting: (ref: SettingRef) => Said;
  /** Why a figure has no value. */
  readonly why: (id: string) => string;
  readonly say: (finding: Finding) => Phrase;
}

function reasonText(figure: Figure | undefined, messages: Messages): string {
  if (figure?.reason !== undefined && Object.hasOwn(messages.notes, figure.reason))
    return termFor(messages.notes, figure.reason);
  return figure?.note ? cleanText(figure.note) : messages.notes.missing_input;
}

/** The currency of a figure: its own where its id ends with a code. */
function currencyOf(id: string, format: Formatter): string {
  return CURRENCY_SUFFIX.exec(id)?.[1] ?? format.currency;
}

interface Cell {
  readonly id: string;
  readonly row: FigureRow;
  readonly field: string;
  readonly style: NumberStyle | undefined;
}

function cellText(format: Formatter, { id, row, field, style }: Cell): string | null {
  const value = row[field] ?? null;
  const unit = listFieldUnit(field, row);
  const shown = typeof value === 'string' && unit === 'number' ? 'text' : unit;
  const currency = typeof row.currency === 'string' ? row.currency : currencyOf(id, format);
  return format.value(value, shown, style, currency);
}

/** What kinds of export a run read, in words. */
export function profileText(profile: string, { words }: Messages): string {
  const names = profile.split(', ').map((name) => termFor(words.charts.sources, name));
  return names.join(words.list_separator);
}

type Sentence = (params: Readonly<Record<string, Said | string>>) => Phrase;

/** Says the figures of one reader: a value by its unit, or "not computed: why". */
function figureSayer(reader: FigureReader, format: Formatter, notComputed: (id: string) => string) {
  return (id: string, style?: NumberStyle): Said => {
    const found = reader.get(id);
    const value = found?.value ?? null;
    if (!found || value === null || typeof value === 'object') return { text: notComputed(id), value: null, id };
    return { text: format.value(value, found.unit, style, currencyOf(id, format)) ?? notComputed(id), value, id };
  };
}

/** Says texts: names from the data as they are, words of the catalogue, reasons, months, lists of these. */
function textSayer(messages: Messages, format: Formatter, why: (id: string) => string) {
  const { words, terms } = messages;
  const sayText = (ref: TextRef): string => {
    if (typeof ref === 'string') return cleanText(ref);
    if ('why' in ref) return why(ref.why);
    if ('feature' in ref) return termFor(messages.labels.features, cleanText(ref.feature));
    if ('month' in ref) return format.month(ref.month);
    if ('day' in ref) return format.day(ref.day);
    if ('profile' in ref) return profileText(ref.profile, messages);
    if ('counted' in ref) return words.counted({ what: sayText(ref.counted), count: ref.count });
    if ('list' in ref) return ref.list.map(sayText).join(words.list_separator);
    const dictionary = terms[ref.term];
    return typeof dictionary === 'string' ? dictionary : termFor(dictionary, cleanText(ref.name));
  };
  return sayText;
}

function saySetting({ setting, value, unit }: SettingRef, format: Formatter): Said {
  if (unit === 'number') return { text: String(value), value, setting };
  const text = unit === 'pct' ? format.pct(Number(value)) : format.money(String(value));
  return { text: text.replace(/\.0+(?=%?$)/, ''), value, setting };
}

/** A speaker of the language for one run's figures. */
export function createSpeaker(input: ReportInput, locale: Locale): Speaker {
  const messages = messagesFor(locale);
  const format = createFormatter(locale, input.run.currency);
  const figures = figureReader(input.figures);
  const why = (id: string) => reasonText(figures.get(id), messages);
  const notComputed = (id: string) => `${messages.terms.not_computed}${messages.words.colon}${why(id)}`;
  const sayText = textSayer(messages, format, why);
  const sayFigure = figureSayer(figures, format, notComputed);
  const sayEarlier = figureSayer(figureReader(input.previous?.figures ?? {}), format, notComputed);

  const sayCell = (id: string, index: number, field: string, style?: NumberStyle): Said => {
    const row = figures.rows(id)[index] ?? {};
    const text = cellText(format, { id, row, field, style }) ?? messages.terms.not_computed;
    return { text, value: row[field] ?? null, id, at: `${index}.${field}` };
  };

  const sayLine = (at: string, value: FigureCell, unit: FigureUnit, style?: NumberStyle, currency?: string): Said => ({
    text: format.value(value, unit, style, currency) ?? messages.terms.not_computed,
    value,
    line: at,
  });

  const sayRef = (ref: FigureRef | SettingRef | LineRef | TextRef): Said | string => {
    if (typeof ref === 'string') return sayText(ref);
    if ('setting' in ref) return saySetting(ref, format);
    if ('line' in ref) return sayLine(ref.line, ref.value, 'count');
    if (!('figure' in ref)) return sayText(ref);
    if (ref.at) return sayCell(ref.figure, ref.at.row, ref.at.field, ref.style);
    if (!ref.previous) return sayFigure(ref.figure, ref.style);
    const { id, ...said } = sayEarlier(ref.figure, ref.style);
    return { ...said, previous: ref.figure };
  };

  const say = ({ key, params }: Finding): Phrase => {
    const said = Object.fromEntries(Object.entries(params).map(([name, ref]) => [name, sayRef(ref)]));
    const sentence = messages.findings[key] as Sentence;
    return sentence(said);
  };

  return {
    locale,
    messages,
    format,
    figures,
    figure: sayFigure,
    cell: sayCell,
    line: sayLine,
    setting: (ref) => saySetting(ref, format),
    why,
    say,
  };
}
