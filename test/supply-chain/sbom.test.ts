import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lockedPackages } from './lock-file.ts';
import { makeSbom } from './sbom.ts';

const hashed = z.looseObject({
  hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) })).min(1),
});

describe('The list of components', () => {
  it('SBOM: names every package that ships, by version, address and hash, the same each time', async () => {
    const sbom = await makeSbom();
    const shipped = lockedPackages().filter(({ dev, integrity }) => dev !== true && integrity !== undefined);
    const listed = new Set(sbom.components.map(({ name, version }) => `${name}@${version}`));
    expect(shipped.length).toBeGreaterThan(200);
    expect(shipped.map(({ name, version }) => `${name}@${version}`).filter((each) => !listed.has(each))).toEqual([]);
    for (const { purl, name } of sbom.components) expect(purl, name).toMatch(/^pkg:npm\//);
    // A package that another brings inside itself has no hash of its own.
    const bundled = new Set(
      lockedPackages()
        .filter(({ integrity }) => integrity === undefined)
        .map(({ name }) => name),
    );
    const bare = sbom.components.filter((component) => !hashed.safeParse(component).success);
    expect(bare.filter(({ name }) => !bundled.has(name)).map(({ name }) => name)).toEqual([]);
    expect(await makeSbom()).toEqual(sbom);
  });
});
