import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PROFILES } from '../../../core/contracts/landing.ts';
import { buildLandingReport } from '../../../core/landing/landing-report.ts';
import { planLanding } from '../../../core/landing/plan-landing.ts';
import type { LandedFiles } from '../../../core/ports/lander.ts';
import type { Dice } from '../../../core/sample/dice.ts';
import { martsCurrency } from '../../../core/steps/check-landing.ts';
import { VARIANTS } from '../base-exports.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import { type FuzzLab, type LandedBase, PERIOD, writeFiles } from '../fuzz-lab.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { anyDialect, csvText, type Dialect, mustBeNamed } from '../mutate/dialect.ts';
import { oneOfOr } from '../mutate/draw.ts';
import { isRectangular, parquetBytes } from '../mutate/parquet-bytes.ts';
import { mutateRows, type TextTable } from '../mutate/rows.ts';
import { judgeAmounts, judgeLanded } from '../oracle/judge-landed.ts';
import { type ReadFile, readStrictly } from '../oracle/second-reading.ts';

/** A small table has one row in fifty; the shipped limit would refuse nearly every case. */
const MOST_IN_QUARANTINE = 10;

/** A file as it lies in the mutated export, and what another reader makes of it. */
interface MutatedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly reading: ReadFile | undefined;
}

/**
 * One export with a table or two changed in shape, cells, dialect, packing and bytes. Landed and judged: nothing thrown, every row accounted
 * for, and what landed is what another reader finds in the file.
 */
export async function exportCase(lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const profile = oneOfOr(dice, PROFILES, 'ledger');
  const base = await lab.base(profile, dice.whole(0, VARIANTS - 1));
  return lab.inFolder(async (folder) => {
    const dialect = anyDialect(dice);
    const decimal = dice.chance(0.1) ? ',' : '.';
    const names = [...base.tables.keys()];
    const changed = new Set([oneOfOr(dice, names, ''), ...(dice.chance(0.2) ? [oneOfOr(dice, names, '')] : [])]);
    const files: MutatedFile[] = [];
    for (const name of changed) files.push(await mutatedFile(lab, dice, base, { name, dialect, decimal, folder }));
    writeFiles(
      folder,
      files.map(({ name, bytes }) => [name, bytes]),
    );
    return judge(lab, base, { files, changed, dialect, decimal, folder });
  });
}

interface Request {
  readonly name: string;
  readonly dialect: Dialect;
  readonly decimal: '.' | ',';
  readonly folder: string;
}

async function mutatedFile(lab: FuzzLab, dice: Dice, base: LandedBase, request: Request): Promise<MutatedFile> {
  const sound = base.tables.get(request.name) ?? { header: [], rows: [] };
  const table = inDecimals(mutateRows(sound, dice.whole(0, 3), dice), request.decimal, dice);
  const times = dice.chance(0.5) ? 0 : dice.whole(1, 3);
  const packing = dice.pick(['plain', 'plain', 'plain', 'gzip', 'parquet']);
  if (packing === 'parquet' && isRectangular(table)) return parquetFile(lab, dice, table, request, times);
  const text = Buffer.from(csvText(table, request.dialect));
  if (packing === 'plain') {
    const bytes = mutateBytes(text, times, dice);
    return { name: `${request.name}.csv`, bytes, reading: readingOf(bytes, request.dialect) };
  }
  const halves = dice.chance(0.3) ? [text.subarray(0, text.length >> 1), text.subarray(text.length >> 1)] : [text];
  const bytes = mutateBytes(Buffer.concat(halves.map((half) => gzipSync(half))), times === 0 ? 0 : 1, dice);
  return { name: `${request.name}.csv.gz`, bytes, reading: readingOf(unpacked(bytes), request.dialect) };
}

/** Amounts with a decimal comma, where the manifest says so. */
function inDecimals(table: TextTable, decimal: '.' | ',', dice: Dice): TextTable {
  if (decimal === '.') return table;
  const all = dice.chance(0.8);
  const rows = table.rows.map((cells) =>
    cells.map((cell) => (/^-?\d+\.\d+$/.test(cell) && all ? cell.replace('.', ',') : cell)),
  );
  return { ...table, rows };
}

