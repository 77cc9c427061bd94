import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../core/ports/clock.ts';
import type { FileDigests, Fingerprints } from '../../core/ports/fingerprints.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { ScratchFolders } from '../../core/ports/scratch-folders.ts';

/** Digests of local files, streamed. */
export class StreamedFingerprints implements Fingerprints {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  async of(key: string): Promise<{ sha256: string; bytes: number }> {
    return digestOf(await this.#store.localFile(key));
  }
}

/** Digests of files on this machine's disk, in the cloud of the copies that were read. */
export const LOCAL_DIGESTS: FileDigests = { sha256: async (path) => (await digestOf(path)).sha256 };

async function digestOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      hash.update(chunk);
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}

/** Scratch folders below one folder, best on the store's own disk so that finished files can be moved, not copied. */
export class LocalScratchFolders implements ScratchFolders {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async use<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.#root, randomUUID());
    await mkdir(folder, { recursive: true });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = { now: () => new Date().toISOString() };
