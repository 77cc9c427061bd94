import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

class TooLarge extends Error {}

/**
 * Unpacks a gzip file (of one or several members) to `target`. Answers what is wrong where its end is missing, its checksum does
 * not fit, or it grows beyond `maxBytes`.
 */
export async function unpackGzip(
  path: string,
  target: string,
  maxBytes: number,
): Promise<'broken_gzip' | 'gzip_too_large' | undefined> {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > maxBytes ? new TooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip({ chunkSize: 1 << 18 }), limit, createWriteStream(target));
    return undefined;
  } catch (error) {
    if (error instanceof TooLarge) return 'gzip_too_large';
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return 'broken_gzip';
    throw error;
  }
}
