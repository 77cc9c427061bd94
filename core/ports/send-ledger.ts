/** One mail that must leave once: a recipient, a period and a revision; `attempt` grows only when an operator asks for a resend. */
export interface SendKey {
  readonly period: string;
  readonly revision: number;
  readonly recipient: string;
  readonly attempt: number;
}

/** PENDING is written before the mail service is called, SENT after it answered. DELIVERED is told of letters to customers only. */
export type SendStatus = 'PENDING' | 'SENT' | 'DELIVERED' | 'BOUNCED' | 'COMPLAINED';

/** What the ledger knows of a mail. */
export interface SendRow extends SendKey {
  readonly status: SendStatus;
  readonly messageId: string | null;
  readonly at: string;
}

/** The memory that keeps a mail from leaving twice. */
export interface SendLedger {
  /**
   * Writes PENDING where nothing stands; returns the row that stood there already, if any. `tasks`: on which a letter is recorded, kept where
   * the mail service's events come in, so that they are found without reading the others.
   */
  reserve(key: SendKey, at: string, tasks?: readonly string[]): Promise<SendRow | undefined>;
  /** PENDING → SENT, with the service's message id. */
  markSent(key: SendKey, messageId: string, at: string): Promise<void>;
  /** Every row of a period, by recipient, revision and attempt. */
  list(period: string): Promise<readonly SendRow[]>;
}
