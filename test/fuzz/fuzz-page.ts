import { KINDS, type Kind } from './fuzz-case.ts';
import { LIMIT_SECONDS, type Report } from './worker-pool.ts';

const WORDS: Readonly<Record<Kind, string>> = {
  export: 'exports (tables, dialects, gzip, Parquet)',
  manifest: 'manifests',
  console: 'inputs of OpenRun',
  rules: 'rules files',
  link: 'links and forms of the desk',
  sheet: 'task sheets that come back',
  review: 'whole reviews',
  parts: 'tables in several files',
};

/** A run of the fuzzer in figures. */
export interface FuzzRun {
  readonly seed: number;
  readonly reports: readonly Report[];
}

/** Counts by kind and outcome as a Markdown table, broken cases last. */
export function outcomeTable({ reports }: FuzzRun): string {
  const rows = KINDS.flatMap((kind) => {
    const of = reports.filter((report) => report.kind === kind);
    const counts = new Map<string, number>();
    for (const { outcome = 'BROKEN' } of of) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return sorted.map(([outcome, count]) => `| ${WORDS[kind]} | ${outcome} | ${count} |`);
  });
  return ['| what | outcome | cases |', '| --- | --- | ---: |', ...rows].join('\n');
}

/** What was held, in one sentence a line. */
export function summary({ seed, reports }: FuzzRun): string {
  const broken = reports.filter((report) => report.broken !== undefined).length;
  const compared = (what: string): number => reports.filter(({ checked = [] }) => checked.includes(what)).length;
  return [
    `${reports.length} cases, seed ${seed}: ${broken} broken.`,
    `${compared('rows and amounts')} exports had their landed keys and amounts equal to what another CSV reader finds in the file;`,
    `${compared('totals of the figures')} reviews were computed to the end and their parts add up;`,
    `${compared('the same as at once')} tables in several files landed file by file as they land at once. A case may take ${LIMIT_SECONDS} seconds.`,
  ].join('\n');
}
