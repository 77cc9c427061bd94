import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { main } from '../../../cli/main.ts';
import { PROFILES } from '../../../core/contracts/landing.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import type { Dice } from '../../../core/sample/dice.ts';
import { VARIANTS } from '../base-exports.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import { type FuzzLab, PERIOD, writeFiles } from '../fuzz-lab.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { csvText } from '../mutate/dialect.ts';
import { oneOfOr } from '../mutate/draw.ts';
import { mutateRows } from '../mutate/rows.ts';

const DIALECT = {
  delimiter: ',',
  newline: '\n',
  quoteAll: false,
  mark: false,
  lastNewline: true,
  blankLines: false,
} as const;
const figures = z.object({ figures: z.record(z.string(), z.object({ value: z.unknown() })) });

/**
 * A whole review of an export with one table changed, by the command itself. It ends with done, refused or flagged; a refused one leaves
 * its reasons and nothing else; of one that is done the parts add up to the whole.
 */
export async function reviewCase(lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const base = await lab.base(oneOfOr(dice, PROFILES, 'ledger'), dice.whole(0, VARIANTS - 1));
  const changed = oneOfOr(dice, [...base.tables.keys()], '');
  return lab.inFolder(async (folder) => {
    const files = [...base.tables].map(([name, table]): [string, Buffer] => {
      if (name !== changed) return [`${name}.csv`, Buffer.from(csvText(table, DIALECT))];
      const text = Buffer.from(csvText(mutateRows(table, dice.whole(1, 3), dice), DIALECT));
      return [`${name}.csv`, mutateBytes(text, dice.chance(0.2) ? 1 : 0, dice)];
    });
    writeFiles(join(folder, 'export'), files);
    writeFiles(folder, [['rules.yaml', 'landing: { max_quarantined_pct: 50 }\nlocales: [en]\n']]);
    const { status, said } = await review(folder);
    const left = filesIn(join(folder, 'store', 'runs'));
    if (status === 3) {
      const more = left.filter((path) => !/(^|\/)(landing\.json|run\.json|quarantine\/[^/]+\.csv)$/.test(path));
      hold(more.length === 0, `refused, and left ${more}`);
      hold(!existsSync(join(folder, 'store', 'history')), 'refused, and left history');
      return { outcome: 'refused: InputRefused', checked: [] };
    }
    hold(status === 0 || status === 4, `a review ended with ${status}: ${said}`);
    judgeTotals(folder, left);
    return { outcome: status === 0 ? 'accepted' : 'accepted, flagged', checked: ['totals of the figures'] };
  });
}

async function review(folder: string): Promise<{ status: number; said: string }> {
  let said = '';
  const say = (text: string): void => {
    said += text;
  };
  const quiet = { interactive: false, colour: false, version: '0.0.0-fuzz', write: say, writeError: say };
  const argv = ['run', '--exports', join(folder, 'export'), '--store', join(folder, 'store')];
  const status = await main([...argv, '--period', PERIOD, '--config', join(folder, 'rules.yaml')], {
    ...quiet,
    line: (text = '') => say(`${text}\n`),
    error: (text) => say(`${text}\n`),
  });
  return { status, said: said.slice(-2000) };
}

/** The groups of a review add up to all of it, and the list of customers to its group. */
function judgeTotals(folder: string, left: readonly string[]): void {
  const at = (name: string): string => {
    const path = left.find((found) => found.endsWith(name));
    hold(path !== undefined, `no ${name} was written`);
    return readFileSync(join(folder, 'store', 'runs', path), 'utf8');
  };
  const values = figures.parse(JSON.parse(at('figures.json'))).figures;
  const money = (id: string): Decimal | undefined => {
    const value = values[`selection.${id}.outstanding_total`]?.value;
    return typeof value === 'string' ? new Decimal(value) : undefined;
  };
  const [all, high, normal] = [money('all'), money('high_risk'), money('normal')];
  if (all === undefined || high === undefined || normal === undefined) return;
  hold(high.plus(normal).equals(all), `high-risk ${high} and normal ${normal} are not all ${all}`);
  const rows: unknown = parse(at('customers.csv'), { columns: true });
  const listed = z.array(z.object({ outstanding_balance: z.string() })).parse(rows);
  const sum = listed.reduce((total, { outstanding_balance }) => total.plus(outstanding_balance), new Decimal(0));
  hold(sum.equals(high), `customers.csv adds up to ${sum}, and the figure says ${high}`);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
