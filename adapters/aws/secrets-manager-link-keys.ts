import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DeskKeys, LinkKeys } from '../../core/ports/link-keys.ts';
import { calling } from './aws-errors.ts';

/** How long a function goes on with the keys it has read: after a rotation the new one signs within this time. */
const KEPT_MS = 5 * 60_000;

/**
 * The keys of the desk's links: the secret's current value signs, its previous one is still accepted. A warm function reads them again every
 * few minutes.
 */
export class SecretsManagerLinkKeys implements LinkKeys {
  readonly #secrets: SecretsManagerClient;
  readonly #secret: string;
  readonly #store: string;
  #read: { readonly keys: Promise<DeskKeys>; readonly at: number } | undefined;

  constructor(secrets: SecretsManagerClient, { secret, store }: { readonly secret: string; readonly store: string }) {
    this.#secrets = secrets;
    this.#secret = secret;
    this.#store = store;
  }

  keys(): Promise<DeskKeys> {
    if (this.#read !== undefined && performance.now() - this.#read.at < KEPT_MS) return this.#read.keys;
    const read = { keys: this.#keys(), at: performance.now() };
    this.#read = read;
    // What could not be read is asked for again the next time.
    read.keys.catch(() => {
      if (this.#read === read) this.#read = undefined;
    });
    return read.keys;
  }

  async #keys(): Promise<DeskKeys> {
    const current = await this.#value('AWSCURRENT');
    if (current === undefined) throw new RangeError(`the secret ${this.#secret} has no value: deploy the stack again`);
    const previous = await this.#value('AWSPREVIOUS');
    return { store: this.#store, current, previous: previous === undefined ? [] : [previous] };
  }

  async #value(stage: string): Promise<Uint8Array | undefined> {
    try {
      const answer = await calling('reading the key of the desk', () =>
        this.#secrets.send(new GetSecretValueCommand({ SecretId: this.#secret, VersionStage: stage })),
      );
      return answer.SecretString === undefined ? undefined : new TextEncoder().encode(answer.SecretString);
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }
}
