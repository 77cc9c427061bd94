import type { Locale, Rules } from '../contracts/config.ts';
import type { ReportInput } from '../contracts/report-input.ts';
import type { RunRef } from '../contracts/states.ts';
import { fitFiles } from '../domain/mail-size.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { MailAttachment, RenderedChart, Renderer } from '../ports/renderer.ts';
import { composeChats } from './compose-chats.ts';
import { type DeskDoor, digestLinks, digestLocale } from './digest-links.ts';
import { readCharts } from './draw-charts.ts';
import { readDigests } from './plan-alerts.ts';
import { readReportInput } from './report-input-file.ts';
import { type ComposedMail, writeWork } from './work-files.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Ports {
  readonly store: ObjectStore;
  readonly renderer: Renderer;
  /** Where the desk page is, for the links of the digests. */
  readonly desk: DeskDoor;
}

/** Composes page, PDF and workbook in each language, then every mail, complete, before the first one leaves. */
export async function composeReport(ports: Ports, { run }: { run: RunRef }): Promise<{ mails: number }> {
  const input = await readReportInput(ports.store, run);
  const workbook = await ports.renderer.workbook(input);
  await ports.store.write(`${run.prefix}workbook.xlsx`, workbook);
  const charts = new Map<Locale, readonly RenderedChart[]>();
  const pdfs = new Map<Locale, Uint8Array>();
  for (const locale of input.rules.locales) {
    const drawn = await readCharts(ports.store, run, locale);
    const pdf = await ports.renderer.pdf(input, locale, drawn);
    await ports.store.write(`${run.prefix}report.${locale}.html`, await ports.renderer.page(input, locale));
    await ports.store.write(`${run.prefix}report.${locale}.pdf`, pdf);
    charts.set(locale, drawn);
    pdfs.set(locale, pdf);
  }
  const mails = await composeMails(ports, run, input, { workbook, charts, pdfs });
  const digests = await composeDigests(ports, run, input);
  await composeChats(ports, run, input);
  await writeWork(ports.store, run, 'mails.json', [...mails, ...digests]);
  return { mails: mails.length + digests.length };
}

async function composeMails(
  ports: Ports,
  run: RunRef,
  input: ReportInput,
  made: {
    workbook: Uint8Array;
    charts: ReadonlyMap<Locale, readonly RenderedChart[]>;
    pdfs: ReadonlyMap<Locale, Uint8Array>;
  },
): Promise<ComposedMail[]> {
  const mails: ComposedMail[] = [];
  for (const [index, recipient] of input.rules.people.recipients.entries()) {
    const locale = localeFor(recipient.locale, input.rules);
    const path = `outbox/${String(index + 1).padStart(3, '0')}-${fileNameOf(recipient.email)}.eml`;
    const { carried, left } = fitFiles(attachments(run, input, locale, made));
    const raw = await ports.renderer.mail(
      input,
      locale,
      {
        recipient,
        sender: input.rules.people.sender,
        messageId: `${run.id}.r${run.revision}.${index + 1}@duewatch`,
        date: run.startedAt,
      },
      made.charts.get(locale) ?? [],
      carried,
      left.map(({ filename, path }) => ({ filename, path })),
    );
    await ports.store.write(`${run.prefix}${path}`, raw);
    mails.push({ path, from: input.rules.people.sender.email, to: recipient.email, sendAs: recipient.email });
  }
  return mails;
}

/** One mail a person who has customers on alert, new tasks or broken promises. The send ledger knows it apart from the report to the same address. */
async function composeDigests(ports: Ports, run: RunRef, input: ReportInput): Promise<ComposedMail[]> {
  const mails: ComposedMail[] = [];
  const { sender } = input.rules.people;
  for (const [index, digest] of (await readDigests(ports.store, run)).entries()) {
    const { recipient } = digest;
    const path = `outbox/alerts-${String(index + 1).padStart(3, '0')}-${fileNameOf(recipient.email)}.eml`;
    const messageId = `${run.id}.r${run.revision}.alerts.${index + 1}@duewatch`;
    const envelope = { recipient, sender, messageId, date: run.startedAt };
    // A rehearsal opens no task: there is nothing for a link to open.
    const links = run.dryRun ? null : await digestLinks(ports.desk, { run, rules: input.rules, digest });
    // Words of a digest are there in every language, also in one that the report is not written in.
    const locale = digestLocale(digest, input.rules);
    const raw = await ports.renderer.digest(input, locale, envelope, digest, links);
    await ports.store.write(`${run.prefix}${path}`, raw);
    mails.push({ path, from: sender.email, to: recipient.email, sendAs: `alerts/${recipient.email}` });
  }
  return mails;
}

/** The files a mail should carry, the one that is read first first, each with the place where it lies. */
function attachments(
  run: RunRef,
  input: ReportInput,
  locale: Locale,
  made: { workbook: Uint8Array; pdfs: ReadonlyMap<Locale, Uint8Array> },
): (MailAttachment & { readonly path: string })[] {
  const pdf = made.pdfs.get(locale);
  const stem = `duewatch-${input.run.period}`;
  return [
    ...(pdf === undefined
      ? []
      : [
          {
            filename: `${stem}.${locale}.pdf`,
            contentType: 'application/pdf',
            bytes: pdf,
            path: `${run.prefix}report.${locale}.pdf`,
          },
        ]),
    { filename: `${stem}.xlsx`, contentType: XLSX, bytes: made.workbook, path: `${run.prefix}workbook.xlsx` },
  ];
}

/** The recipient's language where the report is written in it, else the report's first. */
function localeFor(wanted: Locale | undefined, rules: Rules): Locale {
  if (wanted !== undefined && rules.locales.includes(wanted)) return wanted;
  return rules.locales[0] ?? 'en';
}

function fileNameOf(email: string): string {
  return email
    .toLowerCase()
    .replace(/[^a-z0-9@._-]/g, '_')
    .slice(0, 80);
}
