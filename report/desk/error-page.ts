import { html } from '../page/html.ts';
import { type DeskPage, type DeskReader, deskContext, deskPage } from './desk-frame.ts';

/** Why a request came to nothing. */
export type DeskError =
  | 'missing'
  | 'forged'
  | 'expired'
  | 'other_store'
  | 'not_found'
  | 'method'
  | 'too_large'
  | 'failed';

/** Says what is wrong and what to do about it. */
export function errorPage(reader: DeskReader, error: DeskError): DeskPage {
  const context = deskContext(reader);
  const { title, text } = context.words.errors[error];
  const back = reader.link?.worklist
    ? html`<p><a href="${context.to({ lang: reader.address['lang'] })}">← ${context.words.task.back}</a></p>`
    : '';
  return deskPage(context, title, html`<h1>${title}</h1><p>${text}</p>${back}`);
}
