import type { Tone } from '../findings/finding.ts';
import type { Said } from '../messages/phrase.ts';

/** A piece of a sentence; `figure` where it is one of the report's figures. */
export interface Piece {
  readonly text: string;
  readonly figure: boolean;
  /** What a number is: a figure, a setting, a line of evidence. */
  readonly of?: Omit<Said, 'text'>;
}

/** A cell of a table: words, or pieces some of which are figures. */
export type TableCell = string | readonly Piece[];

/** A column of a table: its head, the side its cells keep to, and its share of the width (0: as wide as its widest cell). */
export interface Column {
  readonly head: TableCell;
  readonly side: 'left' | 'right';
  readonly share: number;
}

/** What a section is made of, in reading order. */
export type Block =
  | { readonly kind: 'text'; readonly tone: Tone; readonly pieces: readonly Piece[] }
  /** A remark; one that leads stays with what comes next. */
  | { readonly kind: 'note'; readonly pieces: readonly Piece[]; readonly leads: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly TableCell[])[];
      /** The last rows to keep together on a page. */
      readonly keep: number;
      /** Set smaller and closer, for a long list. */
      readonly dense: boolean;
    }
  | { readonly kind: 'chart'; readonly svg: string; readonly alt: string };

/** A chapter of the report. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Begins on a new page. */
  readonly own_page: boolean;
}

/** One of the three things on the first page: a finding, what bears it out, and what to do about it. */
export interface DecisionBox {
  readonly ordinal: string;
  readonly tone: Tone;
  readonly know: readonly Piece[];
  readonly because: readonly (readonly Piece[])[];
  readonly acts: readonly { readonly what: readonly Piece[]; readonly who: string }[];
}

/** The whole document as the template gets it. Nothing in it is markup: every text is set as it stands. */
export interface PdfDocument {
  readonly lang: string;
  readonly region: string | null;
  readonly title: string;
  /** As much of the company's name as the head of a page has room for. */
  readonly company_short: string;
  readonly eyebrow: string;
  readonly as_of: string;
  /** Beside the page number: period, revision, run. */
  readonly edition: string;
  /** "Synthetic data", "Unreliable figures": on every page. */
  readonly marks: readonly string[];
  readonly standing: readonly { readonly tone: Tone; readonly text: string }[];
  /** The day the report speaks of; the document is dated by it. */
  readonly date: { readonly year: number; readonly month: number; readonly day: number };
  readonly keywords: readonly string[];
  readonly decision_title: string;
  readonly act_title: string;
  readonly decisions: readonly DecisionBox[];
  readonly contents_title: string;
  /** "{page} of {pages}" in the reader's language. */
  readonly page_of: string;
  readonly sections: readonly Section[];
}
