import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attribute, dangers, elementsOf, textOf } from '../report/fixtures/parse-html.ts';
import { readPdf } from '../report/pdf/read-pdf.ts';
import { readWorkbook } from '../report/workbook/read-workbook.ts';
import { FORMULAS, type HostileRun, hostileRun } from './hostile-run.ts';

const PROFILES = ['quickbooks-marts', 'ledger'] as const;
type Profile = (typeof PROFILES)[number];

const runs = new Map<Profile, Awaited<ReturnType<typeof hostileRun>>>();
beforeAll(async () => {
  for (const profile of PROFILES) runs.set(profile, await hostileRun(profile));
}, 600_000);
afterAll(() => {
  for (const run of runs.values()) run.dispose();
});

function of(profile: Profile): HostileRun {
  const run = runs.get(profile);
  if (run === undefined) throw new Error(`no run of ${profile}`);
  return run;
}

const ending = ({ files }: HostileRun, end: string): (readonly [string, Buffer])[] =>
  [...files].filter(([name]) => name.endsWith(end));

/** Whether a text holds one of the payloads as it was given, so that a test that finds nothing dangerous has something to find. */
const carries = (text: string, payload: string): boolean => text.replace(/\s+/g, ' ').includes(payload);

describe.each(PROFILES)('a review of %s whose every text attacks', (profile) => {
  it('Hostile texts everywhere: the review is computed, they are data like any other', () => {
    expect(of(profile).said).toContain('Done in');
    expect(of(profile).status).toBe(0);
  });

  it('HTML and script in the page: text, in elements the page made', () => {
    const pages = ending(of(profile), '.html');
    expect(pages).toHaveLength(2);
    for (const [, bytes] of pages) {
      const elements = elementsOf(bytes.toString('utf8'));
      expect(dangers(elements)).toEqual([]);
      expect(
        elements.filter(({ tagName }) => tagName === 'script').map((element) => attribute(element, 'src')),
      ).toEqual(elements.filter(({ tagName }) => tagName === 'script').map(() => null));
      expect(
        elements.map((element) => attribute(element, 'href') ?? '').filter((href) => /evil|alert/.test(href)),
      ).toEqual([]);
      expect(elements.filter((element) => attribute(element, 'src')?.includes('evil'))).toEqual([]);
      expect(carries(elements.map(textOf).join(' '), '<script>alert(1)</script>')).toBe(true);
    }
  });

  it('HTML and script in mail: text, in the HTML part and in the plain one', async () => {
    const mails = ending(of(profile), '.eml');
    expect(mails.length).toBeGreaterThanOrEqual(2);
    const texts: string[] = [];
    for (const [, bytes] of mails) {
      const mail = await PostalMime.parse(bytes);
      const elements = elementsOf(mail.html ?? '');
      expect(dangers(elements)).toEqual([]);
      expect(elements.filter(({ tagName }) => tagName === 'script')).toEqual([]);
      expect(
        elements.filter((element) => /evil/.test(attribute(element, 'href') ?? attribute(element, 'src') ?? '')),
      ).toEqual([]);
      texts.push(elements.map(textOf).join(' '));
    }
    expect(carries(texts.join(' '), '<script>alert(7)</script>')).toBe(true);
  });

  it('Header injection in mail: one recipient, no header but those the product writes', async () => {
    for (const [name, bytes] of ending(of(profile), '.eml')) {
      const mail = await PostalMime.parse(bytes);
      const letter = name.startsWith('letters/');
      const { to = [], cc = [], bcc = [], replyTo = [] } = mail;
      // A letter to a customer whose address is none has no recipient.
      expect(to.length, name).toBeLessThanOrEqual(1);
      expect(to.length === 1 || letter, name).toBe(true);
      expect([...cc, ...bcc], name).toEqual([]);
      const routing = mail.headers.map(({ key }) => key).filter((key) => /^(reply-to|sender|return-path)$/.test(key));
      expect(routing, name).toEqual(letter ? ['reply-to'] : []);
      const addresses = [mail.from, ...to, ...replyTo].map((one) => one?.address ?? '');
      expect(
        addresses.filter((address) => /evil/.test(address)),
        name,
      ).toEqual([]);
      expect(
        mail.headers.filter(({ key }) => key === 'content-type'),
        name,
      ).toHaveLength(1);
      expect(mail.from?.address, name).toBe('sender@example.com');
    }
  });

  it('HTML and script in charts: SVG without script, handler, link or foreign content', () => {
    const charts = ending(of(profile), '.svg');
    expect(charts.length).toBeGreaterThan(3);
    for (const [name, bytes] of charts) {
      const svg = bytes.toString('utf8');
      const elements = elementsOf(svg);
      expect(dangers(elements), name).toEqual([]);
      expect(
        elements.map(({ tagName }) => tagName).filter((tag) => /^(script|image|a|use|style)$/i.test(tag)),
        name,
      ).toEqual([]);
    }
  });

  it('Markup in the PDF: text; no script, action or link of the data, no file read into it', async () => {
    for (const [name, bytes] of ending(of(profile), '.pdf')) {
      const raw = bytes.toString('latin1');
      expect(
        raw.match(/\/(JavaScript|JS|Launch|SubmitForm|ImportData|EmbeddedFile|RichMedia|URI)\b/g) ?? [],
        name,
      ).toEqual([]);
      const { text } = await readPdf(new Uint8Array(bytes));
      expect(text, name).not.toContain('root:');
      expect(carries(text, 'alert(7)'), name).toBe(true);
    }
  });

  it('Formula injection in CSV: every cell that begins like a formula carries an apostrophe', () => {
    const tables = ending(of(profile), '.csv');
    expect(tables.length).toBeGreaterThan(5);
    let escaped = 0;
    for (const [name, bytes] of tables) {
      const rows: unknown = parse(bytes, { relax_column_count: false });
      if (!Array.isArray(rows)) throw new Error(`${name} is no CSV`);
      for (const cell of rows.flat().map(String)) {
        if (/^[=+\-@\t\r]/.test(cell)) expect(cell, name).toMatch(/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/);
        if (FORMULAS.some((formula) => cell.startsWith(`'${formula.slice(0, 6)}`))) escaped++;
      }
    }
    expect(escaped).toBeGreaterThan(0);
  });

  it('Formula injection in the workbook: no formula, link or query holds a text of the data', () => {
    const [, bytes] = ending(of(profile), 'workbook.xlsx')[0] ?? [];
    const sheets = readWorkbook(bytes ?? Buffer.alloc(0));
    const cells = sheets.flatMap((sheet) => [...sheet.cells.values()]);
    const formulas = cells.flatMap(({ formula }) => formula ?? []);
    expect(formulas.length).toBeGreaterThan(10);
    expect(formulas.filter((formula) => /evil|cmd|HYPERLINK|WEBSERVICE|DDE/i.test(formula))).toEqual([]);
    expect(cells.filter(({ value }) => /^[=@]/.test(value)).map(({ value }) => value)).toEqual([]);
    expect(cells.some(({ value }) => value.startsWith("'="))).toBe(true);
    const parts = unzipSync(bytes ?? new Uint8Array());
    expect(Object.keys(parts).filter((path) => /externalLinks|connections|vbaProject|queryTable/i.test(path))).toEqual(
      [],
    );
    for (const [path, part] of Object.entries(parts))
      if (path.endsWith('.rels')) expect(Buffer.from(part).toString('utf8'), path).not.toContain('External');
  });

  it('Escape sequences and line ends at the terminal: none of the data reaches it', () => {
    const { said } = of(profile);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(said).not.toMatch(/^(Bcc|Cc|Content-Type):/m);
  });

  it('Paths in names and ids: nothing is written outside the store and the output folder', () => {
    const outside = of(profile).tree.filter((path) => !/^inner\/(export|store|out|rules\.yaml)(\/|$)/.test(path));
    expect(outside).toEqual([]);
    const parts = of(profile).tree.flatMap((path) => path.split('/'));
    expect(parts.filter((part) => !/^[\w@=-][\w.@=-]*$/.test(part))).toEqual([]);
  });

  it('Keys of objects as customers: __proto__ and constructor are customers, and change nothing', () => {
    const [, bytes] = ending(of(profile), '/desk_customers.csv')[0] ?? ending(of(profile), 'customers.csv')[0] ?? [];
    const text = ending(of(profile), '.csv')
      .map(([, all]) => all.toString('utf8'))
      .join('\n');
    expect(bytes).toBeDefined();
    expect(text).toMatch(/__proto__|constructor|hasOwnProperty/);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
