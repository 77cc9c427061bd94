import { DuewatchError } from '../../core/contracts/errors.ts';

/** Athena would refuse to start this query: the request itself is wrong. Named as Step Functions reports it. */
export class AthenaInvalidRequest extends DuewatchError {
  override name = 'Athena.InvalidRequestException';
}

/**
 * The query started and failed. Step Functions reports a job that a `.sync` task waited for and that failed as
 * `States.TaskFailed`, with the description of the query execution as the cause; so does this.
 */
export class AthenaQueryFailed extends DuewatchError {
  override name = 'States.TaskFailed';
}
