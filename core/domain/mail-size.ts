/** Bytes that a whole message may have once encoded: what the mail service takes without slowing down, and most mailboxes accept. */
const MAIL_LIMIT = 10_000_000;
/** What everything but the attachments may come to: the body under what mail programs cut off, and three pictures. */
const BODY_ROOM = 2_000_000;
/** Base64 in lines: 57 bytes become 76 characters and a line break. */
const LINE = { bytes: 57, encoded: 78 } as const;

/** Bytes that so many take in a message. */
export function encodedSize(bytes: number): number {
  return Math.ceil(bytes / LINE.bytes) * LINE.encoded;
}

/** Files that a mail carries, and those it can only point to. */
export interface FittedFiles<File> {
  readonly carried: readonly File[];
  readonly left: readonly File[];
}

/** Carries files in order as far as they fit; one that is too large does not keep the next from being carried. */
export function fitFiles<File extends { readonly bytes: Uint8Array }>(files: readonly File[]): FittedFiles<File> {
  let room = MAIL_LIMIT - BODY_ROOM;
  const carried: File[] = [];
  const left: File[] = [];
  for (const file of files) {
    const size = encodedSize(file.bytes.byteLength);
    if (size > room) {
      left.push(file);
      continue;
    }
    room -= size;
    carried.push(file);
  }
  return { carried, left };
}
