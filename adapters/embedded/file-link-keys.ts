import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeskKeys, LinkKeys } from '../../core/ports/link-keys.ts';

const key = z.string().regex(/^[0-9a-f]{64,}$/, 'at least 32 bytes in hexadecimal');
const keyFile = z.strictObject({ store: z.string().min(1), current: key, previous: z.array(key) });

/** Name of the file in the store's folder. */
const FILE = 'desk-key.json';

/**
 * The keys of a store in a file that its owner alone may read. The first to ask makes it: it is written in full under another name and
 * then linked, so that of two processes one wins and the other reads the winner's.
 */
export class FileLinkKeys implements LinkKeys {
  readonly #folder: string;

  constructor(storeFolder: string) {
    this.#folder = storeFolder;
  }

  async keys(): Promise<DeskKeys> {
    const { store, current, previous } = keyFile.parse(JSON.parse(await this.#text()));
    return { store, current: bytes(current), previous: previous.map(bytes) };
  }

  async #text(): Promise<string> {
    const path = join(this.#folder, FILE);
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
    await mkdir(this.#folder, { recursive: true });
    const fresh = { store: randomUUID(), current: randomBytes(32).toString('hex'), previous: [] };
    const made = `${path}.${randomUUID()}`;
    try {
      await writeFile(made, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
      await link(made, path).catch((error: unknown) => {
        if (!hasCode(error, 'EEXIST')) throw error;
      });
    } finally {
      await rm(made, { force: true });
    }
    return readFile(path, 'utf8');
  }
}

function bytes(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
