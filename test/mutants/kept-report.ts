import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Part } from './parts.ts';

const position = z.object({ line: z.number(), column: z.number() });
const mutantSchema = z.object({
  mutatorName: z.string(),
  replacement: z.string().optional(),
  status: z.string(),
  statusReason: z.string().optional(),
  location: z.object({ start: position, end: position }),
});
export type Mutant = z.infer<typeof mutantSchema>;
const reportSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.string(), mutants: z.array(mutantSchema) })),
});

/** What is known of a part: of each file the code that was mutated, and what became of each mutant. */
export interface Kept {
  readonly part: Part;
  readonly files: z.infer<typeof reportSchema>['files'];
  /** When the newest of it was found, YYYY-MM-DD. */
  readonly day: string;
}

/** Where Stryker keeps what it found of a part. */
export function keptReport({ name }: Part): string {
  return `.cache/mutants/${name}.json`;
}

export function readKept(part: Part): Kept | undefined {
  const path = keptReport(part);
  if (!existsSync(path)) return undefined;
  const { files } = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const own = new Set(globSync([...part.code]));
  const present = Object.fromEntries(Object.entries(files).filter(([file]) => own.has(file)));
  return { part, files: present, day: statSync(path).mtime.toISOString().slice(0, 10) };
}

const looseReport = z.looseObject({
  files: z.record(
    z.string(),
    z.looseObject({ mutants: z.array(z.looseObject({ status: z.string(), static: z.boolean().optional() })) }),
  ),
});

/**
 * Makes the next run try survivors again that are reached while modules load: Stryker does not know which tests look at them, and would keep them
 * whatever tests have come since.
 */
export function forgetStaticSurvivors(part: Part): void {
  const path = keptReport(part);
  if (!existsSync(path)) return;
  const report = looseReport.parse(JSON.parse(readFileSync(path, 'utf8')));
  for (const file of Object.values(report.files))
    file.mutants = file.mutants.filter((mutant) => mutant.static !== true || mutant.status !== 'Survived');
  writeFileSync(path, JSON.stringify(report));
}

/** The code that a mutant replaces. */
export function replaced(source: string, { location: { start, end } }: Mutant): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n');
}
