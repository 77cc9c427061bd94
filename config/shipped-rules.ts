import { readdirSync, readFileSync } from 'node:fs';
import type { RulesFile } from './load-rules.ts';

/**
 * The rules that come with the product: `rules.yaml` of a folder and what lies in its `plans/`, each of which adds a key of its own.
 *
 * @param folder the folder's address, ending in a slash
 */
export function readShippedRules(folder: URL): RulesFile {
  const plans = new URL('plans/', folder);
  const names = readdirSync(plans).filter((name) => name.endsWith('.yaml'));
  const files = [new URL('rules.yaml', folder), ...names.sort().map((name) => new URL(name, plans))];
  return { name: 'config/rules.yaml', text: files.map((file) => readFileSync(file, 'utf8')).join('\n') };
}
