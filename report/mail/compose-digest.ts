import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Locale } from '../../core/contracts/config.ts';
import type { AlertNotice, Digest, DigestLinks, TaskNotice } from '../../core/contracts/digest.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { MailEnvelope } from '../../core/ports/renderer.ts';
import { warningFindings } from '../findings/warnings.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { warningFactText } from '../format/warning-facts.ts';
import { deskWords } from '../messages/desk-words.ts';
import { termFor } from '../messages/messages-for.ts';
import { plainText } from '../messages/phrase.ts';
import { createSpeaker, type Speaker } from '../messages/speaker.ts';
import { type Html, html, trusted } from '../page/html.ts';
import { MAIL, MAIL_STYLES, SANS, SERIF } from './mail-styles.ts';

/** The longest name of a company in a subject line, in columns. */
const SUBJECT_NAME = 60;

/** One alert or task in the reader's words, and the link that opens it. */
interface SaidItem {
  readonly title: string;
  readonly standing: string;
  readonly lines: readonly (readonly [label: string, text: string])[];
  readonly link: string | undefined;
}

/** Items of one kind under their heading. */
interface SaidSection {
  readonly heading: string;
  readonly items: readonly SaidItem[];
  /** Says that there are more than are shown. */
  readonly cut: string;
}

function saidAlert(alert: AlertNotice, speaker: Speaker, links: DigestLinks | null): SaidItem {
  const { messages, format } = speaker;
  const { words, terms } = messages;
  const { alert_mail: said } = words;
  const join = (texts: readonly string[]) => texts.join(words.list_separator);
  const score = `${words.columns.score} ${format.value(alert.score, 'number') ?? ''}`;
  return {
    title: cleanText(words.counted({ what: alert.name, count: alert.customer_id })),
    standing: [
      format.money(alert.open_amount, 'full', alert.currency),
      score,
      said.since({ month: format.month(alert.since) }),
    ].join(words.dot),
    lines: [
      [said.why, join(alert.reasons.map((reason) => termFor(terms.warning_reasons, reason)))],
      [said.evidence, join(alert.factors.map((factor) => warningFactText(factor, speaker)))],
      ...taskLines(alert, speaker),
    ],
    link: links?.tasks.get(alert.task_id),
  };
}

/** First step, owner and task: what stands under every item. */
function taskLines(of: AlertNotice | TaskNotice, { messages, format }: Speaker): SaidItem['lines'] {
  const { words, terms } = messages;
  const { alert_mail: said } = words;
  const step = [termFor(terms.task_actions, of.first_step), said.by({ day: format.day(of.due_date) })];
  return [
    [said.first_step, step.join(words.list_separator)],
    [said.owner, cleanText(of.owner)],
    [said.task, cleanText(of.task_id)],
  ];
}

function saidTask(task: TaskNotice, speaker: Speaker, links: DigestLinks | null): SaidItem {
  const { messages, format, locale } = speaker;
  const { mail } = deskWords(locale);
  const { words } = messages;
  const money = (amount: string) => format.money(amount, 'full', task.currency);
  const score = task.score === null ? [] : [`${words.columns.score} ${format.value(task.score, 'number') ?? ''}`];
  const broken = task.broken.map(({ amount, due_date }) =>
    mail.was_due({ amount: money(amount), day: format.day(due_date) }),
  );
  return {
    title: cleanText(words.counted({ what: task.name, count: task.customer_id })),
    standing: [money(task.open_amount), ...score].join(words.dot),
    lines: [
      ...(broken.length === 0 ? [] : [[mail.promised, broken.join(words.list_separator)] as const]),
      ...taskLines(task, speaker),
    ],
    link: links?.tasks.get(task.task_id),
  };
}

/** Broken promises first, then alerts, the credit policy and new tasks; what there is none of is left out. */
function sectionsOf(digest: Digest, speaker: Speaker, links: DigestLinks | null, policy: string): SaidSection[] {
  const { mail } = deskWords(speaker.locale);
  const { alert_mail } = speaker.messages.words;
  const text = speaker.format.count;
  const ofTasks = (heading: string, { total, shown }: Digest['opened']): SaidSection => ({
    heading,
    items: shown.map((task) => saidTask(task, speaker, links)),
    cut: shown.length < total ? mail.shown({ shown: text(shown.length), count: text(total) }) : '',
  });
  const { alerts, total } = digest;
  const ofAlerts: SaidSection = {
    heading: mail.alerts,
    items: alerts.map((alert) => saidAlert(alert, speaker, links)),
    cut: alerts.length < total ? alert_mail.shown({ shown: text(alerts.length), count: text(total) }) : '',
  };
  return [
    ofTasks(mail.broken({ count: text(digest.broken.total) }), digest.broken),
    ofAlerts,
    ofTasks(mail.policy({ policy, count: text(digest.policy.total) }), digest.policy),
    ofTasks(mail.opened({ count: text(digest.opened.total) }), digest.opened),
  ].filter(({ items }) => items.length > 0);
}

function itemHtml({ title, standing, lines, link }: SaidItem, open: string): Html {
  const row = ([label, text]: readonly [string, string]) =>
    html`<tr><td class="muted" style="padding:2px 14px 2px 0;vertical-align:top;white-space:nowrap;color:${MAIL.muted}">${label}</td><td style="padding:2px 0;overflow-wrap:anywhere">${text}</td></tr>`;
  const door =
    link === undefined
      ? ''
      : html`<p style="margin:6px 0 0"><a href="${link}" style="color:${MAIL.accent};font-weight:bold">${open}</a></p>`;
  return html`<div class="act" style="border-left:3px solid ${MAIL.accent};padding:0 0 0 14px;margin:0 0 24px"><div style="font-family:${SERIF};font-size:19px;line-height:27px;font-weight:bold;overflow-wrap:anywhere"><bdi>${title}</bdi></div><div class="muted" style="margin:0 0 6px;color:${MAIL.muted}">${standing}</div><table role="presentation" cellspacing="0" cellpadding="0" style="font-size:15px;line-height:22px">${lines.map(row)}</table>${door}</div>`;
}

