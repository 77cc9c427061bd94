import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import type { CompanyName, LooksLocale } from './company-list.ts';
import { artefactsOf } from './render-companies.ts';

const figuresFile = z.object({ run: z.object({ id: z.string() }) });

/** A run's id is made from its inputs and the version: every change of either would be a change of every picture that shows it. */
async function withoutRunId(company: CompanyName, html: string): Promise<string> {
  const { run } = figuresFile.parse(JSON.parse(await readFile(join(artefactsOf(company), 'figures.json'), 'utf8')));
  return html.replaceAll(run.id, `${run.id.slice(0, 7)}-00000000`);
}

/** The page as it was written, but for the run's id. */
export async function pageOf(company: CompanyName, locale: LooksLocale): Promise<string> {
  return withoutRunId(company, await readFile(join(artefactsOf(company), `report.${locale}.html`), 'utf8'));
}

/** Where the PDF is. */
export function pdfOf(company: CompanyName, locale: LooksLocale): string {
  return join(artefactsOf(company), `report.${locale}.pdf`);
}

function inlined(html: string, pictures: ReadonlyMap<string, string>): string {
  return html.replace(/cid:([^"')\s]+)/g, (whole, cid: string) => pictures.get(cid) ?? whole);
}

/** The HTML part of a mail with its own pictures in place, as a mail program shows it. */
async function shownMail(file: string): Promise<{ locale: string; html: string }> {
  const mail = await PostalMime.parse(await readFile(file), { attachmentEncoding: 'base64' });
  const pictures = new Map(
    mail.attachments.flatMap(({ contentId, content, mimeType }) =>
      contentId === undefined ? [] : [[contentId.replace(/^<|>$/g, ''), `data:${mimeType};base64,${String(content)}`]],
    ) as [string, string][],
  );
  const locale = mail.headers.find(({ key }) => key === 'content-language')?.value ?? '';
  return { locale, html: inlined(mail.html ?? '', pictures) };
}

/** The mail of the report in that language. Throws where nobody was written to in it. */
export async function mailOf(company: CompanyName, locale: LooksLocale): Promise<string> {
  const outbox = join(artefactsOf(company), 'outbox');
  const names = (await readdir(outbox)).filter((name) => /^\d+-/.test(name)).sort();
  for (const name of names) {
    const mail = await shownMail(join(outbox, name));
    if (mail.locale === locale) return withoutRunId(company, mail.html);
  }
  throw new Error(`no mail of ${company} in ${locale}`);
}

/** Mails that are not the report: alerts and plans to the people in charge, by the name of their file. */
export async function otherMails(company: CompanyName): Promise<readonly (readonly [name: string, html: string])[]> {
  const outbox = join(artefactsOf(company), 'outbox');
  const names = (await readdir(outbox)).filter((name) => !/^\d+-/.test(name)).sort();
  const read = async (name: string) => {
    const { html } = await shownMail(join(outbox, name));
    return [name.replace(/@.*$/, ''), await withoutRunId(company, html)] as const;
  };
  return Promise.all(names.map(read));
}
