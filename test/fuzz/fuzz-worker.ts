import { z } from 'zod';
import { FuzzLab } from './fuzz-lab.ts';
import { drawCase, runCase } from './run-case.ts';
import type { Report } from './worker-pool.ts';

const task = z.object({ seed: z.int(), number: z.int() });

const lab = await FuzzLab.open();
process.on('message', async (message) => {
  const { seed, number } = task.parse(message);
  const report = await attempt(seed, number);
  process.send?.(report);
});
// Ctrl-C reaches every process of the terminal; the one that gave out the cases ends the run.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => {
  lab.close();
  process.exit();
});

async function attempt(seed: number, number: number): Promise<Report> {
  try {
    const { kind, outcome } = await runCase(lab, seed, number);
    return { number, kind, outcome: outcome.outcome, checked: [...outcome.checked] };
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
    return { number, kind: drawCase(seed, number).kind, broken: why.slice(0, 4000) };
  }
}
