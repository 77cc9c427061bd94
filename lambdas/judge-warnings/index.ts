import { bucketStore, variable } from '../../adapters/aws/environment.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { runInput } from '../../core/contracts/states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { judgeWarningsHandler } from './handler.ts';

const store = bucketStore();

/** The function behind the state JudgeWarnings. */
export const handler = stateFunction({
  name: 'JudgeWarnings',
  input: runInput,
  handler: judgeWarningsHandler({ store, results: new StoredQueryResults(store, variable('BUCKET')) }),
});
