import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { calling } from './aws-errors.ts';

/** Why an execution ended badly; `undefined` where it is at work (it was redriven meanwhile) or ended well. */
export async function endOfExecution(
  steps: SFNClient,
  executionArn: string,
): Promise<{ Error: string; Cause: string } | undefined> {
  const { status, error, cause } = await calling('describing the execution', () =>
    steps.send(new DescribeExecutionCommand({ executionArn })),
  );
  switch (status) {
    case 'FAILED':
      return { Error: error ?? 'States.Runtime', Cause: cause ?? 'the execution failed and gave no cause' };
    case 'TIMED_OUT':
      return { Error: 'States.Timeout', Cause: cause ?? 'the execution took longer than the workflow allows' };
    case 'ABORTED':
      return { Error: error ?? 'ExecutionStopped', Cause: cause ?? 'somebody stopped the execution' };
    default:
      return undefined;
  }
}
