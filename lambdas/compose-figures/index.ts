import { bucketStore } from '../../adapters/aws/environment.ts';
import { runInput } from '../../core/contracts/states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { composeFiguresHandler } from './handler.ts';

/** The function behind the state ComposeFigures. */
export const handler = stateFunction({
  name: 'ComposeFigures',
  input: runInput,
  handler: composeFiguresHandler({ store: bucketStore() }),
});
