/** Columns that say which task a row is about. They are only to be read; where one was changed the row is refused. */
export const KEY_COLUMNS = ['task_id', 'version', 'customer_id', 'customer_name', 'amount', 'currency'] as const;
/** Columns for the reader's convenience; what stands in them is not looked at. */
export const INFO_COLUMNS = ['due_date', 'owner', 'status', 'so_far'] as const;
/** Columns that a person fills in. */
export const ENTRY_COLUMNS = [
  'happened_on',
  'cause',
  'contact_channel',
  'contact_result',
  'promise_amount',
  'promise_date',
  'dispute_reason',
  'outcome',
  'note',
] as const;
/** The columns of the sheet, in their order. */
export const SHEET_COLUMNS = [...KEY_COLUMNS, ...INFO_COLUMNS, ...ENTRY_COLUMNS] as const;

/** A column that a person fills in. */
export type EntryColumn = (typeof ENTRY_COLUMNS)[number];
/** A column of the sheet by its stable name. */
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

/** A cell as a file holds it: dates as ISO days, numbers as plain decimal text. */
export interface SheetCell {
  readonly text: string;
  readonly formula: boolean;
}

/** A sheet as a file holds it; rows are numbered as a spreadsheet shows them. */
export type SheetTable = readonly { readonly row: number; readonly cells: readonly (SheetCell | undefined)[] }[];

/** How titles and choices are written, in every language: folded text → its stable name. */
export interface SheetVocabulary {
  readonly titles: ReadonlyMap<string, SheetColumn>;
  readonly choices: Readonly<Record<ChoiceColumn, ReadonlyMap<string, string>>>;
}

/** A column whose cells are chosen from a list. */
export type ChoiceColumn = 'cause' | 'contact_channel' | 'contact_result' | 'outcome';

/** Text as it is compared: no matter which case, width or spaces. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
