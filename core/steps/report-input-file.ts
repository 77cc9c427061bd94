import type { ReportInput } from '../contracts/report-input.ts';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseWork, WorkFileMissing } from './work-files.ts';

/** Leaves what the report is made from for the states that render it. */
export async function writeReportInput(store: ObjectStore, run: RunRef, input: ReportInput): Promise<void> {
  await store.write(key(run), new TextEncoder().encode(JSON.stringify(input)));
}

/** What the report is made from. It is this program's own file of this very run, so its shape is not checked again. */
export async function readReportInput(store: ObjectStore, run: RunRef): Promise<ReportInput> {
  const bytes = await store.read(key(run));
  if (bytes === undefined) throw new WorkFileMissing(`${key(run)} is not there: run ComposeFigures again`);
  return parseWork(key(run), bytes) as ReportInput;
}

function key(run: RunRef): string {
  return `${run.work}report-input.json`;
}
