import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileLinkKeys } from '../../adapters/embedded/file-link-keys.ts';

const folder = () => mkdtemp(join(tmpdir(), 'duewatch-keys-'));

describe('the keys of a store', () => {
  it('are made once, readable by their owner alone', async () => {
    const store = await folder();
    const first = await new FileLinkKeys(store).keys();
    expect(await new FileLinkKeys(store).keys()).toEqual(first);
    expect(first.current).toHaveLength(32);
    expect((await stat(join(store, 'desk-key.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(store)).toEqual(['desk-key.json']);
  });

  it('are the same for all who ask first at the same time', async () => {
    const store = await folder();
    const all = await Promise.all(Array.from({ length: 8 }, () => new FileLinkKeys(store).keys()));
    expect(new Set(all.map(({ current }) => Buffer.from(current).toString('hex'))).size).toBe(1);
    expect(await readdir(store)).toEqual(['desk-key.json']);
  });

  it('differ from store to store, by name as well', async () => {
    const [a, b] = [await new FileLinkKeys(await folder()).keys(), await new FileLinkKeys(await folder()).keys()];
    expect(a.current).not.toEqual(b.current);
    expect(a.store).not.toBe(b.store);
  });

  it('are rotated by hand: a new current one, the old one still accepted', async () => {
    const store = await folder();
    const before = await new FileLinkKeys(store).keys();
    const path = join(store, 'desk-key.json');
    const file = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...file, current: 'ab'.repeat(32), previous: [file.current] }));
    expect(await new FileLinkKeys(store).keys()).toEqual({
      store: before.store,
      current: Buffer.alloc(32, 0xab),
      previous: [before.current],
    });
  });
});
