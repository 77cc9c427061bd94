import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../adapters/aws/aws-errors.ts';
import { waitingFor } from '../../adapters/aws/environment.ts';
import { S3Fingerprints } from '../../adapters/aws/s3-fingerprints.ts';
import { S3ObjectStore } from '../../adapters/aws/s3-object-store.ts';
import { noteFaults } from './fault-matrix.ts';
import {
  type Answer,
  cutShort,
  hungUp,
  refused,
  type S3LikeServer,
  s3LikeServer,
  silent,
  slow,
  stalled,
  tampered,
  trouble,
} from './s3-like-server.ts';

const BUCKET = 'bucket';
const KEY = 'work/run/rows.json';
const BYTES = Buffer.from(JSON.stringify(Array.from({ length: 500 }, (_row, at) => ({ at }))));
const DIGEST = Buffer.alloc(4);
DIGEST.writeUInt32BE(crc32(BYTES));
/** As often as the client asks by itself. */
const ASKED = 3;

let server: S3LikeServer;
let folder: string;
let s3: S3Client;
beforeAll(async () => {
  server = await s3LikeServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-s3-'));
  server.objects.clear();
  server.objects.set(`/${BUCKET}/${KEY}`, BYTES);
  server.requests.length = 0;
  s3 = new S3Client({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: waitingFor(400),
  });
});
afterEach(async () => {
  s3.destroy();
  await rm(folder, { recursive: true, force: true });
});

const store = () => new S3ObjectStore(s3, { bucket: BUCKET, localFolder: folder });
const times = (answer: Answer): Answer[] => Array.from({ length: ASKED }, () => answer);

/** The three ways in which bytes of the bucket are read. */
const READERS = {
  'as bytes': async () => Buffer.from((await store().read(KEY)) ?? []),
  'as a local file': async () => readFile(await store().localFile(KEY)),
  'as a digest': async () => {
    const { bytes } = await new S3Fingerprints(s3, { bucket: BUCKET, prefix: '' }).of(KEY);
    return BYTES.subarray(0, bytes);
  },
};

describe('a bucket that answers badly and then well: nobody notices', () => {
  const PASSING: readonly (readonly [string, Answer])[] = [
    ['throttled (503 SlowDown)', refused],
    ['an internal error (500)', trouble(500, 'InternalError')],
    ['unavailable (503)', trouble(503, 'ServiceUnavailable')],
    ['the connection breaks', hungUp],
    ['no answer in time', silent],
  ];
  it.for(PASSING)('%s', async ([fault, answer], context) => {
    noteFaults(context, {
      fault: `bucket: ${fault}, once`,
      state: 'reading, writing',
      outcome: 'asked again, goes on',
    });
    server.disturb(answer);
    expect(Buffer.from((await store().read(KEY)) ?? [])).toEqual(BYTES);
    server.disturb(answer);
    await store().write('work/run/new.json', BYTES);
    expect(server.objects.get(`/${BUCKET}/work/run/new.json`)).toEqual(BYTES);
    const path = join(folder, 'made');
    await writeFile(path, BYTES);
    await store().adopt(path, 'work/run/adopted.json');
    expect(server.objects.get(`/${BUCKET}/work/run/adopted.json`)?.equals(BYTES)).toBe(true);
    expect(server.requests).toHaveLength(5);
  });

  it('a slow body is waited for as long as something comes', async (context) => {
    noteFaults(context, { fault: 'bucket: slow body', state: 'reading', outcome: 'waited for, goes on' });
    for (const read of Object.values(READERS)) {
      server.disturb(slow);
      expect(await read()).toEqual(BYTES);
    }
  });
});

describe('a bucket that stays away: the error has the name on which the workflow tries the state again', () => {
  const LASTING: readonly (readonly [string, Answer])[] = [
    ['throttled (503 SlowDown)', refused],
    ['an internal error (500)', trouble(500, 'InternalError')],
    ['the connection breaks', hungUp],
    ['no answer in time', silent],
  ];
  it.for(LASTING)('%s', async ([fault, answer], context) => {
    noteFaults(context, {
      fault: `bucket: ${fault}, lasting`,
      state: 'reading, writing',
      outcome: 'StoreUnavailable: the workflow tries the state again',
    });
    server.disturb(...times(answer));
    await expect(store().read(KEY)).rejects.toBeInstanceOf(StoreUnavailable);
    server.disturb(...times(answer));
    await expect(store().write(KEY, BYTES)).rejects.toBeInstanceOf(StoreUnavailable);
    const path = join(folder, 'made');
    await writeFile(path, BYTES);
    server.disturb(answer);
    // What is read from the disk while it is sent can't be sent again by the client itself.
    await expect(store().adopt(path, KEY)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await readFile(path)).toEqual(BYTES);
    expect(Buffer.from((await store().read(KEY)) ?? [])).toEqual(BYTES);
  });
});

describe('a body that does not come whole is no object', () => {
  const BROKEN: readonly (readonly [string, Answer])[] = [
    ['cut short', cutShort],
    ['stalls halfway', stalled],
    ['is not what was stored', tampered(DIGEST.toString('base64'))],
  ];
  it.for(BROKEN)('%s', async ([fault, answer], context) => {
    noteFaults(context, {
      fault: `bucket: a body ${fault}`,
      state: 'reading',
      outcome: 'StoreUnavailable: the workflow tries the state again; nothing half is kept',
    });
    for (const [how, read] of Object.entries(READERS)) {
      server.disturb(answer);
      await expect(read(), how).rejects.toBeInstanceOf(StoreUnavailable);
      expect((await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile())).toEqual(
        [],
      );
      expect(await read(), how).toEqual(BYTES);
      await rm(folder, { recursive: true });
      folder = await mkdtemp(join(tmpdir(), 'duewatch-s3-'));
    }
  });
});
