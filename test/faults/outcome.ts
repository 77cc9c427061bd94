import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { collectionTask } from '../../core/contracts/task.ts';

/** Told of the run, and differ from run to run: when something was written down. */
const TIMES = /"(at|changed_at)":"[^"]*"/g;

/** What a store holds in the end: figures, customers, mails, tasks, history and what is left lying about. */
export async function outcomeOf(store: string, period: string) {
  const files = (await readdir(store, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const keys = files.map((entry) => join(entry.parentPath, entry.name).slice(store.length + 1)).sort();
  const ofMonth = keys.filter((key) => key.startsWith(`runs/${period}/`));
  const text = async (ending: string) =>
    readFile(join(store, ofMonth.findLast((key) => key.endsWith(`/${ending}`)) ?? ending), 'utf8');
  const database = new DatabaseSync(join(store, 'duewatch.sqlite'), { readOnly: true });
  const rows = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  const tasks = rows('SELECT body FROM tasks ORDER BY task_id').map(({ body }) =>
    collectionTask.parse(JSON.parse(String(body))),
  );
  const found = {
    artefacts: ofMonth.map((key) => key.slice(key.indexOf('/', `runs/${period}/`.length) + 1)),
    figures: await text('figures.json'),
    customers: await text('customers.csv'),
    deskTasks: await text('desk_tasks.csv'),
    scores: keys.filter((key) => key.startsWith('history/')),
    pointer: await readFile(join(store, `history/scores/current/${period}.json`), 'utf8'),
    mails: rows('SELECT reference, recipient FROM mailbox ORDER BY reference'),
    sends: rows(
      `SELECT period, revision, recipient, attempt, status FROM sends WHERE recipient NOT LIKE 'chat/%' ORDER BY period, recipient`,
    ),
    tasks: tasks.map((task) => JSON.stringify(task).replace(TIMES, '"$1":""')),
    /** Every version is in the history once. */
    unbroken: tasks.filter(({ version, history }) => version !== history.length + 1).map(({ task_id }) => task_id),
    /** A month is found on a task once. */
    twiceFound: tasks
      .filter(({ findings }) => new Set(findings.map((each) => each.period)).size !== findings.length)
      .map(({ task_id }) => task_id),
    events: rows(`SELECT id, type, detail FROM events WHERE type <> 'MonthlyReviewFailed' ORDER BY id`).map((event) =>
      JSON.stringify(event).replaceAll('\\"', '"').replace(TIMES, '"$1":""'),
    ),
    runs: rows('SELECT run_id, revision, status FROM runs ORDER BY run_id'),
    locks: rows('SELECT period FROM locks'),
    leftovers: [
      ...keys.filter((key) => /^(work|scratch)\/|\.partial-/.test(key)),
      ...(existsSync(join(store, 'scratch')) ? await readdir(join(store, 'scratch')) : []),
    ],
  };
  const rooms = rows(`SELECT recipient, period, status FROM sends WHERE recipient LIKE 'chat/%' ORDER BY period`);
  database.close();
  return { found, rooms };
}
