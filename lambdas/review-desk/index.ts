import { bucketStore, variable } from '../../adapters/aws/environment.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { runInput } from '../../core/contracts/states.ts';
import { LETTER_WRITER } from '../../report/letters/letter-writer.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { reviewDeskHandler } from './handler.ts';

const store = bucketStore();

/** The function behind the state ReviewDesk. */
export const handler = stateFunction({
  name: 'ReviewDesk',
  input: runInput,
  handler: reviewDeskHandler({
    store,
    results: new StoredQueryResults(store, variable('BUCKET')),
    letters: LETTER_WRITER,
  }),
});
