import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { Finding } from '../findings/finding.ts';
import type { Phrase, Said } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { type Html, html } from '../page/html.ts';

/** What a mail's body is written with. */
export interface MailContext {
  readonly input: ReportInput;
  readonly speaker: Speaker;
  readonly said: (said: Said) => Html;
  readonly phrase: (phrase: Phrase) => Html;
  readonly finding: (finding: Finding) => Html;
}

/** Figures in a mail carry their ids, like those of the page; there is nothing to click. */
export function mailContext(input: ReportInput, speaker: Speaker): MailContext {
  const said = (part: Said): Html => {
    if (part.setting !== undefined) return html`<span data-setting="${part.setting}">${part.text}</span>`;
    if (part.previous !== undefined) return html`<span data-previous-figure="${part.previous}">${part.text}</span>`;
    if (part.line !== undefined) return html`<span data-line="${part.line}">${part.text}</span>`;
    if (part.id === undefined) return html`${part.text}`;
    const place = part.at === undefined ? '' : html` data-at="${part.at}"`;
    return html`<span data-figure="${part.id}"${place}>${part.text}</span>`;
  };
  const phrase = (parts: Phrase): Html => html`${parts.map((part) => (typeof part === 'string' ? part : said(part)))}`;
  return { input, speaker, said, phrase, finding: (finding) => phrase(speaker.say(finding)) };
}
