/*
 * `npm run test:looks`: the report in Chromium, compared with the approved pictures. `-- --approve` takes the new pictures as approved,
 * `-- --only typical` looks at one company. Fails, and names the packages, where a program or a font is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { COMPANIES, isCompanyName } from './companies/company-list.ts';
import { CHROMIUM } from './pictures/open-browser.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FONTS = '/usr/share/fonts';
/** What pictures are taken with, and the Debian package each comes in. */
const NEEDED: readonly (readonly [file: string, debianPackage: string])[] = [
  [CHROMIUM, 'chromium'],
  ['/usr/bin/pdftoppm', 'poppler-utils'],
  [`${FONTS}/opentype/noto/NotoSansCJK-Regular.ttc`, 'fonts-noto-cjk'],
  [`${FONTS}/truetype/liberation/LiberationSans-Regular.ttf`, 'fonts-liberation'],
  [`${FONTS}/truetype/dejavu/DejaVuSans.ttf`, 'fonts-dejavu-core'],
  [`${FONTS}/truetype/noto/NotoColorEmoji.ttf`, 'fonts-noto-color-emoji'],
];

const { values, positionals } = parseArgs({
  options: { approve: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
});
const missing = NEEDED.filter(([file]) => !existsSync(file));
if (missing.length > 0) {
  process.stderr.write(`not here: ${missing.map(([file]) => file).join(', ')}\n`);
  process.stderr.write(`apt-get install ${missing.map(([, debianPackage]) => debianPackage).join(' ')}\n`);
  process.exit(1);
}
if (values.only !== undefined && !isCompanyName(values.only)) {
  process.stderr.write(`--only takes one of ${COMPANIES.join(', ')}, not ${JSON.stringify(values.only)}\n`);
  process.exit(1);
}
// Approving is about pictures alone.
const chosen = positionals.length > 0 ? positionals : values.approve ? ['pictures'] : [];
const ended = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'vitest.looks.config.ts', ...chosen],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, LOOKS_APPROVE: values.approve ? '1' : '', LOOKS_ONLY: values.only ?? '' },
  },
);
process.exitCode = ended.status ?? 1;
