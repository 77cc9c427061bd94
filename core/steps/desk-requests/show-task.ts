import type { CustomerSheet } from '../../contracts/customer-sheet.ts';
import type { CollectionTask } from '../../contracts/task.ts';
import { type DeskLink, reaches, signToken } from '../../domain/desk/desk-link.ts';
import { placeOf, type WorkItem, type WorklistRules } from '../../domain/desk/worklist.ts';
import type { DeskKeys } from '../../ports/link-keys.ts';
import { readSheet } from '../customer-sheets.ts';
import { type DeskMoment, type DeskPorts, secondsOf } from './desk-ports.ts';

/** A form is good for so long; then the page is opened again. */
const FORM_SECONDS = 12 * 3_600;

/** A task with all that is known of its customer, and the forms that change it. */
export interface TaskView {
  readonly item: WorkItem;
  /** The customer at the newest published review; null where no sheet was written. */
  readonly sheet: CustomerSheet | null;
  /** A token for one more form: good for one change of the task as it is shown here. */
  readonly formToken: () => string;
}

/** A task as a link's holder may see it; `undefined` where there is none, or the link does not reach it: nobody learns which. */
export async function showTask(
  ports: DeskPorts,
  request: { link: DeskLink; keys: DeskKeys; taskId: string; rules: WorklistRules; moment: DeskMoment },
): Promise<TaskView | undefined> {
  const { link, taskId } = request;
  if (!reaches(link, taskId)) return undefined;
  const task = await ports.tasks.get(taskId);
  return task === undefined ? undefined : viewOf(ports, task, request);
}

/** The page of a task as it stands. */
export async function viewOf(
  ports: DeskPorts,
  task: CollectionTask,
  request: { link: DeskLink; keys: DeskKeys; rules: WorklistRules; moment: DeskMoment },
): Promise<TaskView> {
  const { link, keys, rules, moment } = request;
  const sheet = (await readSheet(ports.store, task.customer_id, task.scope)) ?? null;
  const expires = Math.min(link.expires, secondsOf(moment.now) + FORM_SECONDS);
  const formToken = () =>
    signToken(
      {
        use: 'form',
        store: link.store,
        by: link.by,
        expires,
        nonce: ports.nonce(),
        task: task.task_id,
        version: task.version,
      },
      keys.current,
    );
  return { item: placeOf(task, rules), sheet, formToken };
}
