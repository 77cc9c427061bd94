import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../core/contracts/config.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { renderWorkbook } from '../../../report/workbook/render-workbook.ts';
import { makeCustomers } from '../fixtures/customers.ts';
import { hostileInput, loansAlone, makeInput } from '../fixtures/report-input.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { type Edition, makeEdition } from './edition.ts';
import { createExplainer } from './explainer.ts';
import { workbookFaults } from './read-cells.ts';
import { documentFaults, drawingFaults, pagesFaults } from './read-document.ts';
import { readHtml } from './read-html.ts';
import { mailFaults } from './read-mail.ts';

const COMPANIES: Readonly<Record<string, ReportInput>> = {
  'a typical company': makeInput({ earlier: true }),
  'a ledger with loans': makeInput({ ledger: true, loans: true, earlier: true }),
  'nobody high-risk': makeInput({ customers: [], rates: [80], forecast: false, profit: 'not_available' }),
  'one customer and a loss': makeInput({ customers: makeCustomers(1), profit: 'share_of_loss' }),
  'hostile names': hostileInput(),
  'loans alone': loansAlone(),
};
const LOCALES: readonly Locale[] = ['en', 'zh-CN'];
const CASES = Object.entries(COMPANIES).flatMap(([name, input]) =>
  LOCALES.map((locale) => [name, locale, input] as const),
);

const made = new Map<string, Promise<Edition>>();
function editionOf(name: string, locale: Locale, input: ReportInput): Promise<Edition> {
  const key = `${name} ${locale}`;
  const edition = made.get(key) ?? makeEdition(input, locale);
  made.set(key, edition);
  return edition;
}

describe.each(CASES)('every number of %s (%s) is a figure, a line of evidence or a word', (name, locale, input) => {
  const explainer = createExplainer(input, locale);

  it('on the page', async () => {
    const { page } = await editionOf(name, locale, input);
    const read = readHtml(page, explainer);
    expect(read.faults).toEqual([]);
    expect(read.named).toBeGreaterThan(15);
  });

  it('in the mail, its subject and its plain text', async () => {
    const { mail } = await editionOf(name, locale, input);
    const { faults, named } = await mailFaults(mail, explainer);
    expect(faults).toEqual([]);
    expect(named).toBeGreaterThan(3);
  });

  it('in the charts', async () => {
    const { charts } = await editionOf(name, locale, input);
    expect(charts.flatMap(({ svg }) => drawingFaults(svg, explainer))).toEqual([]);
  });

  it('in the PDF, whose pages hold the numbers of its document and no others', async () => {
    const { document, pdf } = await editionOf(name, locale, input);
    expect(documentFaults(document, explainer)).toEqual([]);
    expect(pagesFaults((await readPdf(pdf)).pages, document)).toEqual([]);
  });
});

describe.each(Object.entries(COMPANIES))('every number of the workbook of %s', (name, input) => {
  it('is a figure, a line of evidence, a setting, or computed from these', async () => {
    const pages = await Promise.all(LOCALES.map(async (locale) => (await editionOf(name, locale, input)).page));
    const explainers = new Map(LOCALES.map((locale) => [locale, createExplainer(input, locale)]));
    const said = pages.flatMap((page, index) => {
      const explainer = explainers.get(LOCALES[index] ?? 'en');
      return explainer ? [readHtml(page, explainer).text] : [];
    });
    expect(
      workbookFaults(readWorkbook(await renderWorkbook(input)), { input, explainers, said, consistent: false }),
    ).toEqual([]);
  });
});
