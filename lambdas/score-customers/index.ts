import { bucketStore, variable } from '../../adapters/aws/environment.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { runInput } from '../../core/contracts/states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { scoreCustomersHandler } from './handler.ts';

const store = bucketStore();

/** The function behind the state ScoreCustomers. */
export const handler = stateFunction({
  name: 'ScoreCustomers',
  input: runInput,
  handler: scoreCustomersHandler({ store, results: new StoredQueryResults(store, variable('BUCKET')) }),
});
