import type { ChatKind } from '../contracts/chat-settings.ts';

/** A message as it is to be posted; where to and how it is signed, the room's secret says. */
export interface ChatPost {
  readonly room: string;
  readonly kind: ChatKind;
  /** JSON, complete but for a signature. */
  readonly body: string;
}

/**
 * What became of a message. `refused`: the chat said no, or was never reached, so nothing was posted. `unknown`: no answer came, so it may
 * stand there. `why` names no address and no key.
 */
export type ChatAnswer =
  | { readonly outcome: 'posted' }
  | { readonly outcome: 'refused' | 'unknown'; readonly why: string };

/** Posts into rooms of a chat. Never throws: a chat that can't be reached is no reason for a review to fail. */
export interface Chat {
  post(post: ChatPost): Promise<ChatAnswer>;
}

/** What a room's secret holds. */
export interface ChatSecret {
  /** Address of the webhook: whoever knows it can post. */
  readonly url: string;
  /** Key of the signature, where the chat asks for one. */
  readonly key: string | null;
}

/** The rooms' secrets. While one is being exchanged both values count, the newer first; none where nothing is filed. */
export interface ChatSecrets {
  of(room: string): Promise<readonly ChatSecret[]>;
}
