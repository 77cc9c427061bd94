import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuewatchError } from '../../core/contracts/errors.ts';

/** No Java that Trino runs on. */
export class JavaMissing extends DuewatchError {
  override name = 'JavaMissing';
}

const LEAST_VERSION = 24;
const INSTALLATIONS = ['/usr/lib/jvm', '/opt', '/Library/Java/JavaVirtualMachines'];

/** Home of the newest Java that Trino runs on: JAVA_HOME or one that is installed. Throws {@link JavaMissing}. */
export function javaHome(): string {
  const homes = [process.env.JAVA_HOME ?? '', ...INSTALLATIONS.flatMap(homesBelow)].filter((home) => home !== '');
  const found = homes.map((home) => ({ home, version: versionOf(home) })).sort((a, b) => b.version - a.version)[0];
  if (found !== undefined && found.version >= LEAST_VERSION) return found.home;
  throw new JavaMissing(`Trino needs Java ${LEAST_VERSION} or newer: install one, or name its folder in JAVA_HOME`);
}

function homesBelow(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => [join(folder, name), join(folder, name, 'Contents', 'Home')]);
  } catch {
    return [];
  }
}

/** Major version as the `release` file says, 0 where there is none. */
function versionOf(home: string): number {
  try {
    return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
