import type { Finding } from '../findings/finding.ts';
import { cleanText } from '../format/clean-text.ts';
import type { Phrase, Said } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import type { Block, Column, Piece, TableCell } from './document-model.ts';

/** A sentence in pieces, so that figures can be set apart from words. */
export function piecesOf(phrase: Phrase): readonly Piece[] {
  return phrase.map((part) => {
    if (typeof part === 'string') return { text: part, figure: false };
    const { text, ...of } = part;
    return { text, figure: part.id !== undefined, of };
  });
}

/** What a cell of a table may be given as. */
export type CellContent = string | Said | Phrase;

function tableCell(content: CellContent): TableCell {
  if (typeof content === 'string') return cleanText(content);
  return piecesOf('text' in content ? [content] : content);
}

/** Findings as paragraphs. */
export function findingBlocks(speaker: Speaker, findings: readonly Finding[]): Block[] {
  return findings.map((finding) => ({ kind: 'text', tone: finding.tone, pieces: piecesOf(speaker.say(finding)) }));
}

/** A column of words; with a share it takes that part of what is left of the width. */
export function words(head: CellContent, share = 0): Column {
  return { head: tableCell(head), side: 'left', share };
}

/** A column of numbers. */
export function numbers(head: CellContent, share = 0): Column {
  return { head: tableCell(head), side: 'right', share };
}

const KEPT_TOGETHER = 3;

/** A table, or nothing where it would have no row. Its last rows stay together, so that none stands alone on a page. */
export function tableBlocks(
  columns: readonly Column[],
  rows: readonly (readonly CellContent[])[],
  dense = false,
): Block[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map(tableCell));
  return [{ kind: 'table', columns, rows: cells, keep: Math.min(KEPT_TOGETHER, rows.length), dense }];
}

/** A remark below what it belongs to, or one that leads to what comes next and stays with it. */
export function noteBlock(note: Phrase, leads = false): Block {
  return { kind: 'note', pieces: piecesOf(note), leads };
}
