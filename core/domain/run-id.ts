import { createHash } from 'node:crypto';

/** One file of the export by name and content. */
export interface InputFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What decides a run: the same of them give the same run id, whatever the clock says. */
export interface RunIdentity {
  readonly period: string;
  readonly inputs: readonly InputFile[];
  /** The rules as canonical JSON. */
  readonly rules: string;
  readonly version: string;
  /** What people had written on the tasks of earlier months, as canonical JSON; null where nobody had. */
  readonly desk: string | null;
}

/** `<period>-<8 hex digits>`: changed inputs, rules or version give another id, so a correction never hides behind an old run. */
export function runId(identity: RunIdentity): string {
  const inputs = identity.inputs
    .map(({ file, sha256 }): [string, string] => [file, sha256])
    .sort(([a], [b]) => compare(a, b));
  const desk = identity.desk === null ? [] : [identity.desk];
  const digest = createHash('sha256')
    .update(JSON.stringify([identity.period, inputs, identity.rules, identity.version, ...desk]))
    .digest('hex');
  return `${identity.period}-${digest.slice(0, 8)}`;
}

/** Which revision a run is: its own again when it ran before, else one more than any that people may have seen. */
export function revisionOf(
  id: string,
  known: readonly { runId: string; revision: number; published: boolean }[],
  mailed: readonly number[],
): number {
  const own = known.find((run) => run.runId === id);
  const others = known.filter((run) => run.runId !== id);
  const free = 1 + Math.max(0, ...others.filter((run) => run.published).map((run) => run.revision), ...mailed);
  return own === undefined
    ? free
    : others.some((run) => run.revision === own.revision && run.published)
      ? free
      : own.revision;
}

/** JSON with the keys of every object sorted, so that equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    held !== null && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => compare(a, b)))
      : held,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
