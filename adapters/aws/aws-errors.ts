import { DuewatchError } from '../../core/contracts/errors.ts';

/** A service of the store did not answer, or asked to be called less often. The workflow tries the state again. */
export class StoreUnavailable extends DuewatchError {
  override name = 'StoreUnavailable';
}

/** The function may not do what it tried: a statement is missing in its policy, or the policy of the bucket or key forbids it. */
export class StoreForbidden extends DuewatchError {
  override name = 'StoreForbidden';
}

const PASSING = new Set([
  'InternalError',
  'InternalServerError',
  'InternalFailure',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
/** What the client says of a body that is not what its digest belongs to; the error has no name of its own. */
const DAMAGED = /^Checksum mismatch/;
const FORBIDDEN = new Set(['AccessDenied', 'AccessDeniedException', 'Forbidden', 'UnauthorizedOperation']);

/**
 * Runs a call to a service and gives what it threw one of the product's names: {@link StoreUnavailable} for what passes by itself (the
 * workflow's Retry matches on it), {@link StoreForbidden} for a missing right. Anything else is thrown as it came.
 */
export async function calling<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw named(what, error);
  }
}

/** The status that a service answered with, where it answered. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (metadata === null || typeof metadata !== 'object' || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

function named(what: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const status = statusOf(error);
  if (
    PASSING.has(error.name) ||
    (status !== undefined && status >= 500) ||
    hasCode(error) ||
    DAMAGED.test(error.message)
  ) {
    return new StoreUnavailable(`${what}: ${error.name}: ${error.message}`, { cause: error });
  }
  if (FORBIDDEN.has(error.name) || status === 403) {
    return new StoreForbidden(`${what} is not allowed: ${error.message}`, { cause: error });
  }
  return error;
}

/** Errors of the connection itself carry the system's code. */
function hasCode(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}