function sectionHtml({ heading, items, cut }: SaidSection, open: string): Html {
  return html`<h2 style="font-family:${SERIF};font-size:21px;line-height:28px;margin:26px 0 12px">${heading}</h2>${items.map((item) => itemHtml(item, open))}${cut ? html`<p>${cut}</p>` : ''}`;
}

function sectionText({ heading, items, cut }: SaidSection, colon: string, open: string): string {
  return [heading, ...items.map((item) => itemText(item, colon, open)), ...(cut ? [cut] : [])].join('\n\n');
}

/** What the back-test says of the warning, so that nobody trusts it further than it has earned. */
function trustTexts(input: ReportInput, speaker: Speaker): string[] {
  return warningFindings(input)
    .filter(({ key }) => key !== 'warnings.count' && key !== 'warnings.count_only')
    .map((finding) => plainText(speaker.say(finding)));
}

/** What the digest is called, and how it begins: by its alerts where there are any. */
function headOf(digest: Digest, speaker: Speaker, { company, month }: { company: string; month: string }) {
  const { alert_mail: said } = speaker.messages.words;
  const { mail } = deskWords(speaker.locale);
  const text = speaker.format.count;
  if (digest.total > 0) {
    const count = text(digest.total);
    return { subject: said.subject({ company, month, count }), intro: said.intro({ count, month }) };
  }
  const { opened, broken, policy } = digest;
  const counts = { opened: text(opened.total), broken: text(broken.total), policy: text(policy.total) };
  return { subject: mail.subject({ company, month, ...counts }), intro: mail.intro({ month }) };
}

/**
 * A complete MIME message to the person in charge: broken promises, the customers that came on alert with reason and evidence, and new
 * tasks, each with first step, due date and the link that opens it, as HTML and as text that says the same. Text from data can't become a
 * header or markup.
 */
export async function composeDigest(
  input: ReportInput,
  locale: Locale,
  envelope: MailEnvelope,
  digest: Digest,
  links: DigestLinks | null,
): Promise<Uint8Array> {
  const speaker = createSpeaker(input, locale);
  const { words, terms } = speaker.messages;
  const { alert_mail: said, mail } = words;
  const { mail: desk } = deskWords(locale);
  const revision = input.run.revision > 1 ? mail.subject_revision({ revision: String(input.run.revision) }) : '';
  const month = `${speaker.format.month(input.run.period)}${revision}`;
  const company = cleanText(input.run.company);
  const marks =
    (input.run.reliable ? '' : mail.subject_unreliable) + (input.run.synthetic ? mail.subject_synthetic : '');
  const greeting = mail.greeting({ name: cleanText(envelope.recipient.name) });
  const { intro } = headOf(digest, speaker, { company, month });
  const { subject } = headOf(digest, speaker, { company: shorten(company, SUBJECT_NAME), month });
  const sections = sectionsOf(digest, speaker, links, termFor(terms.policies, input.rules.policy.ge70));
  const trust = digest.total > 0 ? trustTexts(input, speaker) : [];
  const tested =
    trust.length === 0
      ? ''
      : html`<h2 style="font-family:${SERIF};font-size:17px">${said.tested}</h2>${trust.map((text) => html`<p>${text}</p>`)}`;
  const footer = digest.total > 0 ? said.footer({ company }) : desk.footer({ company });
  const list =
    links === null
      ? ''
      : html`<p><a class="door" href="${links.worklist}" style="display:inline-block;padding:9px 16px;border-radius:6px;background:${MAIL.accent};color:${MAIL.surface};font-weight:bold;text-decoration:none">${desk.list}</a></p>`;
  const until = links === null ? '' : desk.until({ day: speaker.format.day(links.until) });
  const body = html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${subject}</title><style>${trusted(MAIL_STYLES)}</style></head><body class="paper" style="margin:0;background:${MAIL.paper};color:${MAIL.ink};font-family:${SANS};font-size:16px;line-height:25px"><div role="main" class="surface" style="max-width:640px;margin:0 auto;padding:28px;background:${MAIL.surface}"><h1 style="font-family:${SERIF};font-size:24px;line-height:31px;margin:0 0 18px;overflow-wrap:anywhere"><bdi>${company}</bdi></h1><p>${greeting}</p><p>${intro}</p>${list}${sections.map((section) => sectionHtml(section, desk.open))}${tested}${until ? html`<p>${until}</p>` : ''}<p class="muted" style="color:${MAIL.muted};font-size:13px;line-height:19px">${footer}</p></div></body></html>`;
  const text = [
    greeting,
    intro,
    links === null ? '' : `${desk.list}${words.colon}\n${links.worklist}`,
    ...sections.map((section) => sectionText(section, words.colon, desk.open)),
    trust.length === 0 ? '' : [said.tested, ...trust].join('\n'),
    until,
    footer,
  ].filter((part) => part !== '');
  return new MailComposer({
    from: { name: cleanText(envelope.sender.name), address: envelope.sender.email },
    to: { name: cleanText(envelope.recipient.name), address: envelope.recipient.email },
    subject: cleanText(marks + subject),
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

function itemText({ title, standing, lines, link }: SaidItem, colon: string, open: string): string {
  const door = link === undefined ? [] : [`  ${open}${colon}`, `  ${link}`];
  return [title, standing, ...lines.map(([label, text]) => `  ${label}${colon}${text}`), ...door].join('\n');
}
