import { readFile } from 'node:fs/promises';
import type { RulesFile } from '../../config/load-rules.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';

/** What the command line lays over the shipped rules: the file of --config, the language of --locale. */
export async function readOverlays(options: {
  readonly config?: string;
  readonly locale?: string;
}): Promise<RulesFile[]> {
  const overlays: RulesFile[] = [];
  if (options.config !== undefined) {
    const text = await readFile(options.config, 'utf8').catch(() => {
      throw new WrongUsage(`--config ${options.config}: there is no such file, or it can't be read`);
    });
    overlays.push({ name: options.config, text });
  }
  if (options.locale !== undefined)
    overlays.push({ name: '--locale', text: JSON.stringify({ locales: [options.locale] }) });
  return overlays;
}
