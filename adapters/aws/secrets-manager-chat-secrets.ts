import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ChatSecret, ChatSecrets } from '../../core/ports/chat.ts';
import { readChatSecret } from '../chat/chat-secret.ts';
import { calling } from './aws-errors.ts';

/** While a secret is rotated the chat may know the one value or the other. */
const STAGES = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

/** The rooms' secrets in Secrets Manager: `<prefix><room>`. Read once a function's life. */
export class SecretsManagerChatSecrets implements ChatSecrets {
  readonly #secrets: SecretsManagerClient;
  readonly #prefix: string;
  readonly #known = new Map<string, Promise<readonly ChatSecret[]>>();

  constructor(secrets: SecretsManagerClient, prefix: string) {
    this.#secrets = secrets;
    this.#prefix = prefix;
  }

  of(room: string): Promise<readonly ChatSecret[]> {
    const known = this.#known.get(room);
    if (known !== undefined) return known;
    const asked = this.#read(room);
    this.#known.set(room, asked);
    // What could not be read is asked for again the next time.
    asked.catch(() => this.#known.delete(room));
    return asked;
  }

  async #read(room: string): Promise<readonly ChatSecret[]> {
    const found: ChatSecret[] = [];
    for (const stage of STAGES) {
      const text = await this.#value(`${this.#prefix}${room}`, stage);
      if (text !== undefined) found.push(readChatSecret(text, room));
    }
    return found;
  }

  async #value(id: string, stage: string): Promise<string | undefined> {
    try {
      const answer = await calling('reading the secret of a chat', () =>
        this.#secrets.send(new GetSecretValueCommand({ SecretId: id, VersionStage: stage })),
      );
      return answer.SecretString;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }
}
