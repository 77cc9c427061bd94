/** Which one-time forms of the desk were sent in already. */
export interface UsedLinks {
  /**
   * Uses up a form. True for the one call that comes first, false for every other, also where many come at the same time. After
   * `expiresAt` (seconds since 1970) the form is refused by its own date and need not be remembered.
   */
  use(nonce: string, expiresAt: number): Promise<boolean>;
}
