import type { S3Client } from '@aws-sdk/client-s3';
import type { ExportCatalog, ExportFolder } from '../../core/ports/export-catalog.ts';
import { listObjects } from './s3-object-store.ts';

/** The exports under a prefix of the bucket, one a folder. */
export class S3ExportCatalog implements ExportCatalog {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(s3: S3Client, location: { readonly bucket: string; readonly prefix: string }) {
    this.#s3 = s3;
    this.#bucket = location.bucket;
    this.#prefix = location.prefix;
  }

  async folders(): Promise<readonly ExportFolder[]> {
    const newest = new Map<string, string>();
    for (const { key, modified } of await listObjects(this.#s3, this.#bucket, this.#prefix)) {
      const path = key.slice(this.#prefix.length);
      const name = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
      const known = newest.get(name);
      if (known === undefined || known < modified) newest.set(name, modified);
    }
    return [...newest].map(([name, at]) => ({ name, newest: at }));
  }
}