function unpacked(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: 4_000_000 });
  } catch {
    return undefined;
  }
}

function readingOf(bytes: Buffer | undefined, dialect: Dialect): ReadFile | undefined {
  if (bytes === undefined || !Buffer.from(bytes.toString('utf8')).equals(bytes)) return undefined;
  return readStrictly(bytes.toString('utf8'), dialect.delimiter);
}

async function parquetFile(
  lab: FuzzLab,
  dice: Dice,
  table: TextTable,
  { name, folder }: Request,
  times: number,
): Promise<MutatedFile> {
  const whole = await parquetBytes(lab, table, folder);
  const bytes = mutateBytes(whole, times, dice);
  const records = table.rows.map((cells, at) => ({ cells, line: at + 1 }));
  return {
    name: `${name}.parquet`,
    bytes,
    reading: bytes.equals(whole) ? { header: table.header, records } : undefined,
  };
}

interface Mutated {
  readonly files: readonly MutatedFile[];
  readonly changed: ReadonlySet<string>;
  readonly dialect: Dialect;
  readonly decimal: '.' | ',';
  readonly folder: string;
}

async function judge(lab: FuzzLab, base: LandedBase, mutated: Mutated): Promise<Outcome> {
  const { files, changed, dialect, decimal, folder } = mutated;
  const untouched = [...base.tables.keys()].filter((name) => !changed.has(name)).map((name) => `${name}.csv`);
  const told = mustBeNamed(dialect) ? { delimiter: dialect.delimiter } : {};
  const tables = Object.fromEntries([...changed].map((name) => [name, { ...told, decimal }]));
  const plan = planLanding({
    fileNames: [...files.map(({ name }) => name), ...untouched],
    manifest: { profile: [base.profile], tables },
    rules: lab.rules,
  });
  const landed: LandedFiles[] = [];
  let compared = false;
  for (const table of plan.tables) {
    const known = changed.has(table.table) ? undefined : base.landed.get(table.table);
    const outcome = known ?? (await lab.land(table, folder, join(folder, 'landed')));
    landed.push(outcome);
    if (known !== undefined) continue;
    await judgeLanded(lab, outcome, join(folder, 'landed', table.table));
    const reading = files.find(({ name }) => table.files.includes(name))?.reading;
    compared = (await judgeAmounts(lab, outcome, reading, decimal)) || compared;
  }
  return { outcome: await verdict(lab, plan, landed), checked: compared ? ['rows and amounts'] : [] };
}

/** What the landing as a whole says, as CheckLanding would. */
async function verdict(
  lab: FuzzLab,
  plan: ReturnType<typeof planLanding>,
  landed: readonly LandedFiles[],
): Promise<string> {
  const tables = landed.map(({ table }) => table);
  const sound = plan.problems.length === 0 && tables.every(({ problems }) => problems.length === 0);
  const limits = lab.rules.reconciliation;
  const request = { tables: landed, period: PERIOD, homeCurrency: plan.home_currency, limits };
  const { report } = buildLandingReport({
    plan: sound ? await martsCurrency(lab.lander, plan, landed) : plan,
    tables,
    setCheck: sound ? await lab.lander.checkSet({ tables: landed, period: PERIOD }) : null,
    rules: { ...lab.rules.landing, max_quarantined_pct: MOST_IN_QUARANTINE },
    books: { compared: sound ? await lab.lander.compareBooks(request) : [], limits },
    period: PERIOD,
  });
  if (report.verdict === 'refused') {
    const [first] = report.problems;
    hold(first !== undefined && first.message !== '' && first.fix !== '', 'refused without a reason or a way out');
    return `refused: ${first.rule}`;
  }
  if (report.verdict === 'flagged') return 'accepted, flagged';
  const left = tables.reduce((sum, { quarantined }) => sum + quarantined, 0);
  return left > 0 ? 'accepted, rows in quarantine' : 'accepted';
}
