import { readCsvTable } from '../../../adapters/spreadsheet/read-csv-table.ts';
import { readXlsxTable } from '../../../adapters/spreadsheet/read-xlsx-table.ts';
import { InputRefused } from '../../../core/contracts/errors.ts';
import type { CollectionTask } from '../../../core/contracts/task.ts';
import { SHEET_COLUMNS, type SheetTable } from '../../../core/domain/desk/sheet/task-sheet.ts';
import type { Dice } from '../../../core/sample/dice.ts';
import { importTaskSheet } from '../../../core/steps/import-task-sheet.ts';
import { sheetVocabulary } from '../../../report/task-sheet/sheet-vocabulary.ts';
import { taskCsv } from '../../../report/task-sheet/task-csv.ts';
import { testDesk } from '../../desk/desk-host.ts';
import { deskTask } from '../../desk/desk-task.ts';
import { filledSheet, type Typed } from '../../desk/sheet/filled-sheet.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import type { FuzzLab } from '../fuzz-lab.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { oneOfOr } from '../mutate/draw.ts';
import { HOSTILE_TEXTS } from '../mutate/hostile-texts.ts';

const IDS = ['C1', 'C2', 'C3'];
const VALUES = ['reached', 'not reached', '2025-10-30', '100.00', 'paid', '电话', 'phone', 'yes', '1'];
const ACTOR = { by: 'Ann', at: '2025-10-10T09:00:00.000Z', today: '2025-10-10' };

/**
 * One sheet of tasks that somebody filled in and damaged. Refused as a file, or read: where a row is wrong nothing is written, else every
 * change that is told of stands on its task, and reading the sheet in again changes nothing more.
 */
export async function sheetCase(_lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const tasks = IDS.map((id) =>
    deskTask({ task_id: id, customer_id: id, customer_name: oneOfOr(dice, HOSTILE_TEXTS, id) }),
  );
  let table: SheetTable;
  try {
    table = await damagedSheet(tasks, dice);
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return { outcome: 'refused: InputRefused', checked: [] };
  }
  const desk = await testDesk(tasks);
  try {
    const read = { table, vocabulary: sheetVocabulary(), actor: ACTOR, dryRun: false, partial: false };
    const before = desk.state();
    const result = await importTaskSheet(desk.host, read);
    if (result.problems.length > 0) {
      hold(desk.state() === before, 'a sheet with a problem has changed something');
      return { outcome: `refused: ${result.problems[0]?.code}`, checked: [] };
    }
    const after = desk.state();
    const moved = (await desk.host.tasks.list()).filter(({ version }) => version > 1).map(({ task_id }) => task_id);
    hold(
      moved.sort().join() ===
        result.written
          .map(({ task }) => task.task_id)
          .sort()
          .join(),
      `told of ${result.written.length} changes, made ${moved.length}`,
    );
    await importTaskSheet(desk.host, read);
    hold(desk.state() === after, 'a sheet read in twice changed something twice');
    return { outcome: moved.length > 0 ? 'accepted, written' : 'accepted, nothing asked for', checked: [] };
  } finally {
    desk.close();
  }
}

async function damagedSheet(tasks: readonly CollectionTask[], dice: Dice): Promise<SheetTable> {
  const typed = tasks.map((): Typed => {
    const columns = Array.from({ length: dice.whole(0, 3) }, () => oneOfOr(dice, SHEET_COLUMNS, 'note'));
    return Object.fromEntries(columns.map((column) => [column, anyValue(dice)]));
  });
  const times = dice.chance(0.4) ? dice.whole(1, 3) : 0;
  if (dice.chance(0.5)) {
    const bytes = Buffer.from(await filledSheet(tasks, typed));
    return readXlsxTable(mutateBytes(bytes, times, dice), 'sheet.xlsx');
  }
  const text = Buffer.from(taskCsv(tasks, dice.pick(['en', 'zh-CN']))).toString('utf8');
  const filled = dice.chance(0.5)
    ? text
    : text.replace(/,,/g, () => `,${dice.chance(0.2) ? csvCell(String(anyValue(dice))) : ''},`);
  return readCsvTable(mutateBytes(Buffer.from(filled), times, dice), 'sheet.csv');
}

const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function anyValue(dice: Dice): string {
  return dice.chance(0.6) ? oneOfOr(dice, VALUES, '') : oneOfOr(dice, HOSTILE_TEXTS, '');
}
