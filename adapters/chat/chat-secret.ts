import { z } from 'zod';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { ChatSecret } from '../../core/ports/chat.ts';

/** A room's secret does not hold what it should. The message does not repeat it. */
export class ChatSecretUnreadable extends DuewatchError {
  override name = 'ChatSecretUnreadable';
}

const filed = z.strictObject({ url: z.url(), key: z.string().min(1).nullable().default(null) });

/** A secret as it is filed: the address alone, or JSON with `url` and, where the chat signs, `key`. */
export function readChatSecret(text: string, room: string): ChatSecret {
  const trimmed = text.trim();
  if (URL.canParse(trimmed)) return { url: trimmed, key: null };
  try {
    const read = filed.safeParse(JSON.parse(trimmed));
    if (read.success) return read.data;
  } catch {
    // Told below, without the text.
  }
  throw new ChatSecretUnreadable(
    `the secret of the room ${room} is neither an address nor {"url": "https://…", "key": "…"}: file it again (docs/chat.md)`,
  );
}
