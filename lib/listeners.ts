import { EventField, type IEventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from './event-source.ts';
import { deadLetters } from './schedule.ts';
import type { Storage } from './storage.ts';

/** What listens to what. */
export interface ListenersProps {
  readonly storage: Storage;
  readonly stateMachine: IStateMachine;
  readonly defaultBus: IEventBus;
  readonly productBus: IEventBus;
  readonly configurationSetName: string;
  readonly failRun: IFunction;
  readonly recordDelivery: IFunction;
  readonly operators: ITopic;
}

/**
 * Who acts on events. An execution that ends badly, in whatever way, reaches FailRun: outside the workflow, so that the workflow's last state
 * is the one that failed and a redrive begins there.
 */
export class Listeners extends Construct {
  readonly undelivered: IQueue;

  constructor(scope: Construct, id: string, props: ListenersProps) {
    super(scope, id);
    this.undelivered = deadLetters(this, props.storage) as IQueue;
    const target = (to: IFunction) => new LambdaFunction(to, { deadLetterQueue: this.undelivered, retryAttempts: 10 });
    new Rule(this, 'ExecutionEnded', {
      eventBus: props.defaultBus,
      description: 'A monthly review failed, timed out or was stopped',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [props.stateMachine.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [target(props.failRun)],
    });
    new Rule(this, 'MailEvents', {
      eventBus: props.defaultBus,
      description: 'What became of each mail',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [props.configurationSetName] } } },
      },
      targets: [target(props.recordDelivery)],
    });
    new Rule(this, 'ReviewFailed', {
      eventBus: props.productBus,
      description: 'Tells the operators what broke and how to go on',
      eventPattern: { source: [EVENT_SOURCE], detailType: ['MonthlyReviewFailed'] },
      targets: [new SnsTopic(props.operators, { message: failureText(), deadLetterQueue: this.undelivered })],
    });
  }
}

function failureText(): RuleTargetInput {
  const [run, error, cause] = ['run', 'error', 'cause'].map((field) => EventField.fromPath(`$.detail.${field}`));
  return RuleTargetInput.fromText(
    `The monthly review ${run} ended with ${error}: ${cause} Nothing was sent or opened twice. ` +
      'When the cause is gone, open the execution in the Step Functions console and choose Redrive: it goes on at the state that failed. ' +
      'A refused export needs a corrected export and a new execution. docs/operate.md has each error.',
  );
}
