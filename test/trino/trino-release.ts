import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuewatchError } from '../../core/contracts/errors.ts';

/** The release of Trino that queries are run on. */
export const TRINO_VERSION = '476';

/** The server could not be had. */
export class TrinoUnavailable extends DuewatchError {
  override name = 'TrinoUnavailable';
}

const run = promisify(execFile);
const NAME = `trino-server-${TRINO_VERSION}`;
const MAVEN_COPY = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy';

/**
 * The folder of the server with the Hive connector as its only plugin. The first call downloads the release with Maven, which holds it
 * to its checksum, and unpacks it below `cache`; later ones find it there. Throws {@link TrinoUnavailable}.
 */
export async function trinoRelease(cache: string, say: (line: string) => void): Promise<string> {
  const home = join(cache, NAME);
  if (existsSync(home)) return home;
  const scratch = join(cache, `unpacking-${process.pid}`);
  try {
    await mkdir(scratch, { recursive: true });
    say(`downloading ${NAME} (about 800 MB, once)`);
    await download(scratch);
    say('unpacking');
    await unpack(join(scratch, `${NAME}.tar.gz`), scratch);
    await rename(join(scratch, NAME), home);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TrinoUnavailable(`${NAME} could not be had: is mvn installed, and Maven Central in reach? ${reason}`, {
      cause,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return home;
}

async function download(folder: string): Promise<void> {
  const artefact = `-Dartifact=io.trino:trino-server:${TRINO_VERSION}:tar.gz`;
  await run('mvn', ['-q', '-B', '-C', MAVEN_COPY, artefact, `-DoutputDirectory=${folder}`]);
}

/** Plugins share their libraries by hard links into each other, so the targets of Hive's links are unpacked as well. */
async function unpack(archive: string, folder: string): Promise<void> {
  const { stdout } = await run('tar', ['tvzf', archive], { maxBuffer: 1 << 26 });
  const wanted = new Set<string>();
  for (const line of stdout.split('\n')) {
    const [, file = '', target] = /\s(trino-server-\S+[^/\s])(?: link to (\S+))?$/.exec(line) ?? [];
    if (!file.startsWith(`${NAME}/lib/`) && !file.startsWith(`${NAME}/plugin/hive/`)) continue;
    wanted.add(file);
    if (target !== undefined) wanted.add(target);
  }
  const list = join(folder, 'wanted.txt');
  await writeFile(list, [...wanted].join('\n'));
  await run('tar', ['xzf', archive, '-C', folder, '-T', list]);
  const plugins = join(folder, NAME, 'plugin');
  for (const plugin of await readdir(plugins)) {
    if (plugin !== 'hive') await rm(join(plugins, plugin), { recursive: true });
  }
}
