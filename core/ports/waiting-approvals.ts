/** A step that waits for a person: which task, which approval. */
export interface ApprovalKey {
  readonly taskId: string;
  readonly approvalId: string;
}

/** What a person decided, as it is handed to whatever waits. */
export interface ApprovalDecision {
  readonly approved: boolean;
  readonly by: string;
}

/** Where steps wait for a person's decision while nothing runs. */
export interface WaitingApprovals {
  /** Begins to wait, once an approval however often it is asked; after so many seconds nobody has decided. */
  begin(key: ApprovalKey, seconds: number): Promise<void>;
  /** Keeps what the waiting is answered with. */
  keepToken(key: ApprovalKey, token: string): Promise<void>;
  /** Lets the waiting go on; false where nothing waits (not yet, or not any more). */
  answer(key: ApprovalKey, decision: ApprovalDecision): Promise<boolean>;
  /** Forgets what the waiting was answered with. */
  forget(key: ApprovalKey): Promise<void>;
}
