import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { TablePlan } from '../../../core/contracts/landing.ts';
import { PROFILES } from '../../../core/contracts/landing.ts';
import { planLanding } from '../../../core/landing/plan-landing.ts';
import { planOfPart, tableParts } from '../../../core/landing/table-parts.ts';
import type { LandedFiles } from '../../../core/ports/lander.ts';
import type { Dice } from '../../../core/sample/dice.ts';
import { outcomeOf } from '../../landing/outcome-of.ts';
import { VARIANTS } from '../base-exports.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import { type FuzzLab, PERIOD, writeFiles } from '../fuzz-lab.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { anyDialect, csvText, mustBeNamed } from '../mutate/dialect.ts';
import { oneOfOr } from '../mutate/draw.ts';
import { isRectangular, parquetBytes } from '../mutate/parquet-bytes.ts';
import { mutateRows, type TextTable } from '../mutate/rows.ts';
import { judgeLanded } from '../oracle/judge-landed.ts';

/**
 * One table whose rows, some of them changed, lie in several files, each written and packed in its own way. Landed file by file and put
 * together, and landed at once: the same rows, the same quarantine, the same counts, the same refusal.
 */
export async function partsCase(lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const profile = oneOfOr(dice, PROFILES, 'ledger');
  const base = await lab.base(profile, dice.whole(0, VARIANTS - 1));
  const name = oneOfOr(dice, [...base.tables.keys()], '');
  const sound = base.tables.get(name) ?? { header: [], rows: [] };
  return lab.inFolder(async (folder) => {
    const files = await writtenFiles(lab, mutateRows(sound, dice.whole(0, 3), dice), folder, dice);
    writeFiles(
      folder,
      files.map(({ file, bytes }) => [`${name}/${file}`, bytes]),
    );
    const fileNames = [
      ...files.map(({ file }) => `${name}/${file}`),
      ...[...base.tables.keys()].filter((other) => other !== name).map((other) => `${other}.csv`),
    ];
    const plan = planLanding({ fileNames, manifest: { profile: [profile] }, rules: lab.rules });
    const table = plan.tables.find(({ files: of }) => of.includes(fileNames[0] ?? ''));
    hold(table !== undefined, `no table of the plan holds the files of ${name}`);
    return judge(lab, table, folder);
  });
}

/** The rows in two to five files, some without a row; one of the files may have columns, cells or bytes of its own. */
async function writtenFiles(lab: FuzzLab, table: TextTable, folder: string, dice: Dice) {
  const count = dice.whole(2, 5);
  const ends = Array.from({ length: count - 1 }, () => dice.whole(0, table.rows.length)).sort((a, b) => a - b);
  const odd = dice.chance(0.5) ? dice.whole(0, count - 1) : -1;
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (let at = 0; at < count; at += 1) {
    const sound = { ...table, rows: table.rows.slice(ends[at - 1] ?? 0, ends[at] ?? table.rows.length) };
    const own = at === odd ? mutateRows(sound, dice.whole(1, 3), dice) : sound;
    const { ending, bytes } = await packed(lab, own, folder, dice);
    const broken = at === odd && dice.chance(0.4) ? mutateBytes(bytes, 1, dice) : bytes;
    files.push({ file: `part-${at + 1}.${ending}`, bytes: broken });
  }
  return files;
}

async function packed(lab: FuzzLab, table: TextTable, folder: string, dice: Dice) {
  const packing = dice.pick(['plain', 'plain', 'gzip', 'parquet']);
  if (packing === 'parquet' && isRectangular(table))
    return { ending: 'parquet', bytes: await parquetBytes(lab, table, folder) };
  const drawn = anyDialect(dice);
  const text = Buffer.from(csvText(table, mustBeNamed(drawn) ? { ...drawn, delimiter: ',' } : drawn));
  return packing === 'gzip' ? { ending: 'csv.gz', bytes: gzipSync(text) } : { ending: 'csv', bytes: text };
}

async function judge(lab: FuzzLab, plan: TablePlan, folder: string): Promise<Outcome> {
  const request = (to: string) => {
    mkdirSync(join(folder, to));
    return { period: PERIOD, files: async (file: string) => join(folder, file), folder: join(folder, to) };
  };
  const together = await lab.lander.land({ plan, ...request('together') });
  await judgeLanded(lab, together, join(folder, 'together'));
  const parts: LandedFiles[] = [];
  const planned = tableParts(plan);
  if (planned.length === 1) return { outcome: 'read at once', checked: [] };
  for (const part of planned)
    parts.push(
      await lab.lander.land({ plan: planOfPart(plan, part), ...request(`part-${part.number}`), asPart: true }),
    );
  const joined = await lab.lander.join({ plan, ...request('joined'), parts });
  const query = (sql: string) => lab.query(sql);
  const [apart, whole] = [await outcomeOf(joined, query), await outcomeOf(together, query)];
  const differ = differences(apart, whole);
  hold(differ.length === 0, `${plan.table}, file by file and at once: ${differ.join('; ')}`);
  const [problem] = whole.table.problems;
  if (problem !== undefined) return { outcome: `refused: ${problem.rule}`, checked: ['the same as at once'] };
  const left = whole.table.quarantined > 0 ? ', rows in quarantine' : '';
  return { outcome: `accepted${left}`, checked: ['the same as at once'] };
}

/** What two outcomes do not share, each as it is on either side. */
function differences(one: object, other: object): string[] {
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...left].flatMap(([name, value]) => {
    const beside = right.get(name);
    if (isDeepStrictEqual(value, beside)) return [];
    return name === 'table'
      ? differences(value, beside)
      : [`${name}: ${JSON.stringify(value)} and ${JSON.stringify(beside)}`];
  });
}
