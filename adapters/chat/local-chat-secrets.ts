import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatSecret, ChatSecrets } from '../../core/ports/chat.ts';
import { readChatSecret } from './chat-secret.ts';

/**
 * Secrets on a laptop: the variable DUEWATCH_CHAT_<ROOM> (hyphens as underscores), or a file named like the room in the folder that
 * DUEWATCH_CHAT_SECRETS names.
 */
export class LocalChatSecrets implements ChatSecrets {
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  async of(room: string): Promise<readonly ChatSecret[]> {
    const given = this.#environment[`DUEWATCH_CHAT_${room.toUpperCase().replaceAll('-', '_')}`];
    if (given !== undefined && given !== '') return [readChatSecret(given, room)];
    const folder = this.#environment['DUEWATCH_CHAT_SECRETS'];
    if (folder === undefined || folder === '') return [];
    const text = await readFile(join(folder, room), 'utf8').catch(() => undefined);
    return text === undefined ? [] : [readChatSecret(text, room)];
  }
}
