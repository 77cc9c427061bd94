import { mkdirSync, writeFileSync } from 'node:fs';
import { makeSbom } from './sbom.ts';

const DIST = new URL('../../dist/', import.meta.url);

const sbom = await makeSbom();
mkdirSync(DIST, { recursive: true });
writeFileSync(new URL('sbom.cdx.json', DIST), `${JSON.stringify(sbom, null, 2)}\n`);
process.stdout.write(`dist/sbom.cdx.json: ${sbom.components.length} components, CycloneDX ${sbom.specVersion}\n`);
