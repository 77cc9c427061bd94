import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CACHE_FOLDER } from './emulator/folders.ts';
import { TEST_NAME } from './emulator/test-stage.ts';

const ASSEMBLY = join(CACHE_FOLDER, 'assembly');

const functionSchema = z.looseObject({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.looseObject({ FunctionName: z.string(), Code: z.looseObject({ S3Key: z.string() }) }),
});

/** A function's code as it is deployed. */
export interface BundledFunction {
  readonly name: string;
  readonly folder: string;
  /** The bundle itself, and with what lies beside it. */
  readonly codeBytes: number;
  readonly allBytes: number;
}

/** Every function of the assembly that the lane deploys. */
export function bundledFunctions(): BundledFunction[] {
  const { Resources } = z
    .looseObject({ Resources: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(join(ASSEMBLY, `${TEST_NAME}.template.json`), 'utf8')));
  return Object.values(Resources).flatMap((resource) => {
    const parsed = functionSchema.safeParse(resource);
    return parsed.success ? [bundled(parsed.data.Properties)] : [];
  });
}

function bundled({ FunctionName, Code }: z.output<typeof functionSchema>['Properties']): BundledFunction {
  const folder = join(ASSEMBLY, `asset.${Code.S3Key.replace(/\.zip$/, '')}`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return {
    name: FunctionName.slice(TEST_NAME.length + 1),
    folder,
    codeBytes: statSync(join(folder, 'index.mjs')).size,
    allBytes: files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0),
  };
}
