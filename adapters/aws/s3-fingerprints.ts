import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Fingerprints } from '../../core/ports/fingerprints.ts';
import { calling } from './aws-errors.ts';
import { asReadable, ObjectMissing, openObject } from './s3-object-store.ts';

/** Digests of objects, read as they come: nothing is kept on the disk. */
export class S3Fingerprints implements Fingerprints {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(s3: S3Client, location: { readonly bucket: string; readonly prefix: string }) {
    this.#s3 = s3;
    this.#bucket = location.bucket;
    this.#prefix = location.prefix;
  }

  async of(key: string): Promise<{ sha256: string; bytes: number }> {
    const body = await openObject(this.#s3, this.#bucket, this.#prefix + key);
    if (body === undefined) throw new ObjectMissing(`there is no object ${this.#prefix}${key} in the bucket`);
    const hash = createHash('sha256');
    let bytes = 0;
    await calling(`reading ${key}`, () =>
      pipeline(asReadable(body), async (chunks) => {
        for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
          bytes += chunk.byteLength;
          hash.update(chunk);
        }
      }),
    );
    return { sha256: hash.digest('hex'), bytes };
  }
}
