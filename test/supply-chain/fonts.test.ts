import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../lambdas/bundled-fonts.ts';
import { projectFile } from './lock-file.ts';

const FOLDER = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('Fonts that are bundled', () => {
  it('Fonts: both weights are the files whose hashes docs/security.md names', async () => {
    const { regular, bold } = await bundledFonts();
    const page = projectFile('docs/security.md');
    for (const bytes of [regular, bold]) expect(page).toContain(sha256(bytes));
  });

  it('Fonts: their licence lies beside them and allows bundling', () => {
    const licence = readFileSync(join(FOLDER, 'LICENSE_FONT'), 'utf8');
    expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
    expect(projectFile('docs/security.md')).toContain(sha256(Buffer.from(licence)));
  });

  it('Fonts: they come from where docs/security.md says', () => {
    const { version } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8'));
    const { family, version: release } = JSON.parse(readFileSync(join(FOLDER, 'metadata.json'), 'utf8'));
    expect(projectFile('docs/security.md')).toContain(
      `${family} ${release}, as @expo-google-fonts/noto-sans-sc ${version} ships it`,
    );
  });
});
