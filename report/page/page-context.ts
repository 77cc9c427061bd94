import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { Finding } from '../findings/finding.ts';
import type { NumberStyle } from '../format/formatter.ts';
import { earlierFigures } from '../messages/earlier-figures.ts';
import type { Words } from '../messages/messages.ts';
import type { Phrase, Said } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { type Content, type Html, html } from './html.ts';

/** What a page is written with: figures become marked numbers, and every one that is shown is remembered for its definition. */
export interface PageContext {
  readonly input: ReportInput;
  readonly speaker: Speaker;
  readonly words: Words;
  /** Figures shown so far, and the anchor at which each is defined. */
  readonly shown: ReadonlyMap<string, string>;
  readonly said: (said: Said) => Html;
  readonly phrase: (phrase: Phrase) => Html;
  readonly finding: (finding: Finding) => Html;
  /** A figure by itself: where it has no value only that is said; its definition says why. */
  readonly figure: (id: string, style?: NumberStyle) => Html;
  /** A figure as it was last month, as cells of a row: none where there was no month before. */
  readonly earlier: (id: string) => readonly Content[];
  /** The column that goes with it. */
  readonly earlierColumn: readonly { readonly label: string; readonly numeric: true }[];
  readonly cell: (id: string, row: number, field: string, style?: NumberStyle) => Html;
}

function valueText(said: Said): string {
  return said.value === null || typeof said.value === 'object' ? '' : String(said.value);
}

/** A context that writes one page. */
export function pageContext(input: ReportInput, speaker: Speaker): PageContext {
  const shown = new Map<string, string>();
  const anchor = (id: string) => {
    const known = shown.get(id) ?? `d${shown.size + 1}`;
    shown.set(id, known);
    return known;
  };
  const said = (part: Said): Html => {
    const value = valueText(part);
    if (part.setting !== undefined) {
      return html`<a class="fig" href="#method" data-setting="${part.setting}" data-value="${value}">${part.text}</a>`;
    }
    if (part.previous !== undefined) {
      return html`<data class="prev" data-previous-figure="${part.previous}" value="${value}">${part.text}</data>`;
    }
    if (part.line !== undefined) return html`<data data-line="${part.line}" value="${value}">${part.text}</data>`;
    if (part.id === undefined) return html`${part.text}`;
    const place = part.at === undefined ? '' : html` data-at="${part.at}"`;
    const missing = part.value === null ? ' none' : '';
    return html`<a class="fig${missing}" href="#${anchor(part.id)}" data-figure="${part.id}"${place} data-value="${value}">${part.text}</a>`;
  };
  const before = earlierFigures(input, speaker);
  const sayOr = (part: Said | null): Content => (part === null ? '–' : said(part));
  const phrase = (parts: Phrase): Html => html`${parts.map((part) => (typeof part === 'string' ? part : said(part)))}`;
  return {
    input,
    speaker,
    words: speaker.messages.words,
    shown,
    said,
    phrase,
    finding: (finding) => phrase(speaker.say(finding)),
    figure: (id, style) => {
      const figure = speaker.figure(id, style);
      return said(figure.value === null ? { ...figure, text: speaker.messages.terms.not_computed } : figure);
    },
    earlier: (id) => (before === null ? [] : [sayOr(before.said(id))]),
    earlierColumn: before === null ? [] : [{ label: before.label, numeric: true }],
    cell: (id, row, field, style) => said(speaker.cell(id, row, field, style)),
  };
}
