import type { CollectionTask } from '../../../contracts/task.ts';
import { Decimal } from '../../decimal.ts';
import type { TaskAction } from '../task-action.ts';

/** Whether a task holds already what an action would write: the sheet was read in before. */
export function alreadyWritten(task: CollectionTask, action: TaskAction): boolean {
  const day = 'on' in action ? action.on : undefined;
  const sameDay = (on: string) => day === undefined || on === day;
  switch (action.do) {
    case 'contact':
      return task.contacts.some(
        ({ on, channel, result }) => channel === action.channel && result === action.result && sameDay(on),
      );
    case 'cause':
      return task.cause === action.cause;
    case 'promise':
      return task.promises.some(
        ({ amount, due_date, made_on }) =>
          new Decimal(amount).eq(action.amount) && due_date === action.due_date && sameDay(made_on),
      );
    case 'dispute':
      return task.disputes.some(({ reason, opened_on }) => reason === action.reason && sameDay(opened_on));
    case 'close':
      return task.closed?.outcome === action.outcome && sameDay(task.closed.on);
    case 'note':
      return task.note === action.note || task.history.some(({ change }) => change === `note; note=${action.note}`);
    default:
      return false;
  }
}
