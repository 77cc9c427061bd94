import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { adaptAssembly } from './adapt-assembly.ts';
import { CACHE_FOLDER, PROJECT_FOLDER } from './folders.ts';
import type { Emulator } from './ministack.ts';

const CDK = join(PROJECT_FOLDER, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const ACCOUNT = 'aws://000000000000/us-east-1';

/** Synthesises the stack, bootstraps the account and deploys, with the CDK's own command. */
export function deployInto(emulator: Emulator): void {
  const assembly = join(CACHE_FOLDER, 'assembly');
  rmSync(assembly, { recursive: true, force: true });
  const run = (...args: string[]) =>
    execFileSync(process.execPath, args, {
      cwd: PROJECT_FOLDER,
      env: {
        ...emulator.environment,
        // The CDK's command has its own setting for whose certificates it trusts.
        AWS_CA_BUNDLE: emulator.environment.NODE_EXTRA_CA_CERTS,
        CDK_OUTDIR: assembly,
        CI: 'true',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  run('test/aws/emulator/app.ts');
  adaptAssembly(assembly);
  run(CDK, 'bootstrap', ACCOUNT, '--app', assembly, '--no-notices');
  run(CDK, 'deploy', '--all', '--app', assembly, '--require-approval', 'never', '--no-notices', '--progress', 'events');
}
