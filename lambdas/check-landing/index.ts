import { bucketStore, LOCAL_FOLDER } from '../../adapters/aws/environment.ts';
import { lambdaSqlSession } from '../../adapters/aws/lambda-sql-session.ts';
import { DuckDbLander } from '../../adapters/duckdb/landing/duckdb-lander.ts';
import { runInput } from '../../core/contracts/states.ts';
import { freshDisk } from '../middleware/fresh-disk.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { checkLandingHandler } from './handler.ts';

/** The function behind the state CheckLanding. */
export const handler = stateFunction({
  name: 'CheckLanding',
  input: runInput,
  handler: checkLandingHandler({ store: bucketStore(), lander: new DuckDbLander(await lambdaSqlSession()) }),
  before: [freshDisk(LOCAL_FOLDER)],
});
