import { unzipSync } from 'fflate';

/**
 * What a zip archive says that its parts unpack to, in bytes; infinite where a part says nothing of itself. The reader of workbooks stops a
 * part that is longer than it says, so that this is what it can come to. Throws where the bytes are no archive.
 */
export function unpackedSize(bytes: Uint8Array): number {
  let total = 0;
  unzipSync(bytes, {
    filter: ({ size, originalSize }) => {
      total += originalSize === 0 && size > EMPTY ? Number.POSITIVE_INFINITY : originalSize;
      return false;
    },
  });
  return total;
}

/** An empty part, deflated. */
const EMPTY = 5;
