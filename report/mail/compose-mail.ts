import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Locale } from '../../core/contracts/config.ts';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { FileElsewhere } from '../../core/ports/renderer.ts';
import { headlineFinding } from '../findings/decision.ts';
import { hasReceivables } from '../findings/key-figures.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { plainText } from '../messages/phrase.ts';
import { createSpeaker, type Speaker } from '../messages/speaker.ts';
import { html } from '../page/html.ts';
import { GREETING_PLACE, type MailFiles, type MailPicture, mailMarkup } from './mail-body.ts';
import { mailContext } from './mail-context.ts';
import { mailText } from './mail-text.ts';

/** A mail the markup library could not turn into HTML: a fault of this program, never of the data. */
export class MailMarkupInvalid extends DuewatchError {
  override name = 'MailMarkupInvalid';
}

interface Person {
  readonly name: string;
  readonly email: string;
}

/** What one mail is made from. Nothing in it is looked up elsewhere, so the same order gives the same bytes. */
export interface MailOrder {
  readonly input: ReportInput;
  readonly locale: Locale;
  readonly recipient: Person;
  readonly sender: Person;
  /** Pictures of the locale; those the mail shows are put into it by content id. */
  readonly charts: readonly { readonly name: string; readonly alt: string; readonly png: Uint8Array }[];
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
  }[];
  /** Files too large to carry, and where they lie. */
  readonly elsewhere?: readonly FileElsewhere[];
  /** Without angle brackets. */
  readonly messageId: string;
  /** ISO time of the Date header. */
  readonly date: string;
}

/** Charts a mail shows. */
const SHOWN: ReadonlySet<string> = new Set(['collection-rate', 'loss-scenarios', 'tier-exposure']);
/** The longest name of a company in a subject line, in columns. */
const SUBJECT_NAME = 60;

function subjectLine({ input }: MailOrder, speaker: Speaker): string {
  const { mail } = speaker.messages.words;
  const marks =
    (input.run.reliable ? '' : mail.subject_unreliable) + (input.run.synthetic ? mail.subject_synthetic : '');
  const revision = input.run.revision > 1 ? mail.subject_revision({ revision: String(input.run.revision) }) : '';
  const company = shorten(input.run.company, SUBJECT_NAME);
  const finding = plainText(speaker.say(headlineFinding(input)));
  return cleanText(marks + mail.subject({ company, month: speaker.format.month(input.run.period), revision, finding }));
}

/** Bodies already made: a run's recipients share one a language. */
const bodies = new WeakMap<ReportInput, Map<string, Promise<string>>>();

async function compiled(markup: string): Promise<string> {
  const { default: mjml } = await import('mjml');
  const { html: body, errors } = await mjml(markup, {
    validationLevel: 'soft',
    fonts: {},
    ignoreIncludes: true,
    keepComments: true,
  });
  const [error] = errors;
  if (error) throw new MailMarkupInvalid(`the mail's markup is not valid: ${error.formattedMessage}`);
  // An article is no landmark: who goes by landmarks would find the mail empty.
  return body.replace('role="article"', 'role="main"').replace(' aria-roledescription="email"', '');
}

function bodyOf(
  order: MailOrder,
  speaker: Speaker,
  pictures: ReadonlyMap<string, MailPicture>,
  files: MailFiles,
): Promise<string> {
  const made = bodies.get(order.input) ?? new Map<string, Promise<string>>();
  bodies.set(order.input, made);
  const key = JSON.stringify([order.locale, [...pictures], files]);
  const body = made.get(key) ?? compiled(mailMarkup(mailContext(order.input, speaker), pictures, files));
  made.set(key, body);
  return body;
}

/**
 * A complete MIME message: HTML that mail programs show as it is meant, plain text that says the same, pictures inside, PDF and
 * workbook attached. Text from data can't become a header or markup. Throws {@link MailMarkupInvalid}.
 */
export async function composeMail(order: MailOrder): Promise<Uint8Array> {
  const { input, locale, charts, attachments } = order;
  const speaker = createSpeaker(input, locale);
  const shown = hasReceivables(speaker.figures) ? charts.filter(({ name }) => SHOWN.has(name)) : [];
  const pictures = new Map(
    shown.map(({ name, alt }): [string, MailPicture] => [
      name,
      { cid: `${name}.${locale}@duewatch`, alt: cleanText(alt) },
    ]),
  );
  const names = attachments.map(({ filename }) => cleanText(filename));
  const files = { carried: names, elsewhere: order.elsewhere ?? [] };
  const greeting = speaker.messages.words.mail.greeting({ name: cleanText(order.recipient.name) });
  const body = await bodyOf(order, speaker, pictures, files);
  const composer = new MailComposer({
    from: { name: cleanText(order.sender.name), address: order.sender.email },
    to: { name: cleanText(order.recipient.name), address: order.recipient.email },
    subject: subjectLine(order, speaker),
    date: new Date(order.date),
    messageId: `<${order.messageId}>`,
    baseBoundary: createHash('sha256').update(order.messageId).digest('hex').slice(0, 24),
    headers: {
      'Content-Language': locale,
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<mailto:${order.sender.email}?subject=unsubscribe>`,
    },
    text: mailText(mailContext(input, speaker), greeting, files),
    html: body.replace(GREETING_PLACE, () => html`${greeting}`.text),
    attachments: [
      ...shown.map(({ name, png }) => ({
        filename: `${name}.png`,
        contentType: 'image/png',
        content: Buffer.from(png),
        cid: `${name}.${locale}@duewatch`,
      })),
      ...attachments.map(({ filename, contentType, bytes }, index) => ({
        filename: names[index] ?? filename,
        contentType,
        content: Buffer.from(bytes),
      })),
    ],
  });
  return composer.compile().build();
}
