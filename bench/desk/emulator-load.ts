import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { writeFindings } from '../../core/steps/desk-findings.ts';
import { openTasks } from '../../core/steps/open-tasks.ts';
import { writePlannedTasks } from '../../core/steps/planned-tasks.ts';
import { startEmulator } from '../../test/aws/emulator/ministack.ts';
import { writeSection } from '../performance-page.ts';
import { type Worked, workAt, worklistAt } from './desk-user.ts';
import { emulatedDesk } from './emulated-desk.ts';
import { closedTask, newTask, RUN } from './new-task.ts';

/*
 * `node bench/desk/emulator-load.ts [--tasks 100000 --users 100 --each 10 --write-docs]`: a review's tasks put into a table of the emulator, and
 * people who work on them at the same time through the desk page; then most tasks are closed, as they are after some years, and the worklist is
 * opened. Ends with 1 where a task or a word is missing, or there twice.
 */
const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '100000' },
    users: { type: 'string', default: '100' },
    each: { type: 'string', default: '10' },
    inside: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
  },
});
const size = z
  .object({ tasks: z.coerce.number().int(), users: z.coerce.number().int(), each: z.coerce.number().int() })
  .parse(values);
/** Tasks at which everybody works at once. */
const CONTESTED = 5;
/** Tasks that are put once more, as a state that is tried again does. */
const OPENED_AGAIN = 2_000;
/** One task in so many still stands when the worklist is opened. */
const ONE_STANDS_IN = 20;

/** The certificate of the emulator is read when a process starts: the work is done in one that is started after it. */
async function withEmulator(): Promise<void> {
  const emulator = await startEmulator();
  try {
    const args = [import.meta.filename, '--inside', ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, { env: { ...emulator.environment }, stdio: 'inherit' });
    process.exitCode = await new Promise<number>((done) => child.once('close', (code) => done(code ?? 1)));
  } finally {
    await emulator.stop();
  }
}

async function work(): Promise<void> {
  const desk = await emulatedDesk();
  try {
    await desk.tasks.shelve();
    const tasks = Array.from({ length: size.tasks }, (_task, at) => newTask(at));
    await writePlannedTasks(desk.store, RUN, tasks);
    await writeFindings(desk.store, RUN, [], []);
    const [opened, openSeconds] = await timed(() => openTasks(desk, { run: RUN }));
    console.error(`${opened.opened} tasks opened in ${openSeconds.toFixed(0)} s`);
    const again = await desk.tasks.openMany(tasks.slice(0, OPENED_AGAIN));
    const shared = tasks.slice(0, CONTESTED).map(({ task_id }) => task_id);
    const [worked, workSeconds] = await timed(() =>
      Promise.all(
        Array.from({ length: size.users }, async (_user, at) => {
          const own = tasks.slice(CONTESTED + at * size.each, CONTESTED + (at + 1) * size.each);
          const ids = [...shared, ...own.map(({ task_id }) => task_id)];
          return workAt(desk.handle, await desk.linkOf(`Person ${at}`), ids);
        }),
      ),
    );
    console.error(`${size.users} people have worked in ${workSeconds.toFixed(0)} s`);
    const [stored, listSeconds] = await timed(() => desk.tasks.list());
    const lost = losses({ opened: opened.opened, openedAgain: again.length, worked, stored, shared });
    const ended = stored.filter((_task, at) => at % ONE_STANDS_IN !== 0).map(closedTask);
    const [refused, closeSeconds] = await timed(() => desk.tasks.replaceMany(ended));
    const [shown, showSeconds] = await timed(async () => worklistAt(desk.handle, await desk.linkOf('Person 0')));
    const standing = stored.length - ended.length;
    if (refused.length > 0 || shown !== standing) lost.push(`the worklist shows ${shown}, ${standing} stand`);
    for (const each of [...lost, ...desk.failures.map(String)].slice(0, 20)) console.error(each);
    if (lost.length + desk.failures.length > 0) process.exitCode = 1;
    const forms = worked.flatMap(({ written }) => written).length;
    const beaten = worked.reduce((sum, each) => sum + each.beaten, 0);
    const text = [
      '| what | how many | seconds |',
      '| --- | ---: | ---: |',
      `| tasks that the review opened, each with its condition and its event | ${opened.opened} | ${openSeconds.toFixed(0)} |`,
      `| opened once more, of ${OPENED_AGAIN} that were tried again | ${again.length} | |`,
      `| people at the desk at the same time | ${size.users} | ${workSeconds.toFixed(0)} |`,
      `| their forms that were taken | ${forms} | |`,
      `| forms refused because somebody had been quicker at one of ${CONTESTED} tasks that all of them worked at | ${beaten} | |`,
      `| tasks in the table afterwards, all read | ${stored.length} | ${listSeconds.toFixed(1)} |`,
      `| of them closed since | ${ended.length} | ${closeSeconds.toFixed(0)} |`,
      `| tasks that still stand, shown by the worklist and read for it, no others | ${shown} | ${showSeconds.toFixed(1)} |`,
      `| tasks or words lost, or there twice | ${lost.length + desk.failures.length} | |`,
    ].join('\n');
    console.log(text);
    if (values['write-docs'] && process.exitCode === undefined) writeSection('desk', text);
  } finally {
    await desk.close();
  }
}

/** Everything that is not as it must be, in words. */
function losses(found: {
  readonly opened: number;
  readonly openedAgain: number;
  readonly worked: readonly Worked[];
  readonly stored: readonly CollectionTask[];
  readonly shared: readonly string[];
}): string[] {
  const { opened, openedAgain, worked, stored, shared } = found;
  const byId = new Map(stored.map((task) => [task.task_id, task]));
  const written = Map.groupBy(
    worked.flatMap((each) => each.written),
    ([task]) => task,
  );
  const changed = stored.filter(({ version }) => version > 1);
  return [
    ...(opened === size.tasks && openedAgain === 0 ? [] : [`opened ${opened}, and ${openedAgain} again`]),
    ...(byId.size === size.tasks && stored.length === size.tasks ? [] : [`${stored.length} tasks are there`]),
    ...worked.flatMap(({ strange }) => strange),
    ...[...written].flatMap(([id, forms]) => {
      const task = byId.get(id);
      const versions = new Set(forms.map(([, version]) => version));
      const whole = task?.version === forms.length + 1 && task.history.length === forms.length;
      return whole && versions.size === forms.length ? [] : [`${id}: ${forms.length} forms, version ${task?.version}`];
    }),
    ...(changed.length === written.size ? [] : [`${changed.length} tasks changed, ${written.size} were written on`]),
    ...shared.filter((id) => !written.has(id)).map((id) => `${id}: nobody came through`),
  ];
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const result = await work();
  return [result, (performance.now() - began) / 1000];
}

await (values.inside ? work() : withEmulator());
