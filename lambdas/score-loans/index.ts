import { bucketStore, LOCAL_FOLDER } from '../../adapters/aws/environment.ts';
import { lambdaSqlSession } from '../../adapters/aws/lambda-sql-session.ts';
import { DuckDbLoanReader } from '../../adapters/duckdb/loan-reader.ts';
import { runInput } from '../../core/contracts/states.ts';
import { freshDisk } from '../middleware/fresh-disk.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { scoreLoansHandler } from './handler.ts';

/** The function behind the state ScoreLoans. */
export const handler = stateFunction({
  name: 'ScoreLoans',
  input: runInput,
  handler: scoreLoansHandler({ store: bucketStore(), loans: new DuckDbLoanReader(await lambdaSqlSession()) }),
  before: [freshDisk(LOCAL_FOLDER)],
});
