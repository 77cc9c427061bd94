/*
 * `npm run test:mutants`: changes core/domain in thousands of small ways and looks whether a test notices. `--mutate <glob>` takes some files only;
 * what earlier runs found of the others is kept in .cache/mutants, a file a part. `--write-docs` writes docs/mutants.md from what is kept; with
 * `--no-run` nothing is run before.
 */
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { forgetStaticSurvivors, keptReport, readKept } from './kept-report.ts';
import { mutantsPage } from './mutants-page.ts';
import { PARTS, type Part } from './parts.ts';
import { checkTypes, readVerdicts } from './type-check.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(project);
const { values } = parseArgs({
  options: {
    mutate: { type: 'string', multiple: true },
    force: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
    'no-run': { type: 'boolean', default: false },
  },
});

/** Files of the part that were asked for: all, where nothing was. */
function chosenFiles({ code }: Part): string[] {
  const all = globSync([...code]).sort();
  if (values.mutate === undefined) return all;
  const asked = new Set(globSync(values.mutate));
  return all.filter((file) => asked.has(file));
}

for (const part of values['no-run'] ? [] : PARTS) {
  const mutate = chosenFiles(part);
  if (mutate.length === 0) continue;
  process.stdout.write(`\n== ${part.name}: ${mutate.length} files\n`);
  process.env['DUEWATCH_MUTANTS'] = part.name;
  mkdirSync(join(project, '.cache/mutants'), { recursive: true });
  forgetStaticSurvivors(part);
  await new Stryker({ mutate, force: values.force, incrementalFile: keptReport(part) }).runMutationTest();
}
const kept = PARTS.flatMap((part) => readKept(part) ?? []);
if (values['write-docs']) checkTypes(kept);
const page = mutantsPage(kept, readVerdicts());
if (values['write-docs']) writeFileSync('docs/mutants.md', page);
else process.stdout.write(page);
