import { z } from 'zod';
import type { Rules } from '../contracts/config.ts';
import { rulesSchema } from '../contracts/config.ts';
import { DuewatchError } from '../contracts/errors.ts';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** A file that an earlier state leaves in the work folder is not there. */
export class WorkFileMissing extends DuewatchError {
  override name = 'WorkFileMissing';
}

/** A file that an earlier state left in the work folder can't be read: it is cut short, or not what that state writes. */
export class WorkFileBroken extends DuewatchError {
  override name = 'WorkFileBroken';
}

/** The document in a work file. Throws {@link WorkFileBroken}. */
export function parseWork(key: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new WorkFileBroken(`${key} can't be read (${bytes.byteLength} bytes): start the run again from OpenRun`, {
      cause: error,
    });
  }
}

/** Writes a JSON document into the run's work folder. */
export async function writeWork(store: ObjectStore, run: RunRef, name: string, value: unknown): Promise<void> {
  await store.write(`${run.work}${name}`, new TextEncoder().encode(JSON.stringify(value)));
}

/** Reads a JSON document of the run's work folder. Throws {@link WorkFileMissing} where no state has left it. */
export async function readWork<T>(store: ObjectStore, run: RunRef, name: string, schema: z.ZodType<T>): Promise<T> {
  const bytes = await store.read(`${run.work}${name}`);
  if (bytes === undefined)
    throw new WorkFileMissing(`${run.work}${name} is not there: start the run again from OpenRun`);
  return schema.parse(parseWork(`${run.work}${name}`, bytes));
}

/** The rules this run was opened with. */
export async function readRules(store: ObjectStore, run: RunRef): Promise<Rules> {
  return readWork(store, run, 'rules.json', rulesSchema);
}

const composedMail = z.object({
  path: z.string(),
  from: z.string(),
  to: z.string(),
  /** Under what the send ledger knows the mail: the recipient, or what else goes to the same address. */
  sendAs: z.string(),
});

/** A mail that ComposeReport left in the run's outbox. */
export type ComposedMail = z.output<typeof composedMail>;

/** The mails of the run, in the order of the recipients. */
export async function readComposedMails(store: ObjectStore, run: RunRef): Promise<readonly ComposedMail[]> {
  return readWork(store, run, 'mails.json', z.array(composedMail));
}

/** Reads a document that an earlier state of this very run wrote; its shape is this program's own and is not checked again. */
export async function readWorkUnchecked<T>(store: ObjectStore, run: RunRef, name: string): Promise<T> {
  const bytes = await store.read(`${run.work}${name}`);
  if (bytes === undefined)
    throw new WorkFileMissing(`${run.work}${name} is not there: start the run again from OpenRun`);
  return parseWork(`${run.work}${name}`, bytes) as T;
}
