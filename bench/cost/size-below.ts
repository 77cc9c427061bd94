import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files below a folder and their bytes; none where there is no such folder. */
export async function sizeBelow(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return { files: files.length, bytes: sizes.reduce((all, size) => all + size, 0) };
}
