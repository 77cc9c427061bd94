import { z } from 'zod';
import { refuseNewer, STORE_SCHEMA } from '../contracts/store-schema.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** Says in which form a store is, and which version made it so. */
export const STORE_FORM_KEY = 'history/store.json';

const storeForm = z.looseObject({ schema: z.int(), written_by: z.string() });

/**
 * Refuses a store of a later form than this version knows.
 *
 * @throws {StoreNewer} naming the version that wrote it.
 */
export async function refuseNewerStore(store: Pick<ObjectStore, 'read'>): Promise<void> {
  const bytes = await store.read(STORE_FORM_KEY);
  if (bytes === undefined) return;
  const found = storeForm.parse(JSON.parse(new TextDecoder().decode(bytes)));
  refuseNewer(found.schema, found.written_by);
}

/** Says of the store that this version has published in it. */
export async function markStore(store: Pick<ObjectStore, 'write'>, version: string): Promise<void> {
  const text = `${JSON.stringify({ schema: STORE_SCHEMA, written_by: version })}\n`;
  await store.write(STORE_FORM_KEY, new TextEncoder().encode(text));
}
