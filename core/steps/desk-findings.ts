import { z } from 'zod';
import type { RunRef } from '../contracts/states.ts';
import { type CollectionTask, taskApproval, taskFinding } from '../contracts/task.ts';
import type { FoundTask } from '../domain/desk/find-tasks.ts';
import { withFinding } from '../domain/desk/settle-task.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { DeskPart } from './desk/desk-context.ts';
import { readWork, writeWork } from './work-files.ts';

/** What a run has to write on a task. */
const taskNews = z.object({
  task_id: z.string(),
  finding: taskFinding.nullable(),
  approvals: z.array(taskApproval),
});

/** What a run has to write on a task. */
export type TaskNews = z.output<typeof taskNews>;

/** Leaves what the run found for the state that writes it on the tasks. */
export async function writeFindings(
  store: ObjectStore,
  run: RunRef,
  found: readonly FoundTask[],
  parts: readonly DeskPart[],
): Promise<void> {
  const news = new Map<string, TaskNews>(
    found.map(({ before, finding }) => [before.task_id, { task_id: before.task_id, finding, approvals: [] }]),
  );
  for (const [task_id, approvals] of parts.flatMap((part) => [...(part.approvals ?? [])])) {
    const known = news.get(task_id) ?? { task_id, finding: null, approvals: [] };
    news.set(task_id, { ...known, approvals: [...known.approvals, ...approvals] });
  }
  await writeWork(store, run, 'desk-findings.json', [...news.values()]);
}

/** What the run has to write on the tasks. */
export async function readFindings(store: ObjectStore, run: RunRef): Promise<readonly TaskNews[]> {
  return readWork(store, run, 'desk-findings.json', z.array(taskNews));
}

/** The task with the run's news on it, one version on; the task itself where it has them already. */
export function withNews(task: CollectionTask, news: TaskNews, stamp: { at: string; period: string }): CollectionTask {
  const known = new Set(task.approvals.map(({ id }) => id));
  // A step is asked for when it reaches the task: from then on the days to decide run.
  const approvals = news.approvals
    .filter(({ id }) => !known.has(id))
    .map((each) => ({ ...each, requested: { ...each.requested, at: stamp.at } }));
  // A step whose time ran out is declined, unless somebody has decided it meanwhile.
  const late = news.approvals.filter(({ decided }) => decided !== null);
  const standing = task.approvals.map((each) =>
    each.decided === null ? (late.find(({ id }) => id === each.id) ?? each) : each,
  );
  const found = news.finding === null ? task : withFinding(task, news.finding);
  const changed = { ...found, approvals: [...standing, ...approvals] };
  if (JSON.stringify(changed) === JSON.stringify(task)) return task;
  const change = [
    `review; period=${stamp.period}`,
    ...(task.outstanding_balance === changed.outstanding_balance
      ? []
      : [`balance ${task.outstanding_balance} → ${changed.outstanding_balance}`]),
    ...Object.entries(news.finding?.words ?? {}).map(([word, verdict]) => `${word} ${verdict}`),
    ...approvals.map(({ id, kind }) => `approval ${id} ${kind}`),
    ...(task.status === changed.status ? [] : [`status ${task.status} → ${changed.status}`]),
  ].join('; ');
  return {
    ...changed,
    version: task.version + 1,
    history: [...task.history, { at: stamp.at, by: 'duewatch', change }],
  };
}
