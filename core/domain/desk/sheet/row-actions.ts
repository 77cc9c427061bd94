import type { CollectionTask } from '../../../contracts/task.ts';
import { currencyDigits } from '../../money.ts';
import { type TaskAction, taskAction } from '../task-action.ts';
import { type CellReading, readAmount, readDay } from './read-cells.ts';
import type { ProblemKind } from './sheet-problem.ts';
import { type EntryColumn, folded, type SheetVocabulary } from './task-sheet.ts';

/** Longest text of a note or a dispute. */
const LONGEST = 2_000;

/** What a row asks for: actions with the column to point at, and the cells that can't be read. */
export interface RowWish {
  readonly actions: readonly { readonly action: TaskAction; readonly column: EntryColumn }[];
  readonly problems: readonly (ProblemKind & { readonly column: EntryColumn })[];
}

/** Reads the cells that a person filled in as actions, in the order in which they happened: the contact first, the end last. */
export function rowWish(
  filled: ReadonlyMap<EntryColumn, string>,
  task: CollectionTask,
  vocabulary: SheetVocabulary,
): RowWish {
  const problems: (ProblemKind & { column: EntryColumn })[] = [];
  const values = new Map<EntryColumn, string>();
  for (const [column, text] of filled) {
    const reading = readCell(column, text, task, vocabulary);
    if ('value' in reading) values.set(column, reading.value);
    else problems.push({ ...reading, column });
  }
  for (const [one, other] of TOGETHER) {
    if (filled.has(one) && !filled.has(other)) problems.push({ code: 'belongs_together', missing: other, column: one });
    if (filled.has(other) && !filled.has(one)) problems.push({ code: 'belongs_together', missing: one, column: other });
  }
  if (filled.size === 1 && filled.has('happened_on'))
    problems.push({ code: 'nothing_but_date', column: 'happened_on' });
  return { actions: problems.length > 0 ? [] : actionsOf(values), problems };
}

const TOGETHER: readonly (readonly [EntryColumn, EntryColumn])[] = [
  ['contact_channel', 'contact_result'],
  ['promise_amount', 'promise_date'],
];

function readCell(column: EntryColumn, text: string, task: CollectionTask, { choices }: SheetVocabulary): CellReading {
  switch (column) {
    case 'happened_on':
    case 'promise_date':
      return readDay(text);
    case 'promise_amount':
      return readAmount(text, currencyDigits(task.currency));
    case 'dispute_reason':
    case 'note':
      return text.length > LONGEST ? { code: 'too_long', most: LONGEST } : { value: text };
    default: {
      const value = choices[column].get(folded(text));
      return value === undefined ? { code: 'choice' } : { value };
    }
  }
}

function actionsOf(values: ReadonlyMap<EntryColumn, string>): RowWish['actions'] {
  const on = values.has('happened_on') ? { on: values.get('happened_on') } : {};
  const note = values.has('note') ? { note: values.get('note') } : {};
  const drafts: { column: EntryColumn; draft: Readonly<Record<string, unknown>> }[] = [];
  const add = (column: EntryColumn, draft: Readonly<Record<string, unknown>>) => {
    if (values.has(column)) drafts.push({ column, draft });
  };
  add('contact_result', {
    do: 'contact',
    channel: values.get('contact_channel'),
    result: values.get('contact_result'),
    ...on,
  });
  add('cause', { do: 'cause', cause: values.get('cause') });
  add('promise_amount', {
    do: 'promise',
    amount: values.get('promise_amount'),
    due_date: values.get('promise_date'),
    ...on,
  });
  add('dispute_reason', { do: 'dispute', reason: values.get('dispute_reason'), ...on });
  add('note', { do: 'note', ...note });
  add('outcome', { do: 'close', outcome: values.get('outcome'), ...on });
  return drafts.map(({ column, draft }) => ({ column, action: taskAction.parse(draft) }));
}
