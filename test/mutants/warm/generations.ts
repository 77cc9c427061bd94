/*
 * Modules of the project are loaded anew where a mutant needs it, in the same process: the generation is part of their address, and what they import
 * gets the same. Libraries stay loaded. The code without its types is kept, so that loading again costs little.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const stripped = new Map<string, string>();
const GENERATION = /\?generation=(\d+)$/;

function codeOf(path: string): string {
  const kept = stripped.get(path);
  if (kept !== undefined) return kept;
  const code = stripTypeScriptTypes(readFileSync(path, 'utf8'));
  stripped.set(path, code);
  return code;
}

/** From now on `vitest` is `module`, and TypeScript imported with a generation passes it on. */
export function loadByGeneration(module: string): void {
  registerHooks({
    resolve: (asked, context, next) => {
      if (asked === 'vitest') return { url: module, format: 'module-typescript', shortCircuit: true };
      const found = next(asked, context);
      const generation = GENERATION.exec(context.parentURL ?? '')?.[0];
      const own = found.url.endsWith('.ts') && !found.url.includes('/node_modules/') && found.url !== module;
      return generation !== undefined && own ? { ...found, url: found.url + generation } : found;
    },
    load: (url, context, next) => {
      if (!GENERATION.test(url)) return next(url, context);
      return { format: 'module', source: codeOf(fileURLToPath(url.replace(GENERATION, ''))), shortCircuit: true };
    },
  });
}
