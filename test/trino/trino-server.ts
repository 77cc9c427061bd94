import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuewatchError } from '../../core/contracts/errors.ts';

/** The server did not come up. */
export class TrinoNotStarted extends DuewatchError {
  override name = 'TrinoNotStarted';
}

/** A Trino server of one node with the catalog `hive`, whose metastore is a folder. */
export interface TrinoServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_SECONDS = 120;
const STOP_SECONDS = 20;
const JVM_OPTIONS = [
  '-Xmx1500m',
  '-XX:+UseG1GC',
  // Queries here are short: what the second compiler wins it costs.
  '-XX:TieredStopAtLevel=1',
  '-XX:+EnableDynamicAgentLoading',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djdk.attach.allowAttachSelf=true',
  '-Dfile.encoding=UTF-8',
  '-Duser.timezone=UTC',
  '--add-modules=jdk.incubator.vector',
  '--enable-native-access=ALL-UNNAMED',
  '--sun-misc-unsafe-memory-access=allow',
];

/**
 * Starts the server and waits until it takes queries. `local:///` in table locations is `data`; settings and the log are written
 * below `folder`. It ends with {@link TrinoServer.stop} or with this process. Throws {@link TrinoNotStarted}.
 */
export async function startTrino(options: {
  java: string;
  release: string;
  folder: string;
  data: string;
}): Promise<TrinoServer> {
  const port = await freePort();
  const settings = await writeSettings(options, port);
  const logFile = join(options.folder, 'server.log');
  const log = openSync(logFile, 'w');
  const server = spawn(
    join(options.java, 'bin', 'java'),
    [...JVM_OPTIONS, `-Dconfig=${settings}`, '-cp', join(options.release, 'lib', '*'), 'io.trino.server.TrinoServer'],
    { cwd: options.folder, stdio: ['ignore', log, log] },
  );
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await ended(server);
    process.off('exit', kill);
  };
  try {
    await untilStarted(url, server);
  } catch (cause) {
    await stop();
    throw new TrinoNotStarted(`Trino did not start:\n${await errorsIn(logFile)}`, { cause });
  }
  return { url, stop };
}

async function writeSettings(
  options: { release: string; folder: string; data: string },
  port: number,
): Promise<string> {
  const catalogs = join(options.folder, 'catalog');
  await mkdir(catalogs, { recursive: true });
  await mkdir(options.data, { recursive: true });
  const settings = {
    'node.environment': 'test',
    coordinator: 'true',
    'node-scheduler.include-coordinator': 'true',
    'http-server.http.port': String(port),
    'discovery.uri': `http://127.0.0.1:${port}`,
    'plugin.dir': join(options.release, 'plugin'),
    'catalog.config-dir': catalogs,
    'query.max-memory': '1GB',
    'query.max-memory-per-node': '1GB',
    'memory.heap-headroom-per-node': '300MB',
    'task.concurrency': '2',
  };
  const hive = {
    'connector.name': 'hive',
    'hive.metastore': 'file',
    'hive.metastore.catalog.dir': 'local:///metastore',
    'hive.non-managed-table-writes-enabled': 'true',
    'hive.timestamp-precision': 'MICROSECONDS',
    // Athena takes a projected partition without files for one without rows.
    'hive.ignore-absent-partitions': 'true',
    'fs.native-local.enabled': 'true',
    'local.location': options.data,
  };
  const file = join(options.folder, 'config.properties');
  await writeFile(file, properties(settings));
  await writeFile(join(catalogs, 'hive.properties'), properties(hive));
  return file;
}

function properties(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new TrinoNotStarted('no free port on this machine');
  return address.port;
}

async function untilStarted(url: string, server: ChildProcess): Promise<void> {
  for (let second = 0; second < START_SECONDS; second += 1) {
    if (server.exitCode !== null) throw new TrinoNotStarted(`the server ended with status ${server.exitCode}`);
    const info = await fetch(`${url}/v1/info`)
      .then((response) => response.text())
      .catch(() => '');
    if (info.includes('"starting":false')) return;
    await sleep(1000);
  }
  throw new TrinoNotStarted(`the server was not ready after ${START_SECONDS} s`);
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), STOP_SECONDS * 1000);
  await exit;
  clearTimeout(late);
}

async function errorsIn(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8')).split('\n');
  const first = lines.findIndex((line) => line.includes('ERROR') || line.includes('Error:'));
  return (first === -1 ? lines.slice(-20) : lines.slice(first, first + 20)).join('\n');
}
