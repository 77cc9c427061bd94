import { createHash } from 'node:crypto';
import type { Locale } from '../../core/contracts/config.ts';
import { cleanText } from '../format/clean-text.ts';
import { type Html, html, trusted } from '../page/html.ts';
import { type DeskLanguage, deskLanguage } from './desk-language.ts';
import { DESK_SCRIPT } from './desk-script.ts';
import { deskStyles } from './desk-styles.ts';

/** Parameters of the address; what is empty or absent is left out. */
export type Address = Readonly<Record<string, string | undefined>>;

/** Who looks at the desk, and by which link. */
export interface DeskReader {
  readonly locale: Locale;
  readonly company: string;
  readonly synthetic: boolean;
  /** IANA zone in which times are shown. */
  readonly timeZone: string;
  /** Calendar day in that zone. */
  readonly today: string;
  /** The link's token, its holder and its last day; null where no link is open. */
  readonly link: {
    readonly token: string;
    readonly by: string;
    readonly until: string;
    readonly worklist: boolean;
  } | null;
  /** Parameters of this page's address, without the token. */
  readonly address: Address;
}

/** What every part of a page is written with. */
export interface DeskContext extends DeskReader, DeskLanguage {
  /** An address of the desk with the reader's link and language. */
  readonly to: (address: Address) => string;
}

/** A page and the policy it is to be served with: its own style and script by their hashes, nothing from elsewhere. */
export interface DeskPage {
  readonly html: string;
  readonly policy: string;
}

/** A context for one reader. */
export function deskContext(reader: DeskReader): DeskContext {
  const { locale, link } = reader;
  const language = reader.address['lang'] === undefined ? {} : { lang: reader.address['lang'] };
  return {
    ...reader,
    ...deskLanguage(locale),
    to: (address) => {
      const given: Address = { t: link?.token, ...language, ...address };
      const asked = Object.entries(given).flatMap(([key, value]): [string, string][] => (value ? [[key, value]] : []));
      return `?${new URLSearchParams(asked)}`;
    },
  };
}

/** Text of the data, on one line, that can't turn the reading direction of what stands around it. */
export function name(text: string): Html {
  return html`<bdi>${cleanText(text)}</bdi>`;
}

/** A sentence with a name from the data where the language puts it. */
export function around(make: (place: string) => string, text: string): Html {
  const [before = '', after = ''] = make('\u0001').split('\u0001');
  return html`${before}${name(text)}${after}`;
}

/** The minute of an ISO time in the company's zone. */
export function minute(at: string, { timeZone }: DeskReader): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return cleanText(at);
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(date);
}

/** The whole page around a title and a body. */
export function deskPage(context: DeskContext, title: string, body: Html): DeskPage {
  const { words, locale, link } = context;
  const company = cleanText(context.company);
  const synthetic = context.synthetic ? html` · <b>${context.messages.terms.synthetic}</b>` : '';
  const who =
    link === null
      ? ''
      : html`<p class="who">${around((by) => words.signed_in({ by }), link.by)} · ${words.valid_until({ day: context.format.day(link.until) })}</p>`;
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en';
  const change = html`<a class="lang" hreflang="${other}" lang="${other}" href="${context.to({ ...context.address, lang: other })}">${words.other_language}</a>`;
  const styles = deskStyles();
  const head = html`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${words.titled({ what: title, company })}</title><link rel="icon" href="${ICON}"><style>${trusted(styles)}</style></head>`;
  const top = html`<a class="skip" href="#main">${words.skip}</a><header class="top"><p class="eyebrow"><b>${words.title}</b> · ${name(company)}${synthetic}</p><div class="side">${who}${change}</div></header>`;
  const text = html`<html lang="${locale}">${head}<body>${top}<main id="main">${body}</main><script>${trusted(DESK_SCRIPT)}</script></body></html>`;
  return { html: `<!doctype html>\n${text.text}\n`, policy: policyOf(styles) };
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%239b2c3b'/%3E%3Cpath d='M3 8.5l3 3 7-7' fill='none' stroke='%23fff' stroke-width='1.8'/%3E%3C/svg%3E";

function policyOf(styles: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(styles)}; script-src ${hash(DESK_SCRIPT)}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}
