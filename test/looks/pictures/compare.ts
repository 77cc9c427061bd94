import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { expect } from 'vitest';

const APPROVED = join(import.meta.dirname, '..', 'approved');
const ROOT = join(import.meta.dirname, '..', '..', '..');
const DIFFERENT = join(ROOT, '.duewatch', 'looks', 'different');
const APPROVING = process.env['LOOKS_APPROVE'] === '1';

/** How far a pixel's colour may be off before it counts (0 to 1), and the share of pixels that may count. */
const COLOUR = 0.15;
const SHARE = 0.002;
/** Rounded heights may differ by so many pixels. */
const HEIGHT = 2;

/** A picture small enough to keep: scaled down, cut below `most` pixels, with a palette. The same bytes for the same pixels. */
export async function small(picture: Buffer, scale: number, most: number): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(picture).metadata();
  const [wide, high] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const scaled = await sharp(picture).flatten({ background: '#ffffff' }).resize(wide, high).png().toBuffer();
  return sharp(scaled)
    .extract({ left: 0, top: 0, width: wide, height: Math.min(high, most) })
    .png({ palette: true, colours: 16, dither: 0, effort: 9, compressionLevel: 9 })
    .toBuffer();
}

async function pixels(file: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** What is different: null where it is within the tolerance, else words and, where the sizes are alike, the picture of the difference. */
async function difference(before: Buffer, now: Buffer): Promise<{ words: string; diff?: Buffer } | null> {
  if (before.equals(now)) return null;
  const [was, is] = [await pixels(before), await pixels(now)];
  if (was.width !== is.width || Math.abs(was.height - is.height) > HEIGHT)
    return { words: `was ${was.width}×${was.height}, is ${is.width}×${is.height}` };
  const { width } = was;
  const height = Math.min(was.height, is.height);
  const length = width * height * 4;
  const out = new Uint8Array(length);
  const count = pixelmatch(was.data.subarray(0, length), is.data.subarray(0, length), out, width, height, {
    threshold: COLOUR,
  });
  if (count <= width * height * SHARE) return null;
  const diff = await sharp(out, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  return { words: `${count} of ${width * height} pixels`, diff };
}

/** Compares the pictures of one kind with the approved ones; approving takes them instead. Each run has its own. */
export class ApprovedPictures {
  readonly #kind: string;
  readonly #met = new Set<string>();

  constructor(kind: 'page' | 'mail' | 'pdf') {
    this.#kind = kind;
  }

  /** Looks at one picture; what is wrong with it, or null. */
  async check(name: string, picture: Buffer): Promise<string | null> {
    const path = join(this.#kind, `${name}.png`);
    this.#met.add(path);
    const file = join(APPROVED, path);
    const before = await readFile(file).catch(() => null);
    const found = before === null ? { words: 'never approved' } : await difference(before, picture);
    if (found === null) return null;
    if (APPROVING) {
      await put(file, picture);
      return null;
    }
    const folder = join(DIFFERENT, path.replace(/\.png$/, ''));
    await put(join(folder, 'new.png'), picture);
    if (before !== null) await put(join(folder, 'approved.png'), before);
    if ('diff' in found && found.diff) await put(join(folder, 'diff.png'), found.diff);
    return `${path}: ${found.words}; see ${relative(ROOT, folder)}`;
  }

  /** Approved pictures of these companies that nothing shows any more; approving deletes them. */
  async leftOver(companies: readonly string[]): Promise<readonly string[]> {
    const kept = await readdir(join(APPROVED, this.#kind), { recursive: true }).catch(() => []);
    const stale = kept
      .filter((path) => path.endsWith('.png') && companies.some((name) => path.startsWith(`${name}/`)))
      .map((path) => join(this.#kind, path))
      .filter((path) => !this.#met.has(path));
    if (!APPROVING) return stale;
    for (const path of stale) await rm(join(APPROVED, path));
    return [];
  }
}

async function put(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

/** Fails with every difference at once, and how to go on. */
export function expectNone(differences: readonly (string | null)[]): void {
  const found = differences.filter((text) => text !== null);
  expect(found, 'look at the pictures; if they are right: npm run test:looks -- --approve').toEqual([]);
}
