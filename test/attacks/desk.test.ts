import { randomBytes } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { readCsvTable } from '../../adapters/spreadsheet/read-csv-table.ts';
import { readXlsxTable } from '../../adapters/spreadsheet/read-xlsx-table.ts';
import { InputRefused } from '../../core/contracts/errors.ts';
import { signToken } from '../../core/domain/desk/desk-link.ts';
import { readTaskSheet } from '../../core/domain/desk/sheet/read-task-sheet.ts';
import { sheetVocabulary } from '../../report/task-sheet/sheet-vocabulary.ts';
import { task } from '../adapters/contract/task-store-contract.ts';
import { address, formsOf, NOW, post, type TestDesk, testDesk } from '../desk/desk-host.ts';
import { dangers, elementsOf } from '../report/fixtures/parse-html.ts';
import { FORMULAS, MARKUP, PAYLOADS } from './hostile-run.ts';

const desks: TestDesk[] = [];
afterEach(() => {
  for (const desk of desks.splice(0)) desk.close();
});

async function open(...tasks: Parameters<typeof testDesk>[0]): Promise<TestDesk> {
  const desk = await testDesk(tasks);
  desks.push(desk);
  return desk;
}

/** The hidden fields of the page's first form, and its address. */
async function firstForm(desk: TestDesk, changes: Parameters<TestDesk['token']>[0] = {}) {
  const url = address({ t: await desk.token(changes), task: 'C1' });
  const html = await (await desk.handle(new Request(url))).text();
  return { url, f: formsOf(html)[0]?.['f'] ?? '' };
}

describe('Links and forms of the desk', () => {
  it('Forged links: no signature, another key’s, another claim’s, another version’s', async () => {
    const desk = await open(task('C1'));
    const token = await desk.token();
    const [version = '', claim = '', mac = ''] = token.split('.');
    const said = JSON.parse(Buffer.from(claim, 'base64url').toString());
    const claimed = (changes: object) => Buffer.from(JSON.stringify({ ...said, ...changes })).toString('base64url');
    const forged = [
      `${version}.${claim}.`,
      `${version}.${claim}`,
      `${claim}.${mac}`,
      `${version}.${claimed({ by: 'Mallory' })}.${mac}`,
      `${version}.${claimed({ expires: 9_999_999_999 })}.${mac}`,
      `d0.${claim}.${mac}`,
      `none.${claim}.`,
      signToken(said, randomBytes(32)),
      `${token}.${mac}`,
      'x'.repeat(100_000),
      ...PAYLOADS,
    ];
    const before = desk.state();
    for (const t of forged) {
      const answer = await desk.handle(new Request(address({ t })));
      expect([answer.status, (await answer.text()).includes('Müller')], t.slice(0, 80)).toEqual([403, false]);
    }
    expect([desk.state(), desk.failures]).toEqual([before, []]);
  });

  it('Replayed forms: of one form sent a hundred times, one is written', async () => {
    const desk = await open(task('C1'));
    const { url, f } = await firstForm(desk);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => desk.handle(post(url, { f, quick: 'reached' }))),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect((await desk.host.tasks.get('C1'))?.version).toBe(2);
  });

  it('Replayed links: looking again changes nothing, and an expired link shows nothing', async () => {
    const desk = await open(task('C1'));
    const t = await desk.token();
    const before = desk.state();
    for (let time = 0; time < 5; time++) expect((await desk.handle(new Request(address({ t })))).status).toBe(200);
    desk.at('2025-11-30T00:00:00.000Z');
    expect((await desk.handle(new Request(address({ t })))).status).toBe(403);
    expect(desk.state()).toBe(before);
  });

  it('Cross-tenant links: another company’s link and form open and change nothing', async () => {
    const [ours, theirs] = [await open(task('C1')), await open(task('C1'))];
    const foreign = await theirs.token();
    const before = ours.state();
    expect((await ours.handle(new Request(address({ t: foreign })))).status).toBe(403);
    const { f } = await firstForm(theirs);
    const { url } = await firstForm(ours);
    expect((await ours.handle(post(url, { f, quick: 'reached' }))).status).toBe(409);
    expect(ours.state()).toBe(before);
  });

  it('Links to one task: no other is shown, told of or changed', async () => {
    const desk = await open(task('C1'), task('C2'));
    const scope = { of: 'task', task: 'C1' } as const;
    const { f } = await firstForm(desk, { scope });
    const other = address({ t: await desk.token({ scope }), task: 'C2' });
    const none = address({ t: await desk.token({ scope }), task: 'nobody' });
    const answers = await Promise.all([other, none].map(async (url) => (await desk.handle(new Request(url))).status));
    expect(answers).toEqual([404, 404]);
    await desk.handle(post(other, { f, quick: 'reached' }));
    expect((await desk.host.tasks.get('C2'))?.version).toBe(1);
  });

  it('HTML and script on the desk: names, notes and what was typed are text', async () => {
    const evil = MARKUP.map((text, index) => task(`C${index + 1}`, { customer_name: text }));
    const desk = await open(...evil);
    const t = await desk.token();
    const { url, f } = await firstForm(desk);
    const pages = [address({ t }), url, ...MARKUP.map((text) => `${url}&lang=${encodeURIComponent(text)}`)];
    const answers = await Promise.all(pages.map((page) => desk.handle(new Request(page))));
    answers.push(
      await desk.handle(post(url, { f, do: 'promise', amount: MARKUP[0], due_date: MARKUP[1], note: MARKUP[2] })),
    );
    for (const answer of answers) {
      const elements = elementsOf(await answer.text());
      expect(dangers(elements)).toEqual([]);
      expect(elements.filter(({ tagName }) => tagName === 'img' || tagName === 'svg')).toEqual([]);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('Oversize: a form of megabytes and one of thousands of fields are refused, and nothing changes', async () => {
    const desk = await open(task('C1'));
    const { url, f } = await firstForm(desk);
    const before = desk.state();
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`x${index}`, 'y'.repeat(50)]));
    for (const fields of [
      { f, do: 'note', note: 'x'.repeat(5_000_000) },
      { f, do: 'note', ...many },
    ])
      expect((await desk.handle(post(url, fields))).status).toBeGreaterThanOrEqual(400);
    expect(desk.state()).toBe(before);
  });
});

