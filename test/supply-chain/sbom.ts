import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { lockedPackages } from './lock-file.ts';

const component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  purl: z.string(),
});
const bom = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  serialNumber: z.string().optional(),
  metadata: z.looseObject({ timestamp: z.string().optional(), component: z.looseObject({ name: z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

/** A CycloneDX list of what the product ships with. */
export type Sbom = z.output<typeof bom>;

/** The list of the lock file's packages without those that only tests and tools need. The same lock file gives the same list. */
export async function makeSbom(): Promise<Sbom> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const options = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const { stdout } = await promisify(execFile)('npm', options, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const { serialNumber: _number, ...made } = bom.parse(JSON.parse(stdout));
  const { timestamp: _time, ...metadata } = made.metadata;
  // npm's own way to leave out what only tests need leaves out what both need as well.
  const shipped = new Set(
    lockedPackages()
      .filter(({ dev }) => dev !== true)
      .map(({ name, version }) => `${name}@${version}`),
  );
  const components = made.components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
  const kept = new Set(components.map((each) => each['bom-ref']));
  const dependencies = made.dependencies
    .filter(({ ref }) => kept.has(ref) || ref === made.metadata.component['bom-ref'])
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }));
  const product = { ...made.metadata.component, name: 'duewatch' };
  return { ...made, metadata: { ...metadata, component: product }, components, dependencies };
}
