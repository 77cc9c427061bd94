import { bucketStore, variable } from '../../adapters/aws/environment.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { planAnalysisInput } from '../../core/contracts/states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { planAnalysisHandler } from './handler.ts';

const store = bucketStore();

/** The function behind the state PlanAnalysis. */
export const handler = stateFunction({
  name: 'PlanAnalysis',
  input: planAnalysisInput,
  handler: planAnalysisHandler({ store, results: new StoredQueryResults(store, variable('BUCKET')) }),
});
