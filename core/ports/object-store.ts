/**
 * The store's objects by key: `/`-separated, relative, no `..`. A bucket in the cloud, a folder on the laptop. A write is whole or not
 * there at all.
 */
export interface ObjectStore {
  /** The object's bytes, or `undefined` where there is none. */
  read(key: string): Promise<Uint8Array | undefined>;
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Keys that begin with the prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  /** Removes the object; nothing happens where there is none. */
  remove(key: string): Promise<void>;
  /** A local file with the object's bytes, for engines that need a path; read only. Throws where there is none. */
  localFile(key: string): Promise<string>;
  /** Moves a finished local file into the store. */
  adopt(path: string, key: string): Promise<void>;
}
