import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Locale } from '../../core/contracts/config.ts';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { composeDocument } from './compose-document.ts';
import { createWriting, type PdfChart } from './pdf-input.ts';
import { TEMPLATE } from './template.ts';

/** The two weights the report is set in, as the bytes of TrueType files of Noto Sans SC. */
export interface PdfFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** The report could not be set as a PDF; names what the typesetter said. */
export class PdfNotSet extends DuewatchError {
  override name = 'PdfNotSet';
}

// Nothing is read from disk: the template is the main file, data and pictures come as inputs. The root only has to be a folder name.
const NO_FOLDER = '/nowhere';
// Results of the typesetter's own cache that no compilation used lately are dropped, so that a process that sets many reports stays small.
const KEPT_COMPILATIONS = 2;

const compilers = new WeakMap<PdfFonts, NodeCompiler>();

/** Parsing the fonts takes half a second, so a compiler serves all documents that are set in the same ones. */
function compilerFor(fonts: PdfFonts): NodeCompiler {
  const known = compilers.get(fonts);
  if (known) return known;
  const fontBlobs = [Buffer.from(fonts.regular), Buffer.from(fonts.bold)];
  const compiler = NodeCompiler.create({ workspace: NO_FOLDER, fontArgs: [{ fontBlobs }] });
  compilers.set(fonts, compiler);
  return compiler;
}

/** The accessibility standard that documents are made to: every text mapped, every picture with words, a tagged structure. */
const ACCESSIBLE = { pdfStandard: 'ua-1' } as const;
// What the typesetter says when a character (a name in Hangul, an emoji) is in neither font.
const MISSING_GLYPH = 'could not be displayed with font';

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Sets the document to PDF/UA-1. A text of the data may hold a character that the fonts lack; the standard forbids that, so such
 * a document is tagged all the same but does not claim the standard.
 */
function setDocument(compiler: NodeCompiler, data: string): Uint8Array {
  const source = { mainFileContent: TEMPLATE, inputs: { data } };
  try {
    return compiler.pdf(source, ACCESSIBLE);
  } catch (error) {
    if (!messageOf(error).includes(MISSING_GLYPH)) throw error;
    return compiler.pdf(source);
  }
}

/**
 * The report as a PDF in one language: tagged, with its fonts embedded, three decisions on the first page. Every text of the data
 * reaches the typesetter as a value, never as markup. The same input gives the same bytes. Pass the same `fonts` object again and
 * again: the first call parses it. Throws PdfNotSet where the typesetter refuses, e.g. a chart that is not SVG.
 */
export async function renderPdf(
  input: ReportInput,
  locale: Locale,
  charts: readonly PdfChart[],
  fonts: PdfFonts,
): Promise<Uint8Array> {
  const compiler = compilerFor(fonts);
  const data = JSON.stringify(composeDocument(createWriting(input, locale, charts)));
  try {
    return new Uint8Array(setDocument(compiler, data));
  } catch (error) {
    throw new PdfNotSet(`The ${locale} report could not be set as a PDF: ${messageOf(error)}`, { cause: error });
  } finally {
    compiler.evictCache(KEPT_COMPILATIONS);
  }
}
