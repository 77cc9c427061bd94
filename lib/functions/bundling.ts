import { fileURLToPath } from 'node:url';
import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Cargo } from './function-settings.ts';
import { NATIVE_PACKAGES } from './native-packages.ts';

/** The folder with package.json. */
export const PROJECT_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

const PACK = fileURLToPath(new URL('./pack-cargo.ts', import.meta.url));

/** Bundled packages that still ask for `require` and for where they lie. */
const BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  "const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
].join('');

/**
 * One file with everything in it, the AWS SDK too: the versions that run are the versions that were tested, and nothing is read that is not
 * used. Native packages and fonts are put beside it.
 */
export function bundling(cargo: readonly Cargo[]): BundlingOptions {
  return {
    format: OutputFormat.ESM,
    target: 'node24',
    minify: true,
    keepNames: true,
    mainFields: ['module', 'main'],
    banner: BANNER,
    externalModules: Object.values(NATIVE_PACKAGES).flatMap(({ external }) => [...external]),
    // CDK otherwise looks for Docker before it looks for esbuild.
    forceDockerBundling: false,
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_input, output) =>
        cargo.length === 0 ? [] : [[process.execPath, PACK, output, ...cargo].map(quoted).join(' ')],
    },
  };
}

function quoted(word: string): string {
  return `"${word}"`;
}
