/** Room on the local disk for files that are being made. */
export interface ScratchFolders {
  /** Gives `work` an empty folder and removes it afterwards, whatever happened. */
  use<T>(work: (folder: string) => Promise<T>): Promise<T>;
}
