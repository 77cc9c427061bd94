import { resolve } from 'node:path';
import type { SampleProfile } from '../core/sample/sample-options.ts';
import { EXIT } from './run/exit-status.ts';
import { writeSample } from './sample/write-sample.ts';
import type { Terminal } from './terminal.ts';

/** `duewatch sample`: writes a synthetic export and says how to review it. */
export async function sampleCommand(
  options: { out: string; customers?: number; months?: number; seed?: number; profile: SampleProfile },
  terminal: Terminal,
): Promise<number> {
  const { out, ...wanted } = options;
  const written = await writeSample(resolve(out), wanted);
  terminal.line(`Synthetic export (${options.profile}) in ${written.dir}:`);
  for (const file of written.files) terminal.line(`  ${file}`);
  terminal.line();
  terminal.line('Review it:');
  terminal.line(`  npx duewatch run --exports ${out} --config ${written.rulesFile} --store <folder>`);
  return EXIT.done;
}
