import type { Refusal } from '../task-action.ts';
import type { SheetColumn } from './task-sheet.ts';

/** Why a cell, a row or a sheet can't be read in; the words, and what to do, are in report/messages. */
export type ProblemKind =
  | { readonly code: 'no_header' | 'task_missing' | 'unknown_task' | 'version_unreadable' }
  | { readonly code: 'column_missing' | 'column_twice' }
  | { readonly code: 'edited'; readonly expected: string }
  | { readonly code: 'changed_meanwhile'; readonly by: string; readonly at: string }
  | { readonly code: 'duplicate'; readonly first: number }
  | { readonly code: 'formula' | 'date' | 'amount' | 'amount_grouped' | 'nothing_but_date' }
  | { readonly code: 'amount_digits'; readonly digits: number }
  | { readonly code: 'choice' }
  | { readonly code: 'belongs_together'; readonly missing: SheetColumn }
  | { readonly code: 'too_long'; readonly most: number }
  | { readonly code: 'refused'; readonly refusal: Refusal };

/** A problem where it stands. */
export type SheetProblem = ProblemKind & {
  /** As a spreadsheet numbers rows; 0 where the whole sheet is meant. */
  readonly row: number;
  readonly column: SheetColumn | null;
  /** What stands in the cell. */
  readonly value: string;
};
