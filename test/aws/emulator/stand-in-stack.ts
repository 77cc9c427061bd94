import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../../lib/event-source.ts';
import { bundling, PROJECT_FOLDER } from '../../../lib/functions/bundling.ts';
import { allow } from '../../../lib/functions/function-policy.ts';
import { LISTENER, STAND_IN, TEST_NAME } from './test-stage.ts';

/**
 * What stands beside the product for the tests: a function that takes the parameters of `athena:startQueryExecution.sync` and runs them on
 * the embedded engine, and a queue that keeps what the product publishes.
 */
export class StandInStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        work: new PolicyDocument({ statements: [allow('All', ['s3:*', 'kms:*', 'logs:*'], ['*'])] }),
      },
    });
    new NodejsFunction(this, 'Function', {
      functionName: STAND_IN,
      entry: `${PROJECT_FOLDER}test/aws/emulator/stand-in.ts`,
      handler: 'handler',
      projectRoot: PROJECT_FOLDER,
      depsLockFilePath: `${PROJECT_FOLDER}package-lock.json`,
      bundling: bundling(['duckdb']),
      runtime: Runtime.NODEJS_24_X,
      memorySize: 2048,
      timeout: Duration.seconds(900),
      role: role.withoutPolicyUpdates(),
    });
    new Rule(this, 'Published', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', TEST_NAME),
      eventPattern: { source: [EVENT_SOURCE] },
      targets: [new SqsQueue(new Queue(this, 'Listener', { queueName: LISTENER }))],
    });
  }
}
