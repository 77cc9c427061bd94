import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LockedPackage, lockedPackages, projectFile } from './lock-file.ts';

/** Licences whose terms a company can meet by keeping their notices. */
const ALLOWED = new Set([
  'Apache-2.0',
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'BSL-1.0',
  'CC0-1.0',
  'Python-2.0',
]);

/** Others, package by package, and why they may be there. */
const ARGUED: readonly { readonly name: RegExp; readonly licence: string; readonly because: string }[] = [
  {
    name: /^@resvg\/resvg-js/,
    licence: 'MPL-2.0',
    because: 'used as it is, its source is public; MPL binds changes to its own files',
  },
  { name: /^(axe-core|lightningcss.*)$/, licence: 'MPL-2.0', because: 'a tool of the tests, not shipped' },
  { name: /^@img\/sharp/, licence: 'LGPL-3.0-or-later', because: 'a tool of the tests, not shipped' },
  {
    name: /^caniuse-lite$/,
    licence: 'CC-BY-4.0',
    because: 'data about browsers that the mail markup library brings; not in what is deployed',
  },
  { name: /^@expo-google-fonts\/noto-sans-sc$/, licence: 'OFL-1.1', because: 'the font, bundled with its licence' },
];
/** What a package says in words of its own. */
const SPELLED: Readonly<Record<string, string>> = { 'MIT (http://mootools.net/license.txt)': 'MIT' };

/** Licences that must all be met; of a choice the first that is allowed. */
function toMeet(expression: string): string[] {
  return (SPELLED[expression] ?? expression)
    .replace(/^\(|\)$/g, '')
    .split(' AND ')
    .map((part) => part.split(' OR ').find((one) => ALLOWED.has(one)) ?? part);
}

function objections({ name, license }: LockedPackage): string[] {
  if (license === undefined) return [`${name}: none`];
  const argued = ARGUED.filter((each) => each.name.test(name)).map(({ licence }) => licence);
  return toMeet(license)
    .filter((licence) => !ALLOWED.has(licence) && !argued.includes(licence))
    .map((licence) => `${name}: ${licence}`);
}

describe('Licences', () => {
  const packages = lockedPackages();
  /** Parts of other machines, of which the lock file knows the version alone: their family's licence holds. */
  const described = packages.filter(({ integrity, inBundle }) => integrity !== undefined || inBundle === true);

  it('Licences: every package has one that is allowed, or argued', () => {
    expect(described.length).toBeGreaterThan(700);
    expect(described.flatMap(objections)).toEqual([]);
  });

  it('Licences: nothing that is argued for has gone', () => {
    for (const { name, licence } of ARGUED)
      expect(
        described.some((found) => name.test(found.name) && found.license?.includes(licence)),
        String(name),
      ).toBe(true);
  });

  it('Licences: what is argued as a tool of the tests is no dependency of the product', () => {
    const tools = ARGUED.filter(({ because }) => because.includes('not shipped'));
    const shipped = described.filter((found) => found.dev !== true && tools.some(({ name }) => name.test(found.name)));
    expect(shipped.map(({ path }) => path)).toEqual([]);
  });

  it('Licences: the product has one', () => {
    expect(JSON.parse(projectFile('package.json'))).toMatchObject({ license: 'Apache-2.0' });
    expect(readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8')).toContain('Apache License');
  });
});
