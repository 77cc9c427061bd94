import { bucketStore, variable } from '../../adapters/aws/environment.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { collectRowsInput } from '../../core/contracts/states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { collectRowsHandler } from './handler.ts';

const store = bucketStore();

/** The function behind the state CollectRows. */
export const handler = stateFunction({
  name: 'CollectRows',
  input: collectRowsInput,
  handler: collectRowsHandler({ store, results: new StoredQueryResults(store, variable('BUCKET')) }),
});
