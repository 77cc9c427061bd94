import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../core/ports/object-store.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array | undefined) => (found === undefined ? undefined : new TextDecoder().decode(found));

/** What every object store does. */
export function objectStoreContract(name: string, open: () => Promise<ObjectStore>): void {
  describe(`an object store: ${name}`, () => {
    it('gives back what was written, and nothing where nothing was', async () => {
      const store = await open();
      await store.write('a/b.txt', bytes('first'));
      expect(text(await store.read('a/b.txt'))).toBe('first');
      expect(await store.read('a/c.txt')).toBeUndefined();
      await store.write('a/b.txt', bytes('second'));
      expect(text(await store.read('a/b.txt'))).toBe('second');
    });

    it('keeps bytes as they are, none included', async () => {
      const store = await open();
      await store.write('binary', new Uint8Array([0, 255, 10, 13]));
      await store.write('empty', new Uint8Array());
      expect([...((await store.read('binary')) ?? [])]).toEqual([0, 255, 10, 13]);
      expect((await store.read('empty'))?.byteLength).toBe(0);
    });

    it('lists keys by prefix, sorted, with any characters a key may have', async () => {
      const store = await open();
      for (const key of ['x/b=2/é.csv', 'x/b=1/a b.csv', 'x/b=1/a+b&c.csv', 'y/other', 'x-not'])
        await store.write(key, bytes(key));
      expect(await store.list('x/')).toEqual(['x/b=1/a b.csv', 'x/b=1/a+b&c.csv', 'x/b=2/é.csv'].sort());
      expect(await store.list('x/b=2')).toEqual(['x/b=2/é.csv']);
      expect(await store.list('nothing/')).toEqual([]);
      expect(text(await store.read('x/b=1/a+b&c.csv'))).toBe('x/b=1/a+b&c.csv');
    });

    it('lists more keys than fit on one page of any service', async () => {
      const store = await open();
      const keys = Array.from({ length: 1100 }, (_each, index) => `many/${String(index).padStart(5, '0')}`);
      for (let from = 0; from < keys.length; from += 50) {
        await Promise.all(keys.slice(from, from + 50).map((key) => store.write(key, bytes('x'))));
      }
      expect(await store.list('many/')).toEqual(keys);
    });

    it('removes, and removing what is not there does nothing', async () => {
      const store = await open();
      await store.write('gone', bytes('x'));
      await store.remove('gone');
      await store.remove('gone');
      expect(await store.read('gone')).toBeUndefined();
      expect(await store.list('gone')).toEqual([]);
    });

    it('hands out a local file with the bytes and the ending of the key, and throws where there is none', async () => {
      const store = await open();
      await store.write('t/run=1/data.parquet', bytes('rows'));
      const path = await store.localFile('t/run=1/data.parquet');
      expect(path).toMatch(/\.parquet$/);
      expect(await readFile(path, 'utf8')).toBe('rows');
      await expect(store.localFile('t/run=2/data.parquet')).rejects.toThrow();
    });

    it('a local file asked for again has what was written meanwhile', async () => {
      const store = await open();
      await store.write('t/changed.csv', bytes('old'));
      await store.localFile('t/changed.csv');
      await store.write('t/changed.csv', bytes('new'));
      expect(await readFile(await store.localFile('t/changed.csv'), 'utf8')).toBe('new');
    });

    it('adopts a finished file, which is then in the store and no longer where it was', async () => {
      const store = await open();
      const path = join(await mkdtemp(join(tmpdir(), 'duewatch-adopt-')), 'made.csv');
      await writeFile(path, 'x'.repeat(100_000));
      await store.adopt(path, 'adopted/made.csv');
      expect((await store.read('adopted/made.csv'))?.byteLength).toBe(100_000);
      await expect(stat(path)).rejects.toThrow();
    });
  });
}
