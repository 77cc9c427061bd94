import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeSample } from '../../../cli/sample/write-sample.ts';
import type { Locale } from '../../../core/contracts/config.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import type { SampleProfile } from '../../../core/sample/sample-options.ts';
import { formulaText } from '../../../report/messages/formula-text.ts';
import { composeDocument } from '../../../report/pdf/compose-document.ts';
import { createWriting } from '../../../report/pdf/pdf-input.ts';
import { duewatch } from '../../workflow/command.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { createExplainer } from './explainer.ts';
import { workbookFaults } from './read-cells.ts';
import { documentFaults, drawingFaults, pagesFaults } from './read-document.ts';
import { readHtml } from './read-html.ts';
import { mailFaults } from './read-mail.ts';

/** What the renderer was given last: the real renderer renders, this only listens. */
const heard = vi.hoisted((): { input: unknown } => ({ input: null }));
vi.mock('../../../lambdas/bundled-renderer.ts', async (original) => {
  const real = await original<typeof import('../../../lambdas/bundled-renderer.ts')>();
  return {
    bundledRenderer: () => {
      const renderer = real.bundledRenderer();
      return {
        ...renderer,
        workbook: (input: ReportInput) => {
          heard.input = input;
          return renderer.workbook(input);
        },
      };
    },
  };
});

/** A run as it was published. */
interface Run {
  readonly input: ReportInput;
  readonly file: (path: string) => Promise<Uint8Array>;
}

const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

/** Reviews two months of a made-up company, so that the second has a month before it. */
async function reviewed(profile: SampleProfile, folder: string, months: readonly string[]): Promise<Run> {
  const out = join(folder, `out-${profile}`);
  for (const lastMonth of months) {
    const exports = join(folder, `${profile}-${lastMonth}`);
    await writeSample(exports, { customers: 90, months: 26, seed: 5, profile, lastMonth });
    const ended = await duewatch(
      'run',
      '--exports',
      exports,
      '--store',
      join(folder, `store-${profile}`),
      '--out',
      out,
    );
    expect(ended).toMatchObject({ status: 0 });
  }
  return { input: heard.input as ReportInput, file: (path) => readFile(join(out, path)) };
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe.each([
  ['quickbooks-marts', ['2025-08', '2025-09']],
  ['ledger', ['2025-08', '2025-09']],
  ['loans', ['2026-10', '2026-11']],
] as const)('what a review of %s published', (profile, months) => {
  let folder = '';
  let run: Run;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duewatch-read-back-'));
    run = await reviewed(profile, folder, months);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is made from the figures of figures.json', async () => {
    const { figures } = JSON.parse(text(await run.file('figures.json')));
    expect(run.input.figures).toEqual(figures);
  });

  it('records for every recipient what became of the mail', async () => {
    const { effects } = JSON.parse(text(await run.file('run.json')));
    const deliveries: { recipient: string; outcome: string }[] = effects[0].deliveries;
    for (const { email } of run.input.rules.people.recipients)
      expect(deliveries).toContainEqual(expect.objectContaining({ recipient: email, outcome: 'sent' }));
  });

  it('tells in Chinese how every figure is computed', () => {
    const formulas = new Set(Object.values(run.input.figures).flatMap(({ evidence }) => evidence.formula ?? []));
    const untold = [...formulas].filter(
      (formula) => /[a-z]{4}/.test(formula) && formulaText(formula, 'zh-CN') === formula,
    );
    expect(untold).toEqual([]);
  });

  it.each(LOCALES)('has no number of its own on the page and in the mails (%s)', async (locale) => {
    const explainer = createExplainer(run.input, locale);
    const read = readHtml(text(await run.file(`report.${locale}.html`)), explainer);
    expect(read.faults).toEqual([]);
    expect(read.named).toBeGreaterThan(100);
    const index = run.input.rules.people.recipients.findIndex((person) => person.locale === locale);
    const { email } = run.input.rules.people.recipients[index] ?? { email: '' };
    const mail = await mailFaults(await run.file(`outbox/00${index + 1}-${email}.eml`), explainer);
    expect(mail.faults).toEqual([]);
  });

  it.each(LOCALES)('has no number of its own in the charts and the PDF (%s)', async (locale) => {
    const explainer = createExplainer(run.input, locale);
    const pdf = await readPdf(new Uint8Array(await run.file(`report.${locale}.pdf`)));
    const charts = await chartsOf(run, locale);
    expect(charts.flatMap(({ svg }) => drawingFaults(svg, explainer))).toEqual([]);
    const document = composeDocument(createWriting(run.input, locale, charts));
    expect(documentFaults(document, explainer)).toEqual([]);
    expect(pagesFaults(pdf.pages, document)).toEqual([]);
  });

  it('has no number of its own in the workbook', async () => {
    const explainers = new Map(LOCALES.map((locale) => [locale, createExplainer(run.input, locale)]));
    const said = await Promise.all(
      [...explainers].map(
        async ([locale, explainer]) => readHtml(text(await run.file(`report.${locale}.html`)), explainer).text,
      ),
    );
    const sheets = readWorkbook(await run.file('workbook.xlsx'));
    expect(workbookFaults(sheets, { input: run.input, explainers, said, consistent: true })).toEqual([]);
  });
});

/** The stored drawings of a language, in the order in which they were listed, with their words. */
async function chartsOf({ file, input }: Run, locale: Locale) {
  const listed = text(await file(`report.${locale}.html`)).matchAll(/id="chart-([a-z-]+)"/g);
  const all = new Set([...listed].map(([, name = '']) => name));
  if (input.run.profile !== 'loans')
    for (const name of ['collection-rate', 'risk-profile', 'tier-exposure', 'loss-scenarios', 'largest-balances'])
      all.add(name);
  return Promise.all(
    [...all].map(async (name) => {
      const svg = text(await file(`charts/${name}.${locale}.svg`));
      return { name, svg, alt: /<desc[^>]*>([^<]*)</.exec(svg)?.[1] ?? '' };
    }),
  );
}
