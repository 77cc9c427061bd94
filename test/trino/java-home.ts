import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DuewatchError } from '../../core/contracts/errors.ts';

/** No Java that Trino runs on. */
export class JavaMissing extends DuewatchError {
  override name = 'JavaMissing';
}

const LEAST_VERSION = 24;
const INSTALLATIONS = [
  '/usr/lib/jvm',
  '/opt',
  '/Library/Java/JavaVirtualMachines',
  join(homedir(), '.sdkman', 'candidates', 'java'),
  join(homedir(), '.jdks'),
];

/** Home of the newest Java that Trino runs on: one that the environment names or one that is installed. Throws {@link JavaMissing}. */
export function javaHome(
  environment: NodeJS.ProcessEnv = process.env,
  installations: readonly string[] = INSTALLATIONS,
): string {
  const named = Object.entries(environment).flatMap(([name, home = '']) => (/^JAVA_HOME/.test(name) ? [home] : []));
  const homes = [...named, ...installations.flatMap(homesBelow)].filter((home) => home !== '');
  const found = homes.map((home) => ({ home, version: versionOf(home) })).sort((a, b) => b.version - a.version);
  const [newest] = found;
  if (newest !== undefined && newest.version >= LEAST_VERSION) return newest.home;
  const met = newest === undefined || newest.version === 0 ? 'there is none' : `the newest here is ${newest.version}`;
  throw new JavaMissing(
    `Trino needs Java ${LEAST_VERSION} or newer, ${met}: install Temurin 25 (https://adoptium.net; apt: temurin-25-jdk, ` +
      'Homebrew: temurin@25), or name the folder of one in JAVA_HOME',
  );
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
