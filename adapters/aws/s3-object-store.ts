import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { calling } from './aws-errors.ts';

/** There is no object under a key that must have one. */
export class ObjectMissing extends DuewatchError {
  override name = 'ObjectMissing';
}

/** Which part of which bucket, and where local copies lie. */
export interface S3Location {
  readonly bucket: string;
  /** Put before every key; a slash at its end, or empty. */
  readonly prefix?: string;
  /** Folder for local copies of objects. */
  readonly localFolder: string;
}

/** The store in a bucket. S3 writes are whole or not there, and are seen by the next reader at once. */
export class S3ObjectStore implements ObjectStore {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #localFolder: string;

  constructor(s3: S3Client, location: S3Location) {
    this.#s3 = s3;
    this.#bucket = location.bucket;
    this.#prefix = location.prefix ?? '';
    this.#localFolder = location.localFolder;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const found = await this.#get(key);
    return found === undefined ? undefined : calling(`reading ${key}`, async () => found.transformToByteArray());
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    await calling(`writing ${key}`, () =>
      this.#s3.send(new PutObjectCommand({ Bucket: this.#bucket, Key: this.#prefix + key, Body: bytes })),
    );
  }

  async list(prefix: string): Promise<readonly string[]> {
    const objects = await listObjects(this.#s3, this.#bucket, this.#prefix + prefix);
    return objects.map(({ key }) => key.slice(this.#prefix.length)).sort();
  }

  async remove(key: string): Promise<void> {
    await calling(`removing ${key}`, () =>
      this.#s3.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: this.#prefix + key })),
    );
  }

  async localFile(key: string): Promise<string> {
    const found = await this.#get(key);
    if (found === undefined) throw new ObjectMissing(`there is no object ${this.#prefix}${key} in the bucket`);
    const path = this.#localPath(key);
    await mkdir(dirname(path), { recursive: true });
    const partial = `${path}.${randomUUID()}`;
    try {
      await calling(`reading ${key}`, () => pipeline(asReadable(found), createWriteStream(partial)));
      await rename(partial, path);
    } finally {
      await rm(partial, { force: true });
    }
    return path;
  }

  async adopt(path: string, key: string): Promise<void> {
    const { size } = await stat(path);
    await calling(`writing ${key}`, () =>
      this.#s3.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: this.#prefix + key,
          Body: createReadStream(path),
          ContentLength: size,
        }),
      ),
    );
    await rm(path);
  }

  async #get(key: string): Promise<NonNullable<GetObjectCommandOutput['Body']> | undefined> {
    return openObject(this.#s3, this.#bucket, this.#prefix + key);
  }

  /** The key's own path below the folder: engines read partitions from folders and formats from endings. */
  #localPath(key: string): string {
    const root = resolve(this.#localFolder, this.#bucket);
    const path = resolve(root, this.#prefix + key);
    if (path.startsWith(root + sep) && !key.includes('\0')) return path;
    throw new ObjectMissing(`not a key of the store: ${JSON.stringify(key)}`);
  }
}

/** An object's bytes as they come, or `undefined` where there is none. */
export async function openObject(
  s3: S3Client,
  bucket: string,
  key: string,
): Promise<NonNullable<GetObjectCommandOutput['Body']> | undefined> {
  return calling(`reading ${key}`, async () => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Body;
    } catch (error) {
      if (error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound')) return undefined;
      throw error;
    }
  });
}

/** An object of a listing. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was written, ISO. */
  readonly modified: string;
}

/** Every object under a prefix, however many. */
export async function listObjects(s3: S3Client, bucket: string, prefix: string): Promise<ListedObject[]> {
  const objects: ListedObject[] = [];
  let token: string | undefined;
  do {
    const page = await calling(`listing ${prefix}`, () =>
      s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      ),
    );
    for (const { Key, Size, LastModified } of page.Contents ?? []) {
      // Keys with a slash at the end are the folders that the console makes.
      if (Key === undefined || Key.endsWith('/')) continue;
      objects.push({ key: Key, bytes: Size ?? 0, modified: (LastModified ?? new Date(0)).toISOString() });
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return objects;
}

/** The body of an answer as a stream to read from. */
export function asReadable(body: NonNullable<GetObjectCommandOutput['Body']>): Readable {
  return body instanceof Readable ? body : Readable.fromWeb(body.transformToWebStream() as never);
}
