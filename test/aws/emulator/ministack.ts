import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CACHE_FOLDER } from './folders.ts';

const VERSION = '1.5.33';
const START_SECONDS = 180;

/** The emulator that runs, and how to reach it. */
export interface Emulator {
  readonly endpoint: string;
  /** Environment of every client: this process's without its own account, and the root user of account 000000000000. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts the emulator on a free port with IAM enforced, in a Python environment of its own. Waits of the workflow are a thousand times
 * shorter there.
 */
export async function startEmulator(): Promise<Emulator> {
  const server = installed();
  const port = await freePort();
  const endpoint = `https://127.0.0.1:${port}`;
  const root = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  const certificate = { NODE_EXTRA_CA_CERTS: join(tmpdir(), 'ministack-tls', 'server.crt') };
  const own = withoutAccount(process.env);
  const log = openSync(join(CACHE_FOLDER, 'ministack.log'), 'w');
  const child = spawn(server, [], {
    env: {
      ...own,
      ...root,
      ...certificate,
      AUTH: 'true',
      // The bucket refuses requests without TLS, there as everywhere.
      USE_SSL: '1',
      GATEWAY_PORT: String(port),
      SFN_WAIT_SCALE: '0.001',
      MINISTACK_HOST: '127.0.0.1',
      AWS_ENDPOINT_URL: endpoint,
      LAMBDA_EXECUTOR: 'local',
    },
    stdio: ['ignore', log, log],
  });
  await untilHealthy(endpoint, child);
  return {
    endpoint,
    environment: { ...own, ...root, ...certificate, AWS_ENDPOINT_URL: endpoint },
    stop: () => stopped(child),
  };
}

/** Nothing of a real account, neither from the environment nor from its files, may reach what the lane starts. */
function withoutAccount(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || name.startsWith('AWS_') ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
}

function installed(): string {
  const folder = join(CACHE_FOLDER, `ministack-${VERSION}`);
  const server = join(folder, 'bin', 'ministack');
  if (existsSync(server)) return server;
  mkdirSync(CACHE_FOLDER, { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(join(folder, 'bin', 'pip'), ['install', '--quiet', `ministack==${VERSION}`], { stdio: 'inherit' });
  } catch (error) {
    throw new Error(
      `the emulator (ministack ${VERSION}) could not be installed into ${folder}: it needs python3 with venv and pip, and the Python package index once`,
      { cause: error },
    );
  }
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function untilHealthy(endpoint: string, child: ChildProcess): Promise<void> {
  for (let second = 0; second < START_SECONDS; second += 1) {
    if (child.exitCode !== null)
      throw new Error(`the emulator ended with ${child.exitCode}; its log is in ${CACHE_FOLDER}`);
    if (await answers(`${endpoint}/_ministack/health`)) return;
    await pause(1000);
  }
  await stopped(child);
  throw new Error(`the emulator was not up after ${START_SECONDS} s; its log is in ${CACHE_FOLDER}`);
}

/** Its certificate is made while it starts, so this one question does not ask for it. */
async function answers(url: string): Promise<boolean> {
  return new Promise((told) => {
    get(url, { rejectUnauthorized: false }, (answer) => {
      answer.resume();
      told(answer.statusCode === 200);
    }).once('error', () => told(false));
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, pause(10_000).then(() => child.kill('SIGKILL'))]);
}
