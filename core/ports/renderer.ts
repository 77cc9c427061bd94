import type { ChatRoom } from '../contracts/chat-settings.ts';
import type { Locale } from '../contracts/config.ts';
import type { AlertNotice, Digest, DigestLinks } from '../contracts/digest.ts';
import type { ReportInput } from '../contracts/report-input.ts';
import type { CollectionTask } from '../contracts/task.ts';

/** A chart in one language: its file name's stem, the finding it is titled with (also its alternative text) and both forms. */
export interface RenderedChart {
  readonly name: string;
  readonly title: string;
  readonly alt: string;
  readonly svg: string;
  readonly png: Uint8Array;
}

/** Files a mail carries. */
export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file that is too large for a mail: what it is called, and where it lies in the store. */
export interface FileElsewhere {
  readonly filename: string;
  readonly path: string;
}

/** Who a mail is for, and what identifies it. */
export interface MailEnvelope {
  readonly recipient: { readonly name: string; readonly email: string };
  readonly sender: { readonly name: string; readonly email: string };
  /** Same run, recipient and revision: same Message-ID. */
  readonly messageId: string;
  /** ISO time for the Date header. */
  readonly date: string;
}

/** What a review has to tell a room of a chat: its tasks, and the alerts that nobody has been told of. */
export interface ChatMaterial {
  readonly tasks: readonly CollectionTask[];
  readonly alerts: readonly AlertNotice[];
}

/** Turns the report's data into what people open. Same input, same bytes. */
export interface Renderer {
  charts(input: ReportInput, locale: Locale): Promise<readonly RenderedChart[]>;
  page(input: ReportInput, locale: Locale): Promise<Uint8Array>;
  pdf(input: ReportInput, locale: Locale, charts: readonly RenderedChart[]): Promise<Uint8Array>;
  workbook(input: ReportInput): Promise<Uint8Array>;
  /** The message to a room in the chat's own format, unsigned; null where there is nothing to tell it. */
  chat(input: ReportInput, locale: Locale, room: ChatRoom, material: ChatMaterial): Promise<string | null>;
  /** A complete MIME message: what a person in charge is told of alerts, new tasks and broken promises, with links to the desk page. */
  digest(
    input: ReportInput,
    locale: Locale,
    envelope: MailEnvelope,
    digest: Digest,
    links: DigestLinks | null,
  ): Promise<Uint8Array>;
  /** A complete MIME message. */
  mail(
    input: ReportInput,
    locale: Locale,
    envelope: MailEnvelope,
    charts: readonly RenderedChart[],
    attachments: readonly MailAttachment[],
    elsewhere?: readonly FileElsewhere[],
  ): Promise<Uint8Array>;
}
