import { WrongUsage } from '../../core/contracts/errors.ts';
import { type CollectionTask, taskStatus } from '../../core/contracts/task.ts';
import { WORK_GROUPS, type WorklistRules, worklistOf } from '../../core/domain/desk/worklist.ts';
import { realDate } from './real-date.ts';

/** Which tasks are meant; what is left out does not narrow. */
export interface TaskFilters {
  readonly status?: string;
  /** Part of the owner's name or role. */
  readonly owner?: string;
  /** Part of the customer's number or name. */
  readonly customer?: string;
  /** A group of the worklist. */
  readonly group?: string;
  /** Due before this day. */
  readonly dueBefore?: string;
}

/** Whether tasks that are done may be meant. Where they are not they need not be read: they add up over the years. */
export function mayBeDone({ status, group }: TaskFilters): boolean {
  return (status ?? 'done') === 'done' && (group ?? 'done') === 'done';
}

/** The tasks that are meant, in the order in which they came. Throws {@link WrongUsage} for a filter that can't be read. */
export function selectTasks(
  tasks: readonly CollectionTask[],
  filters: TaskFilters,
  rules: WorklistRules,
): readonly CollectionTask[] {
  const { status, dueBefore, group } = filters;
  if (status !== undefined && !taskStatus.safeParse(status).success)
    throw new WrongUsage(`--status is one of ${taskStatus.options.join(', ')}, not ${JSON.stringify(status)}`);
  if (group !== undefined && !WORK_GROUPS.some((each) => each === group))
    throw new WrongUsage(`--group is one of ${WORK_GROUPS.join(', ')}, not ${JSON.stringify(group)}`);
  const day = dueBefore === undefined ? undefined : realDate(dueBefore, '--due-before');
  const has = (text: string, wanted: string | undefined) =>
    wanted === undefined || text.toLowerCase().includes(wanted.toLowerCase());
  const inGroup = new Set(
    worklistOf(group === undefined ? [] : tasks, rules)
      .filter((item) => item.group === group)
      .map(({ task }) => task.task_id),
  );
  return tasks.filter(
    (task) =>
      (status === undefined || task.status === status) &&
      (group === undefined || inGroup.has(task.task_id)) &&
      (day === undefined || task.due_date < day) &&
      has(`${task.owner} ${task.owner_role}`, filters.owner) &&
      has(`${task.customer_id} ${task.customer_name}`, filters.customer),
  );
}
