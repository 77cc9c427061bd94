import { strFromU8, unzipSync } from 'fflate';

/** A cell as it stands in the file. */
export interface ReadCell {
  readonly type: string;
  readonly formula: string | null;
  readonly value: string;
}

/** A sheet as it stands in the file: its name, its XML and its cells by address. */
export interface ReadSheet {
  readonly name: string;
  readonly xml: string;
  readonly cells: ReadonlyMap<string, ReadCell>;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
}

const texts = (xml: string) =>
  [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map((match) => decoded(match[1] ?? '')).join('');

function readCells(xml: string, strings: readonly string[]): Map<string, ReadCell> {
  const cells = new Map<string, ReadCell>();
  for (const [, attributes = '', body = ''] of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const address = /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '';
    const type = / t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
    const raw = /<v>([^<]*)<\/v>/.exec(body)?.[1] ?? '';
    const formula = /<f(?: [^>]*)?>([^<]*)<\/f>/.exec(body)?.[1] ?? (body.includes('<f ') ? '(shared)' : null);
    const value = type === 's' ? (strings[Number(raw)] ?? '') : type === 'inlineStr' ? texts(body) : decoded(raw);
    cells.set(address, { type, formula: formula === null ? null : decoded(formula), value });
  }
  return cells;
}

/** Reads a workbook from its bytes without any library for workbooks, so that the writer is not its own judge. */
export function readWorkbook(bytes: Uint8Array): readonly ReadSheet[] {
  const parts = unzipSync(bytes);
  const part = (path: string) => (parts[path] ? strFromU8(parts[path]) : '');
  const strings = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map((match) => texts(match[1] ?? ''));
  const names = [...part('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map((match) => decoded(match[1] ?? ''));
  return names.map((name, index) => {
    const xml = part(`xl/worksheets/sheet${index + 1}.xml`);
    return { name, xml, cells: readCells(xml, strings) };
  });
}

/** The sheet whose name contains the word. */
export function sheetNamed(sheets: readonly ReadSheet[], word: string): ReadSheet {
  const found = sheets.find((sheet) => sheet.name.includes(word));
  if (!found) throw new Error(`no sheet named ${word} among ${sheets.map((sheet) => sheet.name).join(', ')}`);
  return found;
}

/** The cells of a row, left to right. */
export function rowOf(sheet: ReadSheet, row: number): readonly ReadCell[] {
  return [...sheet.cells].filter(([address]) => address.replace(/^[A-Z]+/, '') === String(row)).map(([, cell]) => cell);
}

/** The row that has a cell with exactly this text. */
export function rowWith(sheet: ReadSheet, text: string): readonly ReadCell[] {
  const address = [...sheet.cells].find(([, cell]) => cell.value === text)?.[0];
  if (address === undefined) throw new Error(`no cell of ${sheet.name} holds ${text}`);
  return rowOf(sheet, Number(address.replace(/^[A-Z]+/, '')));
}
