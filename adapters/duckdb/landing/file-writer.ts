import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** A file written piece by piece, no faster than the disk takes it. Errors surface at the next call. */
export class FileWriter {
  readonly #stream: WriteStream;
  #error: Error | undefined;

  constructor(path: string) {
    this.#stream = createWriteStream(path);
    this.#stream.on('error', (error) => {
      this.#error = error;
    });
  }

  async write(bytes: Uint8Array | string): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    if (bytes.length > 0 && !this.#stream.write(bytes)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
  }
}
