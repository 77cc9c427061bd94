import type { Block, PdfDocument, Piece, TableCell } from '../../../report/pdf/document-model.ts';
import { attribute, elementsOf, textOf } from '../fixtures/parse-html.ts';
import { chartFaults } from './chart-faults.ts';
import type { Explainer } from './explainer.ts';
import { figureFault } from './figure-fault.ts';
import { lineFault, settingFault } from './line-fault.ts';
import { tokensOf } from './written-forms.ts';

function pieceFault({ text, of }: Piece, explainer: Explainer): string[] {
  const { input, locale } = explainer;
  if (of?.setting !== undefined) return [settingFault(input, of.setting, text, locale) ?? []].flat();
  if (of?.previous !== undefined)
    return [figureFault(input.previous?.figures ?? {}, { id: of.previous, at: null, text }, locale) ?? []].flat();
  if (of?.line !== undefined) return [lineFault(input, of.line, text, locale) ?? []].flat();
  if (of?.id !== undefined)
    return [figureFault(input.figures, { id: of.id, at: of.at ?? null, text }, locale) ?? []].flat();
  return explainer.strangers(text);
}

const piecesIn = (cell: TableCell): readonly Piece[] =>
  typeof cell === 'string' ? [{ text: cell, figure: false }] : cell;

/** Texts of a drawing, and the figures it says it shows. */
export function readDrawing(svg: string): { texts: string[]; ids: string[] } {
  const elements = elementsOf(svg);
  const root = elements.find(({ tagName }) => tagName === 'svg');
  const ids = (root ? (attribute(root, 'data-figures') ?? '') : '').split(' | ').filter((id) => id !== '');
  const texts = elements.filter(({ tagName }) => ['text', 'title', 'desc'].includes(tagName)).map(textOf);
  // A long title is broken into lines, which may break a date.
  const [title = ''] = texts;
  return { texts: texts.filter((text, index) => index === 0 || !title.includes(text)), ids };
}

/** Numbers of a stored drawing that none of its figures holds. */
export function drawingFaults(svg: string, explainer: Explainer): string[] {
  const { texts, ids } = readDrawing(svg);
  return chartFaults(texts, ids, explainer);
}

function piecesOf(block: Block): readonly Piece[] {
  if (block.kind === 'text' || block.kind === 'note') return block.pieces;
  if (block.kind === 'heading') return [{ text: block.text, figure: false }];
  if (block.kind === 'chart') return [];
  return [...block.columns.flatMap(({ head }) => piecesIn(head)), ...block.rows.flat().flatMap(piecesIn)];
}

function allPieces(document: PdfDocument): readonly Piece[] {
  const words = [
    document.title,
    document.company_short,
    document.eyebrow,
    document.as_of,
    document.edition,
    document.decision_title,
  ];
  const decided = document.decisions.flatMap(({ ordinal, know, because, acts }) => [
    { text: ordinal, figure: false },
    ...know,
    ...because.flat(),
    ...acts.flatMap(({ what, who }) => [...what, { text: who, figure: false }]),
  ]);
  return [
    ...[...words, ...document.marks, ...document.standing.map(({ text }) => text)].map((text) => ({
      text,
      figure: false,
    })),
    ...decided,
    ...document.sections.flatMap(({ title, blocks }) => [{ text: title, figure: false }, ...blocks.flatMap(piecesOf)]),
  ];
}

/** Numbers of a document to be set that are no figure, no line of evidence and no word. */
export function documentFaults(document: PdfDocument, explainer: Explainer): string[] {
  const charts = document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'chart'));
  return [
    ...allPieces(document).flatMap((piece) => pieceFault(piece, explainer)),
    ...charts.flatMap(({ svg }) => drawingFaults(svg, explainer)),
  ];
}

/** Words between numbers say nothing of how a line is broken, so numbers alone are compared. */
const numbersOf = (text: string) => tokensOf(text).map((token) => token.text);

function counted(numbers: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** The set pages against the document: numbers that only one of them has. Page numbers, at the foot and in the contents, are no numbers of the document. */
export function pagesFaults(pages: readonly string[], document: PdfDocument): string[] {
  // The last thing on a page: "2 of 10".
  const foot = new RegExp(`${document.page_of.replace(/\s/g, '\\s*').replace(/\{pages?\}/g, '\\s*\\d+\\s*')}\\s*$`);
  const drawn = document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'chart' ? readDrawing(block.svg).texts.toSpliced(1, 1) : [])),
  );
  const wanted = counted([...allPieces(document).flatMap(({ text }) => numbersOf(text)), ...drawn.flatMap(numbersOf)]);
  const set = counted(pages.flatMap((page) => numbersOf(page.replace(foot, '').replace(/(\d)\s+(?=[万亿])/g, '$1'))));
  const numbers = new Set(Array.from({ length: pages.length + 1 }, (_, page) => String(page)));
  const extra = [...set.keys()].filter((number) => !wanted.has(number) && !numbers.has(number));
  const lost = [...wanted].filter(([number, count]) => (set.get(number) ?? 0) < count).map(([number]) => number);
  return [
    ...extra.map((number) => `${number} is on a page and not in the document`),
    ...lost.map((number) => `${number} is lost on the pages`),
  ];
}
