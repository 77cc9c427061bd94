import { calling } from '../../adapters/aws/aws-errors.ts';
import { DuewatchError, WrongUsage } from '../../core/contracts/errors.ts';

/** AWS does not know who asks: no credentials on this machine, or such as are no longer valid. */
export class NoCredentials extends DuewatchError {
  override name = 'NoCredentials';
}

const UNKNOWN_CALLER = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
]);

/**
 * Asks a service of AWS on behalf of the person at the terminal. `what` is what is being done, as in "reading the executions".
 *
 * @throws {NoCredentials} with how to sign in.
 * @throws {StoreForbidden} with the right that is missing.
 * @throws {StoreUnavailable} where the service can't be reached.
 */
export async function asking<T>(what: string, call: () => Promise<T>): Promise<T> {
  return calling(what, async () => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.message.includes('Region is missing')) throw noRegion();
      if (!UNKNOWN_CALLER.has(error.name)) throw error;
      throw new NoCredentials(
        `AWS does not know who asks (${error.message}). Sign in (aws sso login, or aws configure), or name a profile in AWS_PROFILE; ` +
          'aws sts get-caller-identity tells whether it worked',
        { cause: error },
      );
    }
  });
}

/** No region is known. */
export function noRegion(): WrongUsage {
  return new WrongUsage('in which region? Name it with --region, or set AWS_REGION, or a region in the profile');
}
