/** An export that lies in the store. */
export interface ExportFolder {
  /** Its name; empty for files that lie in no folder. */
  readonly name: string;
  /** When its newest file was written, ISO. */
  readonly newest: string;
}

/** Which exports there are, before one is opened. */
export interface ExportCatalog {
  folders(): Promise<readonly ExportFolder[]>;
}
