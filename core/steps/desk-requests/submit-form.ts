import type { CollectionTask } from '../../contracts/task.ts';
import { type FormFields, type FormProblem, readFormFields } from '../../domain/desk/desk-form.ts';
import { type DeskLink, reaches } from '../../domain/desk/desk-link.ts';
import type { Refusal } from '../../domain/desk/task-action.ts';
import type { WorklistRules } from '../../domain/desk/worklist.ts';
import type { DeskKeys } from '../../ports/link-keys.ts';
import { changeTask } from '../change-task.ts';
import type { DeskMoment, DeskPorts } from './desk-ports.ts';
import { openForm } from './open-link.ts';
import { showTask, type TaskView, viewOf } from './show-task.ts';

/** What is wrong with the form itself. */
export type FormFault = 'form_expired' | 'form_used' | 'form_invalid';

/** Why nothing was written. */
export type Refused =
  | { readonly kind: 'fault'; readonly fault: FormFault }
  | { readonly kind: 'problem'; readonly problem: FormProblem }
  | {
      readonly kind: 'refusal';
      readonly refusal: Refusal;
      /** What others wrote since the person looked, oldest first. */
      readonly meanwhile: CollectionTask['history'];
    };

/** What a form came to: the task as changed; or why not, and the page again with fresh forms; or a task that is not there. */
export type Submission =
  | { readonly outcome: 'done'; readonly task: CollectionTask }
  | { readonly outcome: 'refused'; readonly refused: Refused; readonly view: TaskView }
  | { readonly outcome: 'not_found' };

/** A form as it was sent in. */
export interface SentForm {
  readonly link: DeskLink;
  readonly keys: DeskKeys;
  /** The task of the address. */
  readonly taskId: string;
  readonly token: string | null;
  readonly fields: FormFields;
  readonly rules: WorklistRules;
  readonly moment: DeskMoment;
  /** What is noted where a customer says that it has paid. */
  readonly saysPaid: string;
}

/**
 * Writes what a form asks for, once. The form must be of this link's holder and this task, unexpired and unused; the task must be as it was
 * when the form was shown. Whatever is refused is said, and nothing is written. A form is used up before the task is touched: a copy that
 * comes later, or at the same instant, is refused whatever became of the first.
 */
export async function submitForm(ports: DeskPorts, sent: SentForm): Promise<Submission> {
  const { link, keys, taskId, moment } = sent;
  const again = async (refused: Refused): Promise<Submission> => {
    const view = await showTask(ports, sent);
    return view === undefined ? { outcome: 'not_found' } : { outcome: 'refused', refused, view };
  };
  if (!reaches(link, taskId)) return { outcome: 'not_found' };
  const form = openForm(keys, sent.token, moment);
  if (!form.valid) {
    return again({ kind: 'fault', fault: form.fault === 'expired' ? 'form_expired' : 'form_invalid' });
  }
  const { task: formTask, by, version, nonce, expires } = form.token;
  if (formTask !== taskId || by !== link.by) return again({ kind: 'fault', fault: 'form_invalid' });
  const task = await ports.tasks.get(taskId);
  if (task === undefined) return { outcome: 'not_found' };
  const reading = readFormFields(sent.fields, { task, today: moment.today, saysPaid: sent.saysPaid });
  if (!reading.read) return again({ kind: 'problem', problem: { problem: reading.problem, field: reading.field } });
  if (!(await ports.used.use(nonce, expires))) return again({ kind: 'fault', fault: 'form_used' });
  const actor = { by, at: moment.now, today: moment.today };
  const result = await changeTask(ports, { taskId, action: reading.actions, actor, seenVersion: version });
  if (result.done) return { outcome: 'done', task: result.task };
  if (result.task === null) return { outcome: 'not_found' };
  const newer = Math.max(0, result.task.version - version);
  const meanwhile = result.refused === 'changed_meanwhile' && newer > 0 ? result.task.history.slice(-newer) : [];
  const refused = { kind: 'refusal', refusal: result.refused, meanwhile } as const;
  return { outcome: 'refused', refused, view: await viewOf(ports, result.task, sent) };
}
