import { bucketStore, deskKeys, variable } from '../../adapters/aws/environment.ts';
import { runInput } from '../../core/contracts/states.ts';
import { bundledRenderer } from '../bundled-renderer.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { composeReportHandler } from './handler.ts';

/** The function behind the state ComposeReport. */
export const handler = stateFunction({
  name: 'ComposeReport',
  input: runInput,
  handler: composeReportHandler({
    store: bucketStore(),
    renderer: bundledRenderer(),
    desk: { keys: deskKeys(), url: variable('DESK_URL') },
  }),
});
