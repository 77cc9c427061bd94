/** A composed mail: complete MIME bytes and the envelope. */
export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
  /** Goes with the mail as a tag, so that the service's own events can be matched with the send ledger. */
  readonly reference: string;
}

/** Hands a mail to the mail service and returns the service's message id. */
export interface Mailer {
  /** True where `findSent` knows every mail that ever left, so that `undefined` means that it did not. */
  readonly knowsAll: boolean;
  send(mail: OutgoingMail): Promise<string>;
  /** The id of the mail with this reference where the service knows that it left; `undefined` where it can't tell. */
  findSent(reference: string): Promise<string | undefined>;
}
