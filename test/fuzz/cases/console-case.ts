import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '../../../cli/run/embedded-ports.ts';
import { DuewatchError } from '../../../core/contracts/errors.ts';
import { openRunInput, openRunOutput } from '../../../core/contracts/states.ts';
import type { Dice } from '../../../core/sample/dice.ts';
import { chooseExport } from '../../../core/steps/choose-export.ts';
import { parseInput } from '../../../lambdas/middleware/parse-input.ts';
import { openRunHandler } from '../../../lambdas/open-run/handler.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import type { FuzzLab } from '../fuzz-lab.ts';
import { oneOfOr } from '../mutate/draw.ts';
import { mutateTree, type Tree } from '../mutate/tree.ts';
import { holdPrototypes } from '../oracle/prototype-untouched.ts';

const STARTED = '2025-10-03T08:00:00.000Z';
/** What operators type and the schedule sends; `inside` is the folder of the export. */
const INPUTS: readonly Tree[] = [
  {},
  { period: '2025-09' },
  { exports: 'inside' },
  { exports: 'inside/', period: '2025-09', resend: true },
  { exports: 'inside/../inside' },
  { exports: 'inside/../../outside' },
  { exports: 'inside/./deeper/../..' },
  { exports: '/inside', dryRun: true },
  { scheduledAt: '2025-10-03T08:00:00Z' },
  { period: '2025-09', dryRun: true, resend: false },
];

/**
 * One input of OpenRun, as an operator or the schedule would give it, changed. Either refused by a named error with nothing left in the
 * store, or a run under a prefix of its own that holds the month's lock.
 */
export async function consoleCase(lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const input = mutateTree(oneOfOr(dice, INPUTS, {}), dice.whole(0, 2), dice);
  const base = await lab.base('ledger', 0);
  return lab.inFolder(async (folder) => {
    const exports = join(folder, 'exports');
    mkdirSync(exports);
    linkTables(base.folder, [...base.tables.keys()], join(exports, 'inside'));
    linkTables(base.folder, [...base.tables.keys()], join(folder, 'outside'));
    const store = join(folder, 'store');
    const opened = await openEmbedded({ store, exports, overlays: [], version: '0.0.0-fuzz' });
    try {
      const run = await open(opened, input);
      holdPrototypes();
      if (typeof run === 'string') {
        hold(leftIn(store).length === 0, `refused with ${run}, and left ${leftIn(store)}`);
        return { outcome: `refused: ${run}`, checked: [] };
      }
      hold(run.prefix === `runs/${run.period}/${run.id}/`, `a run's prefix is ${run.prefix}`);
      hold(/^\d{4}-\d{2}$/.test(run.period) && /^[\w-]+$/.test(run.id), `a run's names are ${run.period} ${run.id}`);
      const plan = await opened.store.read(`${run.work}landing-plan.json`);
      const text = new TextDecoder().decode(plan);
      hold(!text.includes('outside') && !text.includes('..'), `a plan leads outside: ${text}`);
      const holder = await opened.ports.runs.acquire(run.period, 'somebody else', STARTED);
      hold(holder !== undefined, 'a run that does not hold its lock');
      return { outcome: 'accepted', checked: [] };
    } finally {
      opened.close();
    }
  });
}

type Opened = Awaited<ReturnType<typeof openEmbedded>>;

/** The opened run, or the name of the error. */
async function open(opened: Opened, input: Tree) {
  const event = { input, startedAt: STARTED, execution: `laptop:${process.pid}:fuzz` };
  try {
    const request = { event } as unknown;
    await checkInput(request);
    const { input: asked, ...rest } = openRunInput.parse(event);
    const { scheduledAt: _scheduledAt, ...wanted } = asked;
    const settings = { now: STARTED, timeZone: 'Asia/Shanghai', settleMinutes: 30 };
    const folders = async () => [{ name: 'inside', newest: '2025-10-01T00:00:00.000Z' }];
    const chosen = await chooseExport({ folders }, asked, settings);
    const opening = await openRunHandler(opened.ports)({ ...rest, input: { ...wanted, ...chosen } });
    return openRunOutput.parse(opening).run;
  } catch (error) {
    if (!(error instanceof DuewatchError)) throw error;
    return error.name;
  }
}

const INPUT_CHECK = parseInput('OpenRun', openRunInput);

async function checkInput(request: unknown): Promise<void> {
  await INPUT_CHECK.before?.(request as Parameters<NonNullable<typeof INPUT_CHECK.before>>[0]);
}

function linkTables(from: string, tables: readonly string[], to: string): void {
  mkdirSync(to);
  for (const table of tables) copyFileSync(join(from, `${table}.csv`), join(to, `${table}.csv`));
}

/** Objects of a store; its tables and what says of which form it is aside. */
function leftIn(store: string): string[] {
  if (!existsSync(store)) return [];
  return readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(duewatch\.sqlite.*|store\.json|alive(-journal)?)$/.test(entry.name))
    .map((entry) => entry.name);
}
