import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { variable, waitingApprovals } from '../../adapters/aws/environment.ts';
import { askForDecisionInput } from '../../core/contracts/approval-states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { askForDecisionHandler } from './handler.ts';

/** The function behind the state that waits. */
export const handler = stateFunction({
  name: 'AskForDecision',
  input: askForDecisionInput,
  handler: askForDecisionHandler({
    tasks: new DynamoTaskStore(new DynamoDBClient(), variable('TASKS_TABLE')),
    waiting: waitingApprovals(),
  }),
});
