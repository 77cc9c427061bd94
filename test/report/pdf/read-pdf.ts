import { extractText, getDocumentProxy } from 'unpdf';

/** A node of the structure that a screen reader walks. */
interface StructureNode {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly unknown[];
}

/** A PDF as a reader gets it. */
export interface ReadPdf {
  readonly pages: readonly string[];
  readonly text: string;
  readonly info: Readonly<Record<string, unknown>>;
  /** Part of PDF/UA that the document claims to follow, or null. */
  readonly accessibility: string | null;
  readonly outline: readonly string[];
  /** Roles of all structure elements, in reading order. */
  readonly roles: readonly string[];
  readonly alts: readonly string[];
  /** How far down each page is written on, of the room between its head and its foot: 0 to 1. */
  readonly filled: readonly number[];
}

function isNode(value: unknown): value is StructureNode {
  return typeof value === 'object' && value !== null;
}

function walk(node: unknown, visit: (node: StructureNode) => void): void {
  if (!isNode(node)) return;
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

const TOP = 842 - 74;
const FOOT = 57;

/** The lowest line above the foot. */
function depthOf(items: readonly unknown[]): number {
  const heights = items.flatMap((item) => {
    const place: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'transform') : undefined;
    const text: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'str') : '';
    return Array.isArray(place) && typeof place[5] === 'number' && String(text).trim() !== '' ? [place[5]] : [];
  });
  const lowest = Math.min(TOP, ...heights.filter((height) => height > FOOT));
  return (TOP - lowest) / (TOP - FOOT);
}

/** Reads a PDF back with a library that had no part in making it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(bytes.slice());
  const { text } = await extractText(document, { mergePages: false });
  const { info, metadata } = await document.getMetadata();
  const roles: string[] = [];
  const alts: string[] = [];
  const filled: number[] = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    filled.push(depthOf(items));
    walk(await (await document.getPage(page)).getStructTree(), (node) => {
      if (node.role !== undefined) roles.push(node.role);
      if (node.alt !== undefined) alts.push(node.alt);
    });
  }
  const outline = ((await document.getOutline()) ?? []).map((entry: { title: string }) => entry.title);
  const claim: unknown = metadata?.get('pdfuaid:part') ?? null;
  return {
    pages: text,
    text: text.join('\n'),
    info: { ...info },
    accessibility: claim === null ? null : String(claim),
    outline,
    roles,
    alts,
    filled,
  };
}
