import { fileURLToPath } from 'node:url';
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, type IStateMachine, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge.ts';
import { EVENT_SOURCE } from './event-source.ts';
import { allow } from './functions/function-policy.ts';
import type { Tasks } from './tasks.ts';
import { loggedAndTraced } from './workflow-policy.ts';

/** The state machine's own file. */
const DEFINITION_FILE = fileURLToPath(new URL('./workflow/approve-escalation.asl.json', import.meta.url));

/** What waiting for a decision takes. */
export interface ApprovalsProps {
  /** Of the state machine. */
  readonly name: string;
  readonly tasks: Tasks;
  readonly askForDecision: IFunction;
  readonly recordDecision: IFunction;
  readonly followApprovals: IFunction;
  readonly undelivered: IQueue;
  readonly logRetention: RetentionDays;
}

/**
 * Steps that a person must approve wait in executions of their own, for days if need be, while nothing runs. What is announced of tasks
 * begins and ends the waiting, whoever wrote the decision down and with what.
 */
export class Approvals extends Construct {
  readonly stateMachine: IStateMachine;

  constructor(scope: Construct, id: string, props: ApprovalsProps) {
    super(scope, id);
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${props.name}`,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: props.name,
      comment: 'An agency or the court is called in when a person says so',
      definitionBody: DefinitionBody.fromFile(DEFINITION_FILE),
      definitionSubstitutions: {
        AskForDecisionFunctionArn: props.askForDecision.functionArn,
        RecordDecisionFunctionArn: props.recordDecision.functionArn,
      },
      role: this.#role(props),
      logs: { destination: log, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
    });
    Validations.of(stateMachine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason:
        'Errors are logged. Every other event of an execution is in its history, which the console shows for 90 days.',
    });
    this.stateMachine = stateMachine as IStateMachine;
    new Rule(this, 'TaskAnnounced', {
      eventBus: props.tasks.bus,
      description: 'A step of a task waits for a decision, or was decided',
      eventPattern: {
        source: [EVENT_SOURCE],
        detailType: ['CollectionTaskOpened', 'CollectionTaskChanged'],
        detail: { approvals: { kind: Match.anyOf('agency', 'legal') } },
      },
      targets: [new LambdaFunction(props.followApprovals, { deadLetterQueue: props.undelivered, retryAttempts: 10 })],
    });
  }

  #role(props: ApprovalsProps) {
    const functions = [props.askForDecision, props.recordDecision].map(({ functionArn }) => functionArn);
    const statements = [allow('CallFunctions', ['lambda:InvokeFunction'], functions), ...loggedAndTraced()];
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      inlinePolicies: { work: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(role, statements, 'Delivery of logs and traces offers nothing narrower.');
    return role.withoutPolicyUpdates();
  }
}
