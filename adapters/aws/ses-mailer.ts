import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { Mailer, OutgoingMail } from '../../core/ports/mailer.ts';
import { calling } from './aws-errors.ts';
import type { DynamoSendLedger } from './dynamo-send-ledger.ts';
import { sendKeyOf } from './send-reference.ts';
import { referenceTags } from './send-tags.ts';

/** SES takes no message above this size, attachments and their base64 included. */
const LARGEST_BYTES = 40_000_000;

/** A composed mail is larger than the mail service takes. */
export class MailTooLarge extends DuewatchError {
  override name = 'MailTooLarge';
}

/** The mail service refused a mail: a sender or recipient that is not verified, sending paused, a bad address. */
export class MailRefused extends DuewatchError {
  override name = 'MailRefused';
}

const REFUSALS = new Set([
  'AccountSuspendedException',
  'BadRequestException',
  'MailFromDomainNotVerifiedException',
  'MessageRejected',
  'NotFoundException',
  'SendingPausedException',
]);

/**
 * Mail through SESv2, as complete MIME. SES has no idempotency token: whether a mail left is told by SES's own events, which reach the send
 * ledger by the mail's tags. No event is no proof, so `knowsAll` is false.
 */
export class SesMailer implements Mailer {
  readonly knowsAll = false;
  readonly #ses: SESv2Client;
  readonly #configurationSet: string;
  readonly #sends: DynamoSendLedger;

  constructor(ses: SESv2Client, configurationSet: string, sends: DynamoSendLedger) {
    this.#ses = ses;
    this.#configurationSet = configurationSet;
    this.#sends = sends;
  }

  /**
   * @throws {MailTooLarge} before the service is called.
   * @throws {MailRefused} with the service's words.
   */
  async send(mail: OutgoingMail): Promise<string> {
    if (mail.raw.byteLength > LARGEST_BYTES) {
      throw new MailTooLarge(
        `the mail to ${mail.to} has ${mail.raw.byteLength} bytes, SES takes ${LARGEST_BYTES}: fewer locales or customers a report make it smaller`,
      );
    }
    const { MessageId } = await calling('sending a mail', () => this.#send(mail));
    return MessageId ?? '';
  }

  async findSent(reference: string): Promise<string | undefined> {
    const key = sendKeyOf(reference);
    const row = key === undefined ? undefined : await this.#sends.find(key);
    return row?.messageId ?? undefined;
  }

  async #send(mail: OutgoingMail) {
    try {
      return await this.#ses.send(
        new SendEmailCommand({
          FromEmailAddress: mail.from,
          Destination: { ToAddresses: [mail.to] },
          Content: { Raw: { Data: mail.raw } },
          ConfigurationSetName: this.#configurationSet,
          EmailTags: referenceTags(mail.reference),
        }),
      );
    } catch (error) {
      if (!(error instanceof Error) || !REFUSALS.has(error.name)) throw error;
      throw new MailRefused(`SES refused the mail to ${mail.to}: ${error.name}: ${error.message}`, { cause: error });
    }
  }
}
