import { readFileSync } from 'node:fs';
import { z } from 'zod';

const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
});

/** One package of the lock file. */
export type LockedPackage = z.output<typeof entry> & { readonly path: string; readonly name: string };

const lock = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), entry) });

/** Every package that `npm ci` may install, the project itself left out. */
export function lockedPackages(): LockedPackage[] {
  const { packages } = lock.parse(JSON.parse(projectFile('package-lock.json')));
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, found]) => ({ ...found, path, name: path.slice(path.lastIndexOf('node_modules/') + 13) }));
}

/** Text of a file of the project. */
export function projectFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
