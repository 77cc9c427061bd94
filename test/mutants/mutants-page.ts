import { existsSync, readFileSync } from 'node:fs';
import type { ArguedMutant } from './argued/argued-mutant.ts';
import { ARGUED } from './argued-mutants.ts';
import { type Kept, type Mutant, replaced } from './kept-report.ts';
import { PARTS } from './parts.ts';
import { verdictKey } from './type-check.ts';

interface Row {
  readonly file: string;
  readonly mutant: Mutant;
  readonly code: string;
  readonly argued: ArguedMutant | undefined;
}

const count = (rows: readonly Row[], ...statuses: string[]): number =>
  rows.filter(({ mutant }) => statuses.includes(mutant.status)).length;
const alive = ({ mutant }: Row): boolean => mutant.status === 'Survived' || mutant.status === 'NoCoverage';

type Verdicts = Readonly<Record<string, boolean>>;

function rowsOf({ files }: Kept, verdicts: Verdicts): Row[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((found) => {
      const refused = verdicts[verdictKey(file, source, found)] === false;
      const mutant = refused ? { ...found, status: 'CompileError' } : found;
      const code = replaced(source, mutant);
      const argued = ARGUED.find(
        (each) =>
          each.file === file &&
          each.mutator === mutant.mutatorName &&
          each.code === code &&
          (each.by === undefined || each.by === mutant.replacement),
      );
      return { file, mutant, code, argued };
    }),
  );
}

function score(rows: readonly Row[]): string {
  const killed = count(rows, 'Killed', 'Timeout');
  const all = killed + count(rows, 'Survived', 'NoCoverage');
  return all === 0 ? '–' : `${((100 * killed) / all).toFixed(1)} %`;
}

function line(name: string, rows: readonly Row[]): string {
  const argued = rows.filter((row) => alive(row) && row.argued !== undefined).length;
  const cells = [
    name,
    score(rows),
    count(rows, 'Killed'),
    count(rows, 'Timeout'),
    count(rows, 'Survived'),
    count(rows, 'NoCoverage'),
    argued,
    count(rows, 'Ignored'),
    count(rows, 'CompileError'),
    count(rows, 'RuntimeError'),
  ];
  return `| ${cells.join(' | ')} |`;
}

const HEAD = [
  '| | score | killed | timeout | survived | not reached | of these argued | error texts | refused by the compiler | does not load |',
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
];

const cell = (text: string): string =>
  text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', '´').slice(0, 110);

/** Files that are no longer what was mutated: their lines tell of the code of then. */
function changed(kept: readonly Kept[]): string[] {
  return kept.flatMap(({ files }) =>
    Object.entries(files)
      .filter(([file, { source }]) => !existsSync(file) || readFileSync(file, 'utf8') !== source)
      .map(([file]) => file),
  );
}

function survivors(rows: readonly Row[]): string[] {
  const of = (argued: boolean) => rows.filter((row) => alive(row) && (row.argued !== undefined) === argued);
  const shown = (row: Row) =>
    `| ${row.file.replace('core/domain/', '')}:${row.mutant.location.start.line} | ${row.mutant.mutatorName} | \`${cell(row.code)}\` → \`${cell(row.mutant.replacement ?? '')}\` |`;
  return [
    '## What survives, and why that is right',
    '',
    '| where | mutator | change | why no test need see it |',
    '| --- | --- | --- | --- |',
    ...of(true).map((row) => `${shown(row)} ${row.argued?.reason ?? ''} |`),
    '',
    '## What survives and should not',
    '',
    '| where | mutator | change |',
    '| --- | --- | --- |',
    ...of(false).map(shown),
  ];
}

function notRun(kept: readonly Kept[]): string {
  const names = PARTS.filter((part) => !kept.some((each) => each.part.name === part.name)).map(({ name }) => name);
  return names.length === 0 ? 'Every part has been run.' : `Not run yet to its end: ${names.join(', ')}.`;
}

/** docs/mutants.md, from what is kept of the runs. */
export function mutantsPage(kept: readonly Kept[], verdicts: Verdicts): string {
  const all = kept.flatMap((each) => rowsOf(each, verdicts));
  const stale = changed(kept);
  return [
    '# Mutation tests of core/domain',
    '',
    '`npm run test:mutants` changes the rules in thousands of small ways, one at a time, and looks whether a test notices. How it runs, and what it',
    'leaves out, is told in [a decision](decisions/0014-mutants-run-warm.md). This page is written by `npm run test:mutants -- --write-docs`.',
    '',
    'The score is killed and timed out, of all that load; what is argued below counts as survived.',
    '',
    ...HEAD,
    ...kept.map((each) => line(`${each.part.name} (${each.day})`, rowsOf(each, verdicts))),
    line('**all**', all),
    '',
    stale.length === 0
      ? 'Every file stands as it was when it was mutated.'
      : `Changed since they were mutated: ${stale.map((file) => `\`${file}\``).join(', ')}.`,
    '',
    notRun(kept),
    '',
    '## File by file',
    '',
    ...HEAD,
    ...kept.flatMap(({ files, ...rest }) =>
      Object.keys(files)
        .sort()
        .map((file) =>
          line(
            file.replace('core/domain/', ''),
            rowsOf({ ...rest, files: { [file]: files[file] ?? { source: '', mutants: [] } } }, verdicts),
          ),
        ),
    ),
    '',
    ...survivors(all),
    '',
  ].join('\n');
}
