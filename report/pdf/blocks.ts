import type { Finding } from '../findings/finding.ts';
import { cleanText } from '../format/clean-text.ts';
import type { Phrase } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import type { Block, Column, Piece } from './document-model.ts';

/** A sentence in pieces, so that figures can be set apart from words. */
export function piecesOf(phrase: Phrase): readonly Piece[] {
  return phrase.map((part) =>
    typeof part === 'string' ? { text: part, figure: false } : { text: part.text, figure: part.id !== undefined },
  );
}

/** Findings as paragraphs. */
export function findingBlocks(speaker: Speaker, findings: readonly Finding[]): Block[] {
  return findings.map((finding) => ({ kind: 'text', tone: finding.tone, pieces: piecesOf(speaker.say(finding)) }));
}

/** A column of words; with a share it takes that part of what is left of the width. */
export function words(head: string, share = 0): Column {
  return { head, side: 'left', share };
}

/** A column of numbers. */
export function numbers(head: string, share = 0): Column {
  return { head, side: 'right', share };
}

const KEPT_TOGETHER = 3;

/** A table, or nothing where it would have no row. Its last rows stay together, so that none stands alone on a page. */
export function tableBlocks(columns: readonly Column[], rows: readonly (readonly string[])[], dense = false): Block[] {
  if (rows.length === 0) return [];
  const clean = rows.map((row) => row.map(cleanText));
  return [{ kind: 'table', columns, rows: clean, keep: Math.min(KEPT_TOGETHER, rows.length), dense }];
}

/** A remark below what it belongs to. */
export function noteBlock(text: string): Block {
  return { kind: 'note', text: cleanText(text) };
}
