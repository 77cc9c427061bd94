import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { WrongUsage } from '../core/contracts/errors.ts';
import type { LandedTable } from '../core/contracts/landing.ts';
import { buildLandingReport } from '../core/landing/landing-report.ts';
import type { LandedOnDisk } from '../core/ports/lander.ts';
import { martsCurrency } from '../core/steps/check-landing.ts';
import { exportFiles, planExport } from '../core/steps/plan-export.ts';
import { checkReport } from './check-report.ts';
import { openLandingTools } from './run/embedded-ports.ts';
import { EXIT } from './run/exit-status.ts';
import { readOverlays } from './run/overlays.ts';
import { isPeriod } from './run/period.ts';
import type { Terminal } from './terminal.ts';

/** `duewatch check`: reads and validates an export, prints the landing report, changes nothing. */
export async function checkCommand(
  options: { exports: string; period?: string; config?: string; json?: boolean },
  terminal: Terminal,
): Promise<number> {
  if (options.period !== undefined && !isPeriod(options.period)) {
    throw new WrongUsage(`--period takes a month such as 2025-09, not ${JSON.stringify(options.period)}`);
  }
  const found = await stat(options.exports).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new WrongUsage(`--exports ${options.exports}: there is no such folder`);
  const overlays = await readOverlays(options);
  const tools = await openLandingTools(resolve(options.exports), overlays);
  try {
    const rules = await tools.settings.rules();
    const files = await tools.exports.list('');
    const plan = await planExport(tools, '', files, rules);
    return await tools.scratch.use(async (folder) => {
      const landed = await landAll(tools, plan, folder, options.period);
      const tables = landed.map(({ table }) => table);
      const sound = plan.problems.length === 0 && tables.every((table) => table.problems.length === 0);
      const period = options.period ?? newestMonth(tables);
      const setCheck = sound ? await tools.lander.checkSet({ tables: landed, period: period ?? '9999-12' }) : null;
      const limits = rules.reconciliation;
      const compared = sound
        ? await tools.lander.compareBooks({
            tables: landed,
            period: period ?? '9999-12',
            homeCurrency: plan.home_currency,
            limits,
          })
        : [];
      const { report } = buildLandingReport({
        plan: sound ? await martsCurrency(tools.lander, plan, landed) : plan,
        tables,
        setCheck,
        rules: rules.landing,
        books: { compared, limits },
        ...(period === undefined ? {} : { period }),
      });
      terminal.write(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : checkReport(report));
      return { ok: EXIT.done, flagged: EXIT.flagged, refused: EXIT.refused }[report.verdict];
    });
  } finally {
    tools.close();
  }
}

async function landAll(
  tools: Awaited<ReturnType<typeof openLandingTools>>,
  plan: Awaited<ReturnType<typeof planExport>>,
  folder: string,
  period: string | undefined,
): Promise<LandedOnDisk[]> {
  if (plan.problems.length > 0) return [];
  const landed: LandedOnDisk[] = [];
  for (const table of plan.tables) {
    await mkdir(join(folder, table.table));
    landed.push(
      await tools.lander.land({
        plan: table,
        period: period ?? '9999-12',
        files: exportFiles(tools, ''),
        folder: join(folder, table.table),
      }),
    );
  }
  return landed;
}

function newestMonth(tables: readonly LandedTable[]): string | undefined {
  return tables
    .flatMap((table) => table.months)
    .sort()
    .at(-1);
}
