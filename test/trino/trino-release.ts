import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
const ARCHIVE = `https://repo.maven.apache.org/maven2/io/trino/trino-server/${TRINO_VERSION}/${NAME}.tar.gz`;
const SHA256 = 'cfd5accde17e8ebd251eeeb78aed1f490e77bb3a164d95a0f454bf8a7c1cbd3f';

/**
 * The folder of the server with the Hive connector as its only plugin. The first call downloads the release from Maven Central, holds it
 * to its digest and unpacks it below `cache`; later ones find it there. Throws {@link TrinoUnavailable}.
 */
export async function trinoRelease(cache: string, say: (line: string) => void): Promise<string> {
  const home = join(cache, NAME);
  if (existsSync(home)) return home;
  const scratch = join(cache, `unpacking-${process.pid}`);
  try {
    await mkdir(scratch, { recursive: true });
    say(`downloading ${NAME} (about 800 MB, once)`);
    await download(join(scratch, `${NAME}.tar.gz`));
    say('unpacking');
    await unpack(join(scratch, `${NAME}.tar.gz`), scratch);
    await rename(join(scratch, NAME), home);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TrinoUnavailable(`${NAME} could not be had: is Maven Central in reach, and tar installed? ${reason}`, {
      cause,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return home;
}

async function download(to: string): Promise<void> {
  const answer = await fetch(ARCHIVE);
  if (!answer.ok || answer.body === null) throw new TrinoUnavailable(`${ARCHIVE} answered ${answer.status}`);
  const digest = createHash('sha256');
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, pass) => {
      digest.update(chunk);
      pass(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(answer.body), counted, createWriteStream(to));
  if (digest.digest('hex') !== SHA256) throw new TrinoUnavailable(`${ARCHIVE} is not the release that was tested`);
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
