import { Duration, TimeZone, Validations } from 'aws-cdk-lib';
import { type IRole, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Stage } from '../config/stage-schema.ts';
import { allow } from './functions/function-policy.ts';
import type { Storage } from './storage.ts';

/** What the schedule starts. */
export interface MonthlyScheduleProps {
  readonly name: string;
  readonly schedule: Stage['schedule'];
  readonly storage: Storage;
  readonly stateMachine: IStateMachine;
  readonly checkMonth: IFunction;
}

/**
 * The review starts once a month, the check whether it has left once a day; what could not be started waits in a queue that is watched. Both
 * are told for when they were meant, so that a start that comes late still means the same month.
 */
export class MonthlySchedule extends Construct {
  readonly notStarted: Queue;

  constructor(scope: Construct, id: string, props: MonthlyScheduleProps) {
    super(scope, id);
    const { schedule } = props;
    const timeZone = TimeZone.of(schedule.timeZone);
    const { hour } = schedule;
    this.notStarted = deadLetters(this, props.storage);
    const input = ScheduleTargetInput.fromObject({ scheduledAt: ContextAttribute.scheduledTime });
    const deadLetterQueue = this.notStarted as IQueue;
    const role = schedulerRole(this, props, this.notStarted);
    new Schedule(this, 'Monthly', {
      scheduleName: `${props.name}-monthly`,
      description: `The review of the month before, on day ${schedule.day} at ${hour}:00 ${schedule.timeZone}`,
      enabled: schedule.enabled,
      schedule: ScheduleExpression.cron({ minute: '0', hour: String(hour), day: String(schedule.day), timeZone }),
      timeWindow: TimeWindow.flexible(Duration.minutes(schedule.flexibleMinutes)),
      target: new StepFunctionsStartExecution(props.stateMachine, {
        input,
        role,
        deadLetterQueue,
        maxEventAge: Duration.hours(24),
        retryAttempts: 185,
      }),
    });
    new Schedule(this, 'DailyCheck', {
      scheduleName: `${props.name}-daily-check`,
      description: 'Has the report of the month left?',
      enabled: schedule.enabled,
      schedule: ScheduleExpression.cron({ minute: '30', hour: String(hour), timeZone }),
      timeWindow: TimeWindow.flexible(Duration.minutes(schedule.flexibleMinutes)),
      target: new LambdaInvoke(props.checkMonth, { input, role, deadLetterQueue, retryAttempts: 10 }),
    });
  }
}

/** The scheduler may start this workflow, call this check, and put what it could not start into this queue. */
function schedulerRole(scope: Construct, props: MonthlyScheduleProps, queue: Queue): IRole {
  const statements = [
    allow('StartReview', ['states:StartExecution'], [props.stateMachine.stateMachineArn]),
    allow('CallCheck', ['lambda:InvokeFunction'], [props.checkMonth.functionArn]),
    allow('KeepNotStarted', ['sqs:SendMessage'], [queue.queueArn]),
    allow('UseKey', ['kms:Decrypt', 'kms:GenerateDataKey'], [props.storage.key.keyArn]),
  ];
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    inlinePolicies: { work: new PolicyDocument({ statements }) },
  });
  return role.withoutPolicyUpdates();
}

/** A queue for what could not be delivered, kept as long as a queue keeps anything. */
export function deadLetters(scope: Construct, storage: Storage): Queue {
  const queue = new Queue(scope, 'DeadLetters', {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: storage.key,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This queue is itself where undeliverable things end; an alarm watches it.',
  });
  return queue;
}
