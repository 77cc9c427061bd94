import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Locale } from '../../core/contracts/config.ts';
import type { AlertNotice, Digest } from '../../core/contracts/digest.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { MailEnvelope } from '../../core/ports/renderer.ts';
import { warningFindings } from '../findings/warnings.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { warningFactText } from '../format/warning-facts.ts';
import { termFor } from '../messages/messages-for.ts';
import { plainText } from '../messages/phrase.ts';
import { createSpeaker, type Speaker } from '../messages/speaker.ts';
import { type Html, html } from '../page/html.ts';
import { MAIL, SANS, SERIF } from './mail-styles.ts';

/** The longest name of a company in a subject line, in columns. */
const SUBJECT_NAME = 60;

/** One alert in the reader's words. */
interface SaidAlert {
  readonly title: string;
  readonly standing: string;
  readonly lines: readonly (readonly [label: string, text: string])[];
}

function saidAlert(alert: AlertNotice, speaker: Speaker): SaidAlert {
  const { messages, format } = speaker;
  const { words, terms } = messages;
  const { alert_mail: said } = words;
  const join = (texts: readonly string[]) => texts.join(words.list_separator);
  const score = `${words.columns.score} ${format.value(alert.score, 'number') ?? ''}`;
  const step = [termFor(terms.task_actions, alert.first_step), said.by({ day: format.day(alert.due_date) })];
  return {
    title: cleanText(`${alert.name} (${alert.customer_id})`),
    standing: [
      format.money(alert.open_amount, 'full', alert.currency),
      score,
      said.since({ month: format.month(alert.since) }),
    ].join(words.dot),
    lines: [
      [said.why, join(alert.reasons.map((reason) => termFor(terms.warning_reasons, reason)))],
      [said.evidence, join(alert.factors.map((factor) => warningFactText(factor, speaker)))],
      [said.first_step, join(step)],
      [said.owner, cleanText(alert.owner)],
      [said.task, cleanText(alert.task_id)],
    ],
  };
}

function alertHtml(alert: AlertNotice, speaker: Speaker): Html {
  const { title, standing, lines } = saidAlert(alert, speaker);
  const row = ([label, text]: readonly [string, string]) =>
    html`<tr><td style="padding:2px 14px 2px 0;vertical-align:top;white-space:nowrap;color:${MAIL.muted}">${label}</td><td style="padding:2px 0;overflow-wrap:anywhere">${text}</td></tr>`;
  return html`<div style="border-left:3px solid ${MAIL.accent};padding:0 0 0 14px;margin:0 0 24px"><div style="font-family:${SERIF};font-size:19px;line-height:27px;font-weight:bold">${title}</div><div style="margin:0 0 6px;color:${MAIL.muted}">${standing}</div><table role="presentation" cellspacing="0" cellpadding="0" style="font-size:15px;line-height:22px">${lines.map(row)}</table></div>`;
}

/** What the back-test says of the warning, so that nobody trusts it further than it has earned. */
function trustTexts(input: ReportInput, speaker: Speaker): string[] {
  return warningFindings(input)
    .filter(({ key }) => key !== 'warnings.count' && key !== 'warnings.count_only')
    .map((finding) => plainText(speaker.say(finding)));
}

/**
 * A complete MIME message to the person in charge: the customers that came on alert, each with reason, evidence, first step and due date,
 * as HTML and as text that says the same. Text from data can't become a header or markup.
 */
export async function composeDigest(
  input: ReportInput,
  locale: Locale,
  envelope: MailEnvelope,
  digest: Digest,
): Promise<Uint8Array> {
  const speaker = createSpeaker(input, locale);
  const { words } = speaker.messages;
  const { alert_mail: said, mail } = words;
  const revision = input.run.revision > 1 ? mail.subject_revision({ revision: String(input.run.revision) }) : '';
  const month = `${speaker.format.month(input.run.period)}${revision}`;
  const company = cleanText(input.run.company);
  const count = speaker.format.count(digest.total);
  const marks =
    (input.run.reliable ? '' : mail.subject_unreliable) + (input.run.synthetic ? mail.subject_synthetic : '');
  const greeting = mail.greeting({ name: cleanText(envelope.recipient.name) });
  const intro = said.intro({ count, month });
  const cut =
    digest.alerts.length < digest.total ? said.shown({ shown: speaker.format.count(digest.alerts.length), count }) : '';
  const trust = trustTexts(input, speaker);
  const footer = said.footer({ company });
  const body = html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${said.subject({ company, month, count })}</title></head><body style="margin:0;background:${MAIL.paper};color:${MAIL.ink};font-family:${SANS};font-size:16px;line-height:25px"><div style="max-width:640px;margin:0 auto;padding:28px;background:${MAIL.surface}"><p>${greeting}</p><p>${intro}</p>${digest.alerts.map((alert) => alertHtml(alert, speaker))}${cut ? html`<p>${cut}</p>` : ''}<h2 style="font-family:${SERIF};font-size:17px">${said.tested}</h2>${trust.map((text) => html`<p>${text}</p>`)}<p style="color:${MAIL.muted};font-size:13px;line-height:19px">${footer}</p></div></body></html>`;
  const text = [
    greeting,
    intro,
    ...digest.alerts.map((alert) => textOf(saidAlert(alert, speaker), words.colon)),
    cut,
    [said.tested, ...trust].join('\n'),
    footer,
  ].filter((part) => part !== '');
  return new MailComposer({
    from: { name: cleanText(envelope.sender.name), address: envelope.sender.email },
    to: { name: cleanText(envelope.recipient.name), address: envelope.recipient.email },
    subject: cleanText(marks + said.subject({ company: shorten(company, SUBJECT_NAME), month, count })),
    date: new Date(envelope.date),
    messageId: `<${envelope.messageId}>`,
    baseBoundary: createHash('sha256').update(envelope.messageId).digest('hex').slice(0, 24),
    headers: {
      'Content-Language': locale,
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<mailto:${envelope.sender.email}?subject=unsubscribe>`,
    },
    text: `${text.join('\n\n')}\n`,
    html: body.text,
  })
    .compile()
    .build();
}

function textOf({ title, standing, lines }: SaidAlert, colon: string): string {
  return [title, standing, ...lines.map(([label, text]) => `  ${label}${colon}${text}`)].join('\n');
}
