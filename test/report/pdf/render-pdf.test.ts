import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../core/contracts/config.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { decisions } from '../../../report/findings/decision.ts';
import { plainText } from '../../../report/messages/phrase.ts';
import { createSpeaker } from '../../../report/messages/speaker.ts';
import { PdfNotSet, renderPdf } from '../../../report/pdf/render-pdf.ts';
import { makeCustomers } from '../fixtures/customers.ts';
import { hostileInput, makeInput } from '../fixtures/report-input.ts';
import { makeEdition } from '../read-back/edition.ts';
import { customerLine, customerLines, nothing, reportInput } from '../workbook/report-input-fixture.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';

const require = createRequire(import.meta.url);
const face = (path: string) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${path}`));
const fonts = { regular: face('400Regular/NotoSansSC_400Regular.ttf'), bold: face('700Bold/NotoSansSC_700Bold.ttf') };

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20" width="80" height="20"><rect width="40" height="10" fill="#a4262c"/></svg>';
const charts = ['collection-rate', 'largest-balances', 'loss-scenarios'].map((name) => ({
  name,
  svg: DRAWING,
  alt: `Alt of ${name}`,
}));

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const read = async (input: ReportInput, locale: Locale = 'en'): Promise<ReadPdf> =>
  readPdf(await renderPdf(input, locale, charts, fonts));
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('the PDF', () => {
  it('is titled, dated and marked with the language of the run, and claims to be accessible', async () => {
    const { info, accessibility } = await read(reportInput());
    expect(info).toMatchObject({
      Title: 'Meridian Wholesale 子午线批发: receivables review, June 2026',
      Language: 'en',
      Author: 'duewatch',
      Keywords: 'duewatch, 2026-06, 2026-06-0a1b2c3d',
      CreationDate: 'D:20260630000000Z',
      ModDate: 'D:20260630000000Z',
    });
    expect(accessibility).toBe('1');
    expect((await read(reportInput(), 'zh-CN')).info.Language).toBe('zh-CN');
  });

  it('is the same bytes for the same input, also after other documents', async () => {
    const input = reportInput();
    const first = await renderPdf(input, 'en', charts, fonts);
    await renderPdf(reportInput({ customers: customerLines(3) }), 'zh-CN', charts, fonts);
    expect(sha(await renderPdf(structuredClone(input), 'en', charts, fonts))).toBe(sha(first));
    expect(sha(await renderPdf(input, 'en', charts, { ...fonts }))).toBe(sha(first));
  });

  it('decides first: three things on the first page, with owners and dates, above the contents', async () => {
    const input = reportInput();
    const first = flat((await read(input)).pages[0] ?? '');
    const speaker = createSpeaker(input, 'en');
    const said = decisions(input).map(({ know }) => flat(plainText(speaker.say(know))));
    const parts = [
      'For decision',
      ...['First', 'Second', 'Third'].flatMap((ordinal, index) => [ordinal, said[index] ?? '']),
      'Contents',
      'Who is high-risk',
    ];
    const places = parts.map((part) => first.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(first).toContain('by 5 July 2026');
  });

  it('has the sections of the page, in both languages', async () => {
    const english = await read(reportInput());
    expect(english.outline).toEqual([
      'For decision',
      'Who is high-risk',
      'How badly off they are',
      'What they earn us',
      'Is collection getting worse',
      'What they have in common',
      'What it may cost in six months',
      'What to do with each of them',
      'Who is next',
      'Credit terms from now on',
      'How we shall know it works',
      'Did last month’s measures work',
      'What is overdue',
      'Every high-risk customer',
      'Method, data and definitions',
    ]);
    const chinese = await read(reportInput(), 'zh-CN');
    expect(chinese.outline).toHaveLength(english.outline.length);
    expect(chinese.outline[0]).toBe('决策要点');
  });

  it('carries company, month, marks and place on every page', async () => {
    const run = { ...reportInput().run, reliable: false, revision: 2, warnings: ['misdated'] };
    const { pages, text } = await read(reportInput({ run }));
    for (const [index, page] of pages.entries()) {
      expect(flat(page)).toContain('Meridian Wholesale 子午线批发');
      expect(flat(page)).toMatch(/June 2026 · Revision 2/);
      expect(page).toContain('Synthetic data');
      expect(page).toContain('Unreliable figures');
      expect(flat(page)).toContain(`${index + 1} of ${pages.length}`);
    }
    expect(flat(text)).toContain('dates were probably misread');
  });

  it('gives every chart its words and its place in the structure', async () => {
    const { alts, roles } = await read(reportInput());
    expect(alts).toEqual(['Alt of largest-balances', 'Alt of collection-rate', 'Alt of loss-scenarios']);
    expect(roles).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Table', 'TH', 'TD', 'Figure', 'TOC']));
  });

  it('refuses a picture that is none by name', async () => {
    await expect(
      renderPdf(reportInput(), 'en', [{ name: 'collection-rate', svg: 'no picture', alt: 'x' }], fonts),
    ).rejects.toThrow(PdfNotSet);
  });
});

describe('the list of customers', () => {
  it('is whole where a printed list serves, with amounts as the figures have them', async () => {
    const input = reportInput({ customers: customerLines(40) });
    const text = flat((await read(input)).text);
    for (const { customer_id } of input.customers) expect(text).toContain(customer_id);
    const [largest] = input.customers;
    expect(text).toContain(
      `$${Number(largest?.outstanding_balance).toLocaleString('en', { minimumFractionDigits: 2 })}`,
    );
  });

  it('shows the hundred largest of five thousand and says where the rest are', async () => {
    const input = reportInput({ customers: customerLines(5_000) });
    const { text, pages } = await read(input);
    expect(flat(text)).toContain('The 100 largest of 5,000; all are in the workbook.');
    expect(text).toContain(input.customers[99]?.customer_id);
    expect(text).not.toContain(input.customers[100]?.customer_id);
    expect(pages.length).toBeLessThan(20);
  });

  it('repeats its head on each page and leaves no row alone on the last', async () => {
    for (const count of [43, 44, 45, 46, 47, 48, 49, 50, 51, 52]) {
      const input = reportInput({ customers: customerLines(count), unscored: [] });
      const ids = new Set(input.customers.map((line) => line.customer_id));
      const { pages } = await read(input);
      const perPage = pages.map((page) => (page.match(/C\d{6}/g) ?? []).filter((id) => ids.has(id)).length);
      const listed = perPage.filter((rows) => rows > 0);
      expect(listed.reduce((sum, rows) => sum + rows, 0)).toBe(count);
      expect(Math.min(...listed)).toBeGreaterThanOrEqual(3);
      for (const [index, rows] of perPage.entries()) if (rows > 0) expect(pages[index]).toContain('Payment rate');
    }
  });
});

describe('texts of the data', () => {
  it('stay texts, whatever they look like to the typesetter', async () => {
    const names = [
      '*bold* _it_',
      '#panic("x")',
      '$x^2$',
      '@ref <label>',
      '`raw` // no',
      '= Heading',
      '\\ #set page(width: 1pt)',
      '<b>&amp;',
      '"quoted" {pages}',
    ];
    const customers = names.map((name, index) =>
      customerLine({ customer_id: `C${index}`, name, account_manager: '#m' }),
    );
    const run = { ...reportInput().run, company: '#import "/etc/passwd": * {page}' };
    const { text, outline, accessibility } = await read(reportInput({ customers, run, unknown_tiers: ['#tier'] }));
    for (const name of names) expect(flat(text)).toContain(name);
    expect(text).toContain('#import "/etc/passwd": * {page}');
    expect(text).not.toContain('root:');
    expect(outline).not.toContain('Heading');
    expect(accessibility).toBe('1');
  });

  it('that the fonts cannot show cost the claim of accessibility, not the report', async () => {
    const customers = [customerLine({ customer_id: 'K1', name: '한글 회사 😀' })];
    const { text, accessibility, roles } = await read(reportInput({ customers }));
    expect(text).toContain('K1');
    expect(accessibility).toBeNull();
    expect(roles).toContain('Table');
  });

  it('cannot turn the reading direction or carry control characters', async () => {
    const { text } = await read(
      reportInput({ customers: [customerLine({ customer_id: 'R1', name: '\u202eevil\u0007\u0000' })] }),
    );
    expect(text).toContain('evil');
    for (const character of ['\u202e', '\u0007', '\u0000']) expect(text).not.toContain(character);
  });
});

describe('any company', () => {
  const companies = {
    'a ledger with an earlier month': [makeInput({ ledger: true, earlier: true }), 'What is overdue'],
    'a ledger with loans': [makeInput({ ledger: true, loans: true }), 'Loan scorecard'],
    'one month of rates': [makeInput({ rates: [80] }), 'Is collection getting worse'],
    'names that attack': [hostileInput(), 'Every high-risk customer'],
  } as const;

  it.each(Object.entries(companies))('%s is set in both languages without a hole', async (_, [input, section]) => {
    const english = await read(input, 'en');
    const chinese = await read(input, 'zh-CN');
    expect(english.outline).toContain(section);
    expect(chinese.outline).toHaveLength(english.outline.length);
    for (const { text } of [english, chinese]) expect(text).not.toMatch(/\bNaN\b|\bundefined\b|\[object/);
  });
});

describe('what is missing', () => {
  it('in a month with nobody high-risk is said, and the report still stands', async () => {
    const { text, outline } = await read(reportInput({ customers: [], unscored: [] }));
    expect(flat(text)).toContain('A good month');
    expect(outline).not.toContain('Every high-risk customer');
    expect(text).not.toMatch(/NaN|undefined|null/);
  });

  it('is listed with its reason, never filled in', async () => {
    const figures = {
      ...reportInput().figures,
      'loss.baseline_6m': nothing('money', 'no_revenue', 'no monthly revenue is known'),
    };
    const { text } = await read(reportInput({ figures }));
    expect(flat(text)).toContain('What was not computed, and why');
    expect(flat(text)).toContain('the export holds no monthly revenue');
  });

  it('does not break a run that computed nothing at all', async () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const { pages } = await read(
        reportInput({ figures: {}, customers: [], unscored: [], landing: [], unknown_tiers: [], previous: null }),
        locale,
      );
      expect(pages.length).toBeGreaterThan(1);
    }
  });
});

describe('the pages', () => {
  const companies = {
    'five customers': makeInput({ customers: makeCustomers(5) }),
    'five thousand': makeInput({ customers: makeCustomers(5000), earlier: true }),
    'a ledger with loans': makeInput({ ledger: true, loans: true, earlier: true }),
    'nobody high-risk': makeInput({ customers: [], rates: [80], forecast: false, profit: 'not_available' }),
  };

  it.each(
    Object.entries(companies).flatMap(([name, input]) =>
      (['en', 'zh-CN'] as const).map((locale) => [name, locale, input] as const),
    ),
  )('of %s (%s) are full: none but the first and the last ends early', async (_, locale, input) => {
    const { filled } = await readPdf((await makeEdition(input, locale)).pdf);
    expect(filled.slice(1, -1).filter((part) => part < 0.6)).toEqual([]);
  });

  it('have no place for a picture that shows nothing', async () => {
    const { alts, text } = await readPdf((await makeEdition(companies['nobody high-risk'], 'en')).pdf);
    expect(text).not.toContain('Nothing to draw');
    expect(alts.some((alt) => alt.startsWith('Nobody to collect from'))).toBe(false);
  });
});
