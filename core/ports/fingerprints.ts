/** Digests of an export's files, read as a stream so that size does not matter. */
export interface Fingerprints {
  /** SHA-256 in hex, and the size. */
  of(key: string): Promise<{ readonly sha256: string; readonly bytes: number }>;
}

/** Digests of files on the local disk. */
export interface FileDigests {
  /** SHA-256 in hex of the file as it is now. */
  sha256(path: string): Promise<string>;
}
