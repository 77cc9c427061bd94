import { DuewatchError } from '../../core/contracts/errors.ts';

/** What a state was started with is not what it takes: names each wrong field, what was met and what is allowed. */
export class InvalidInput extends DuewatchError {
  override name = 'InvalidInput';
}
