import { bucketStore, exportStore, LOCAL_FOLDER } from '../../adapters/aws/environment.ts';
import { lambdaSqlSession } from '../../adapters/aws/lambda-sql-session.ts';
import { DuckDbLander } from '../../adapters/duckdb/landing/duckdb-lander.ts';
import { LOCAL_DIGESTS, LocalScratchFolders } from '../../adapters/embedded/local-ports.ts';
import { landTableInput } from '../../core/contracts/states.ts';
import { freshDisk } from '../middleware/fresh-disk.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { landTableHandler } from './handler.ts';

/** The function behind the state LandTable. */
export const handler = stateFunction({
  name: 'LandTable',
  input: landTableInput,
  handler: landTableHandler({
    store: bucketStore(),
    exports: exportStore(),
    lander: new DuckDbLander(await lambdaSqlSession()),
    scratch: new LocalScratchFolders(LOCAL_FOLDER),
    digests: LOCAL_DIGESTS,
  }),
  before: [freshDisk(LOCAL_FOLDER)],
});