const TITLES = ['task_id', 'version', 'contact_result', 'note'];
const context = () => ({
  tasks: new Map([['C1', task('C1')]]),
  vocabulary: sheetVocabulary(),
  actor: { by: 'Ann', at: NOW, today: NOW.slice(0, 10) },
});

/** A workbook of one sheet with this XML. */
function workbook(sheet: Uint8Array): Uint8Array {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const link = (type: string, target: string) =>
    strToU8(
      `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/${type}" Target="${target}"/></Relationships>`,
    );
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
    ),
    '_rels/.rels': link('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': link('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': sheet,
  });
}

/** A workbook whose sheet is five megabytes long and says that it is of another size. */
function declaring(size: number): Uint8Array {
  const bytes = workbook(Buffer.concat([Buffer.from(SHEET), Buffer.alloc(5_000_000, ' '), Buffer.from(SHEET_END)]));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000)
      view.setUint32(at + 24, size, true);
  }
  return bytes;
}

const SHEET_END = '</sheetData></worksheet>';
const SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

describe('Spreadsheets that come back', () => {
  it('Zip bomb: a workbook that says it unpacks to hundreds of megabytes, or does not say, is refused before it does', async () => {
    for (const size of [300_000_000, 0]) {
      await expect(readXlsxTable(declaring(size), 'sheet.xlsx'), String(size)).rejects.toMatchObject({
        why: 'unpacks_too_large',
      });
    }
  });

  it('Zip bomb: a part that says it is small is stopped where it said it would end', async () => {
    await expect(readXlsxTable(declaring(1_000), 'sheet.xlsx')).rejects.toMatchObject({ why: 'no_workbook' });
  });

  it('Entities in a workbook: none is spelled out, none is read from a file', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const sheet = `${bomb}${SHEET}<row r="1">${inline('&b;')}${inline('&f;')}</row>${SHEET_END}`;
    const read = await readXlsxTable(workbook(strToU8(sheet)), 'sheet.xlsx').catch((error: unknown) => error);
    const text = read instanceof Error ? read.name : JSON.stringify(read);
    expect(text).not.toMatch(/aaaaaaaaaaaaaaaaaaaa|root:/);
    if (read instanceof Error) expect(read).toBeInstanceOf(InputRefused);
  });

  it.each(FORMULAS)('Formula injection in a sheet that comes back: %j is a text, or refused by name', (formula) => {
    const line = [`"${TITLES.join('","')}"`, `"C1","1","","${formula.replaceAll('"', '""')}"`].join('\n');
    const reading = readTaskSheet(readCsvTable(strToU8(line), 'sheet.csv'), context());
    const written = reading.entries.flatMap(({ actions }) => actions);
    expect(reading.problems.length + written.length).toBe(1);
    for (const action of written) expect(action).toMatchObject({ do: 'note', note: formula.trim() });
  });

  it('Rows nobody asked for: another task’s, a version nobody saw, the same task twice', () => {
    const rows = [
      TITLES,
      ['C9', '1', '', 'x'],
      ['C1', '7', '', 'x'],
      ['__proto__', '1', '', 'x'],
      ['C1', '7', '', 'y'],
    ];
    const reading = readTaskSheet(
      readCsvTable(strToU8(rows.map((row) => row.join(',')).join('\n')), 'sheet.csv'),
      context(),
    );
    expect(reading.entries).toEqual([]);
    expect(reading.problems.length).toBeGreaterThanOrEqual(4);
  });
});
