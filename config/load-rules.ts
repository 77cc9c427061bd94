import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Rules, rulesSchema } from '../core/contracts/config.ts';
import { InvalidRules } from '../core/contracts/errors.ts';

/** A rules file: its name, for messages, and its text (YAML, or JSON, which is YAML). */
export interface RulesFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The rules of a run: the shipped file overlaid by further ones, key by key (lists are replaced whole).
 *
 * @throws {InvalidRules} naming the file, the key, the value met and what is allowed.
 */
export function loadRules(shipped: RulesFile, overlays: readonly RulesFile[]): Rules {
  const merged = overlays.reduce((base, overlay) => overlaid(base, parse(overlay)), parse(shipped));
  const checked = rulesSchema.safeParse(merged, { reportInput: true });
  if (checked.success) return checked.data;
  const names = [shipped, ...overlays].map((file) => file.name);
  throw new InvalidRules(
    `${names.at(-1)}: ${checked.error.issues.map(describe).join('; ')}. docs/settings.md explains every key.`,
  );
}

type Tree = { readonly [key: string]: unknown };

function parse(file: RulesFile): Tree {
  const document = parseDocument(file.text, { uniqueKeys: true, merge: false, logLevel: 'error' });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const line = problem.linePos?.[0]?.line;
    throw new InvalidRules(
      `${file.name}${line === undefined ? '' : `, line ${line}`}: not valid YAML: ${problem.message.split('\n')[0]}`,
    );
  }
  const value = valuesOf(document, file.name);
  if (value === null || value === undefined) return {};
  if (!isTree(value))
    throw new InvalidRules(
      `${file.name}: the file must be a list of keys and values, such as "selection: { outstanding_above: 500 }"`,
    );
  return value;
}

/** Aliases that stand for more than a file of rules can hold are refused before they are spelled out. */
function valuesOf(document: ReturnType<typeof parseDocument>, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new InvalidRules(`${name}: can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isTree(value: unknown): value is Tree {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function overlaid(base: Tree, overlay: Tree): Tree {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(overlay)) {
    const below = merged.get(key);
    merged.set(key, isTree(below) && isTree(value) ? overlaid(below, value) : value);
  }
  return Object.fromEntries(merged);
}

function describe(issue: z.core.$ZodIssue): string {
  const key = issue.path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys')
    return `${key === 'the file' ? '' : `${key}: `}unknown key ${issue.keys.join(', ')}; remove it or correct its spelling`;
  const met = issue.input === undefined ? 'is missing' : `is ${JSON.stringify(issue.input)}`;
  return `${key} ${met}: ${issue.message}`;
}
