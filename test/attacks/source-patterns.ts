import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

/** A regular expression of the product's own code. */
export interface SourcePattern {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['bin', 'cli', 'core', 'report', 'adapters', 'config', 'lambdas', 'lib'];

/** Source files of the product. */
export function sourceFiles(): string[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length)),
  ).sort();
}

/** Every regular expression that is written in the code, and every one that is put together at run time (`pattern` is then empty). */
export function sourcePatterns(): SourcePattern[] {
  return sourceFiles().flatMap((file) => {
    const found: SourcePattern[] = [];
    collect(parseSync(readFileSync(join(ROOT, file), 'utf8'), { syntax: 'typescript', target: 'es2024' }), file, found);
    return found;
  });
}

function collect(node: unknown, file: string, found: SourcePattern[]): void {
  if (Array.isArray(node)) for (const each of node) collect(each, file, found);
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
  const { type, pattern, flags, callee } = { type: '', pattern: '', flags: '', callee: null, ...node };
  if (type === 'RegExpLiteral') found.push({ file, pattern, flags });
  if ((type === 'NewExpression' || type === 'CallExpression') && isRegExp(callee))
    found.push({ file, pattern: '', flags: '' });
  for (const value of Object.values(node)) collect(value, file, found);
}

function isRegExp(callee: unknown): boolean {
  return callee !== null && typeof callee === 'object' && 'value' in callee && callee.value === 'RegExp';
}
