/** What links and forms of the desk are signed with. Whoever holds a key can write links: keys never reach a log. */
export interface DeskKeys {
  /** The store the links belong to: a link of another company's store opens nothing here. */
  readonly store: string;
  /** Signs. At least 32 bytes. */
  readonly current: Uint8Array;
  /** Still accepted after a rotation. */
  readonly previous: readonly Uint8Array[];
}

/** Where the keys come from: a file of the store that its owner alone reads, a secret in the cloud. */
export interface LinkKeys {
  keys(): Promise<DeskKeys>;
}
