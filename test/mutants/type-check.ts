/*
 * A mutant that the compiler refuses never reaches a test: "" for one of a list of words, or a value that may be missing where it may not. Stryker's
 * own checker needs a TypeScript that can be called from JavaScript, so survivors are tried here: one of each file at a time, in a copy of core.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Kept, type Mutant, replaced } from './kept-report.ts';

const FOLDER = '.cache/mutants/types';
const VERDICTS = '.cache/mutants/types.json';
const verdictsSchema = z.record(z.string(), z.boolean());
type Verdicts = Record<string, boolean>;

interface Candidate {
  readonly file: string;
  readonly source: string;
  readonly mutant: Mutant;
}

/** Of a survivor: whether the compiler takes it; undefined where that was not tried. */
export function readVerdicts(): Verdicts {
  return existsSync(VERDICTS) ? verdictsSchema.parse(JSON.parse(readFileSync(VERDICTS, 'utf8'))) : {};
}

export function verdictKey(file: string, source: string, { location, replacement }: Mutant): string {
  const { start, end } = location;
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
  return createHash('sha256')
    .update(JSON.stringify([file, source, place, replacement]))
    .digest('hex')
    .slice(0, 24);
}

function mutated({ source, mutant }: Candidate): string {
  const { start } = mutant.location;
  const before = source.split('\n').slice(0, start.line - 1);
  const at = before.reduce((sum, line) => sum + line.length + 1, 0) + start.column - 1;
  return source.slice(0, at) + (mutant.replacement ?? '') + source.slice(at + replaced(source, mutant).length);
}

/** Files and lines that the compiler complains of. */
function complaints(): { file: string; line: number }[] {
  const ended = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', FOLDER, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  return [...ended.stdout.matchAll(/^(?:.*\/)?(core\/\S+\.ts)\((\d+),\d+\): error/gm)].map(([, file, line]) => ({
    file: file ?? '',
    line: Number(line),
  }));
}

/** Only complaints within the mutant's own lines are surely its own: others may come from the mutant of another file. */
function takes({ file, mutant }: Candidate, said: readonly { file: string; line: number }[]): boolean {
  const first = mutant.location.start.line;
  const last = first + (mutant.replacement ?? '').split('\n').length - 1;
  return !said.some((each) => each.file === file && each.line >= first && each.line <= last);
}

function candidatesOf(kept: readonly Kept[], known: Verdicts): Map<string, Candidate[]> {
  const waiting = new Map<string, Candidate[]>();
  for (const { files } of kept)
    for (const [file, { source, mutants }] of Object.entries(files)) {
      const untried = mutants
        .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
        .filter((mutant) => known[verdictKey(file, source, mutant)] === undefined)
        .map((mutant) => ({ file, source, mutant }));
      if (untried.length > 0 && readFileSync(file, 'utf8') === source) waiting.set(file, untried);
    }
  return waiting;
}

/** Tries all survivors that were not tried yet. */
export function checkTypes(kept: readonly Kept[]): void {
  const verdicts = readVerdicts();
  const waiting = candidatesOf(kept, verdicts);
  if (waiting.size === 0) return;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  cpSync('core', `${FOLDER}/core`, { recursive: true });
  writeFileSync(`${FOLDER}/tsconfig.json`, '{"extends":"../../../tsconfig.json","include":["core/domain"]}');
  if (complaints().length > 0) throw new Error('core does not type-check as it stands: mend that first');
  while (waiting.size > 0) {
    const batch = [...waiting.values()].flatMap(([first]) => first ?? []);
    for (const one of batch) writeFileSync(`${FOLDER}/${one.file}`, mutated(one));
    const said = complaints();
    for (const one of batch) {
      verdicts[verdictKey(one.file, one.source, one.mutant)] = takes(one, said);
      const left = (waiting.get(one.file) ?? []).slice(1);
      if (left.length > 0) waiting.set(one.file, left);
      else waiting.delete(one.file);
      writeFileSync(`${FOLDER}/${one.file}`, one.source);
    }
    writeFileSync(VERDICTS, JSON.stringify(verdicts));
    process.stdout.write(`types: ${batch.length} tried, ${waiting.size} files left\n`);
  }
}
