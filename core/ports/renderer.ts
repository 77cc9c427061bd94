import type { Locale } from '../contracts/config.ts';
import type { Digest } from '../contracts/digest.ts';
import type { ReportInput } from '../contracts/report-input.ts';

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

/** Who a mail is for, and what identifies it. */
export interface MailEnvelope {
  readonly recipient: { readonly name: string; readonly email: string };
  readonly sender: { readonly name: string; readonly email: string };
  /** Same run, recipient and revision: same Message-ID. */
  readonly messageId: string;
  /** ISO time for the Date header. */
  readonly date: string;
}

/** Turns the report's data into what people open. Same input, same bytes. */
export interface Renderer {
  charts(input: ReportInput, locale: Locale): Promise<readonly RenderedChart[]>;
  page(input: ReportInput, locale: Locale): Promise<Uint8Array>;
  pdf(input: ReportInput, locale: Locale, charts: readonly RenderedChart[]): Promise<Uint8Array>;
  workbook(input: ReportInput): Promise<Uint8Array>;
  /** A complete MIME message: what a person in charge is told of the customers on alert. */
  digest(input: ReportInput, locale: Locale, envelope: MailEnvelope, digest: Digest): Promise<Uint8Array>;
  /** A complete MIME message. */
  mail(
    input: ReportInput,
    locale: Locale,
    envelope: MailEnvelope,
    charts: readonly RenderedChart[],
    attachments: readonly MailAttachment[],
  ): Promise<Uint8Array>;
}
