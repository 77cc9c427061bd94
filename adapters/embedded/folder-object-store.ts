import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { SCRATCH } from './session-mark.ts';

/** A key that would leave the store's folder, or names nothing. */
export class BadObjectKey extends DuewatchError {
  override name = 'BadObjectKey';
}

/** Names of files that are being written; never listed. */
const PARTIAL = '.partial-';

/** Writes a file and waits until the disk has it. */
type WriteFile = (path: string, bytes: Uint8Array) => Promise<void>;

/**
 * The bucket as a folder. Writes go to a temporary name in the session's scratch folder and are renamed, so that a killed process leaves no
 * half object; what it leaves is swept when the store is opened (sweepDeadRuns).
 */
export class FolderObjectStore implements ObjectStore {
  readonly #root: string;
  readonly #writeFile: WriteFile;
  readonly #scratch: string;

  constructor(
    root: string,
    write: WriteFile = (path, bytes) => writeFile(path, bytes, { flush: true }),
    session: string = String(process.pid),
  ) {
    this.#root = resolve(root);
    this.#scratch = join(this.#root, SCRATCH, session);
    this.#writeFile = write;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.path(key));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    await this.#place(key, (partial) => this.#writeFile(partial, bytes));
  }

  async list(prefix: string): Promise<readonly string[]> {
    if (prefix !== '') this.path(prefix);
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const entries = await this.#walk(folder === '' ? this.#root : this.path(folder));
    const keys = entries.map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(this.#root.length + 1)
        .split(sep)
        .join('/'),
    );
    return keys.filter((key) => key.startsWith(prefix) && !key.startsWith(`${SCRATCH}/`)).sort();
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  async localFile(key: string): Promise<string> {
    const path = this.path(key);
    await stat(path);
    return path;
  }

  async adopt(path: string, key: string): Promise<void> {
    await this.#place(key, async (partial) => {
      try {
        await rename(path, partial);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
        await copyFile(path, partial);
        await rm(path);
      }
    });
  }

  /** The file behind a key. Throws {@link BadObjectKey} for a key that is empty, absolute or climbs out. */
  path(key: string): string {
    const path = resolve(this.#root, key);
    if (!isPlain(key) || !path.startsWith(this.#root + sep)) {
      throw new BadObjectKey(`not a key of the store: ${JSON.stringify(key)}`);
    }
    return path;
  }

  async #place(key: string, make: (partial: string) => Promise<void>): Promise<void> {
    const path = this.path(key);
    await mkdir(dirname(path), { recursive: true });
    await mkdir(this.#scratch, { recursive: true });
    const partial = join(this.#scratch, `${PARTIAL}${randomUUID()}`);
    try {
      await make(partial);
      await rename(partial, path);
    } finally {
      await rm(partial, { force: true });
    }
    await syncFolder(dirname(path));
  }

  async #walk(folder: string): Promise<Dirent[]> {
    try {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile() && !entry.name.startsWith(PARTIAL));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }
}

/** A key that means the same on every machine and in a bucket. */
function isPlain(key: string): boolean {
  return key !== '' && !key.startsWith('/') && !/[\0\\]/.test(key) && !key.split('/').includes('..');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch {
    // Some file systems cannot sync a folder; the rename itself is still atomic there.
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
