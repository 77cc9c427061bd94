import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { LandingProblem } from '../../../core/contracts/landing.ts';
import { checkManifest, type ManifestReading } from '../../../core/landing/manifest.ts';

const MAX_CHARACTERS = 1_000_000;
const MAX_ALIASES = 50;

/**
 * Reads an export's manifest. Every scalar is taken as the text that stands there (YAML's own schema would make `No` or `01`
 * something else). Never throws: what is not YAML, or not a manifest, comes back as problems with their lines.
 */
export function parseManifest(text: string, fileName: string): ManifestReading {
  if (text.length > MAX_CHARACTERS) return notYaml(fileName, 'it is larger than a manifest can be');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const faults = [...document.errors, ...document.warnings].map((fault) =>
    yamlProblem(fileName, fault.message, lines.linePos(fault.pos[0]).line),
  );
  visit(document, {
    Scalar: (key, { value, range }) => {
      if (typeof value !== 'string') return;
      const why = value === '__proto__' && key === 'key' ? '"__proto__" is not a key' : unfit(value);
      if (why !== undefined) faults.push(yamlProblem(fileName, why, lines.linePos(range?.[0] ?? 0).line));
    },
  });
  if (faults.length > 0) return { manifest: null, problems: faults };
  if (!isMap(document.contents)) return notYaml(fileName, 'it holds no keys');
  try {
    const lineOf = (path: readonly PropertyKey[]): number | undefined => {
      const offset = keyOffset(document.contents, path);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    };
    return checkManifest(document.toJS({ maxAliasCount: MAX_ALIASES }), fileName, lineOf);
  } catch (error) {
    return notYaml(fileName, error instanceof Error ? error.message : 'it can not be read');
  }
}

/** Text no engine can be given. */
function unfit(text: string): string | undefined {
  return text.includes('\0') || !text.isWellFormed() ? 'a text holds a NUL or half a character' : undefined;
}

/** Where a key stands: the deepest part of the path that exists. */
function keyOffset(root: unknown, path: readonly PropertyKey[]): number | undefined {
  let node = root;
  let offset: number | undefined;
  for (const part of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === String(part));
    if (pair === undefined) break;
    if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}

function notYaml(fileName: string, why: string): ManifestReading {
  return { manifest: null, problems: [yamlProblem(fileName, why, 1)] };
}

/** The sentence goes on after it. */
function withoutStop(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.endsWith('.') ? trimmed.slice(0, -1) : trimmed;
}

function yamlProblem(file: string, why: string, line: number): LandingProblem {
  return {
    rule: 'manifest_not_yaml',
    file,
    line,
    message: `The manifest can't be read as YAML: ${withoutStop(why)}.`,
    fix: 'Correct the line; a small example stands in docs/inputs.md.',
  };
}
