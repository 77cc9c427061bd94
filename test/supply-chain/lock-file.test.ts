import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lockedPackages, projectFile } from './lock-file.ts';

const dependencies = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies, devDependencies: dependencies, allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(projectFile('package.json')));

/** Native parts for other machines than those that the lanes run on. */
const ELSEWHERE = /darwin|win32|android|freebsd|openharmony|musl|arm|ppc64|riscv64|s390x|ia32/;

describe('package-lock.json', () => {
  const packages = lockedPackages();

  it('Lock file: every package that the lanes install is held to its hash', () => {
    const loose = packages.filter(({ integrity, inBundle }) => integrity === undefined && inBundle !== true);
    expect(loose.filter(({ optional }) => optional !== true).map(({ path }) => path)).toEqual([]);
    expect(loose.filter(({ name }) => !ELSEWHERE.test(name)).map(({ path }) => path)).toEqual([]);
    for (const { integrity, path } of packages)
      if (integrity !== undefined) expect(integrity, path).toMatch(/^sha512-/);
  });

  it('Lock file: parts of other machines without a hash are those that are known', () => {
    const loose = packages.filter(({ integrity, inBundle }) => integrity === undefined && inBundle !== true);
    const families = new Set(loose.map(({ name }) => name.split('/')[0]));
    expect([...families].sort()).toEqual(['@biomejs', '@duckdb', '@myriaddreamin', '@oxc-parser', '@swc']);
  });

  it('Lock file: nothing comes from a folder, a repository or a registry by name', () => {
    expect(packages.filter(({ link }) => link === true)).toEqual([]);
    const named = packages.flatMap(({ resolved }) => resolved ?? []);
    expect(named.filter((address) => !address.startsWith('https://registry.npmjs.org/'))).toEqual([]);
    expect(projectFile('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });

  it('Lock file: every dependency is one exact version, and the one that is locked', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(packages.find(({ path }) => path === `node_modules/${name}`)?.version, name).toBe(version);
    }
  });

  it('Lock file: no package runs a script when it is installed but those that are allowed to', () => {
    const scripts = packages.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name);
    expect(scripts.filter((name) => manifest.allowScripts[name] !== true)).toEqual([]);
  });
});
