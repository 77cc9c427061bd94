/*
 * Puts native packages, fonts and the shipped rules beside a bundle: `node pack-cargo.ts <bundle folder> <cargo>…`. Called by the bundler
 * while the stack is synthesised.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NATIVE_PACKAGES } from './native-packages.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const FONT_PACKAGE = '@expo-google-fonts/noto-sans-sc';
const FONT_WEIGHTS = ['400Regular', '700Bold'];

const [output, ...cargo] = process.argv.slice(2);
if (output !== undefined) for (const item of cargo) pack(item, output);

function pack(item: string, to: string): void {
  const native = Object.entries(NATIVE_PACKAGES).find(([name]) => name === item)?.[1];
  if (item === 'rules') packRules(to);
  else if (item === 'fonts') packFonts(to);
  else if (native !== undefined) for (const name of native.packages) packPackage(name, to);
  else throw new RangeError(`pack-cargo does not know ${item}`);
}

function packRules(to: string): void {
  cpSync(join(PROJECT, 'config/rules.yaml'), join(to, 'rules.yaml'));
  cpSync(join(PROJECT, 'config/plans'), join(to, 'plans'), { recursive: true });
}

function packFonts(to: string): void {
  for (const weight of [...FONT_WEIGHTS, 'package.json']) {
    cpSync(join(PROJECT, 'node_modules', FONT_PACKAGE, weight), join(to, 'node_modules', FONT_PACKAGE, weight), {
      recursive: true,
    });
  }
}

/** From this machine's own packages where it is of Lambda's kind, else from the registry. */
function packPackage(name: string, to: string): void {
  const installed = join(PROJECT, 'node_modules', name);
  const target = join(to, 'node_modules', name);
  if (existsSync(installed)) {
    mkdirSync(dirname(target), { recursive: true });
    cpSync(installed, target, { recursive: true, dereference: true });
    return;
  }
  const wanted = `${name}@${lockedVersion(name)}`;
  const platform = ['--os=linux', '--cpu=x64', '--libc=glibc'];
  execFileSync('npm', [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--force',
    '--prefix',
    to,
    ...platform,
    wanted,
  ]);
}

function lockedVersion(name: string): string {
  const lock: unknown = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'));
  if (lock !== null && typeof lock === 'object' && 'packages' in lock) {
    const found = Object.entries(Object(lock.packages)).find(([path]) => path === `node_modules/${name}`)?.[1];
    const version: unknown = Object(found).version;
    if (typeof version === 'string') return version;
  }
  throw new RangeError(`package-lock.json has no ${name}`);
}
