import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  Stats,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Storage } from './storage.ts';

/** An alarm can not be made without saying what its firing means and what to do. */
export interface AlarmPlan {
  readonly name: string;
  readonly means: string;
  readonly toDo: string;
  readonly metric: IMetric;
  readonly above: number;
}

/** The people who are told. */
export class Operators extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, props: { storage: Storage; name: string; emails: readonly string[] }) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', {
      topicName: `${props.name}-operators`,
      displayName: 'duewatch operators',
      masterKey: props.storage.key,
      enforceSSL: true,
    });
    for (const email of props.emails) topic.addSubscription(new EmailSubscription(email));
    this.topic = topic as ITopic;
  }
}

/** What is watched. */
export interface ObservabilityProps {
  readonly name: string;
  readonly operators: ITopic;
  readonly stateMachine: IStateMachine;
  readonly queues: Readonly<Record<string, IQueue>>;
  readonly workGroupName: string;
  readonly deadlineDay: number;
}

/** Alarms that reach the operators and a page with everything at a glance. */
export class Observability extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    this.alarms = alarmPlans(props).map((plan) => this.#alarm(plan, props));
    this.#dashboard(props);
  }

  #alarm(plan: AlarmPlan, { name, operators }: ObservabilityProps): Alarm {
    const alarm = new Alarm(this, plan.name, {
      alarmName: `${name}-${plan.name}`,
      alarmDescription: `${plan.means} What to do: ${plan.toDo} (docs/operate.md#${plan.name.toLowerCase()})`,
      metric: plan.metric,
      threshold: plan.above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(operators));
    return alarm;
  }

  #dashboard({ name, stateMachine, workGroupName }: ObservabilityProps): void {
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: name });
    const scanned = athenaMetric('ProcessedBytes', workGroupName);
    dashboard.addWidgets(
      new TextWidget({
        markdown: '# The monthly review\nEach alarm says what it means; docs/operate.md says what to do.',
        width: 24,
        height: 2,
      }),
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...this.alarms], width: 24, height: 3 }),
      new GraphWidget({
        title: 'Executions',
        left: [stateMachine.metricStarted(), stateMachine.metricSucceeded(), stateMachine.metricFailed()],
        width: 12,
      }),
      new GraphWidget({ title: 'Minutes from start to end', left: [stateMachine.metricTime()], width: 12 }),
      new GraphWidget({ title: 'Bytes that queries read', left: [scanned], width: 12 }),
      new GraphWidget({
        title: 'Mail',
        left: [sesMetric('Send'), sesMetric('Bounce'), sesMetric('Complaint')],
        width: 12,
      }),
    );
  }
}

function alarmPlans({ stateMachine, queues, deadlineDay }: ObservabilityProps): AlarmPlan[] {
  const period = Duration.minutes(5);
  const failures: AlarmPlan[] = [
    {
      name: 'ReviewFailed',
      means: 'A monthly review failed; nothing was sent twice.',
      toDo: 'read the mail about the failure, mend its cause, and choose Redrive on the execution.',
      metric: stateMachine.metricFailed({ period, statistic: Stats.SUM }),
      above: 0,
    },
    {
      name: 'ReviewTimedOut',
      means: 'A monthly review took longer than the workflow allows, or its export never came.',
      toDo: 'see in the execution which state it waits in; bring the export, then Redrive.',
      metric: stateMachine.metricTimedOut({ period, statistic: Stats.SUM }),
      above: 0,
    },
    {
      name: 'MonthOverdue',
      means: `It is past day ${deadlineDay} and no mail of last month's review has left.`,
      toDo: 'see whether an execution ran at all (schedule disabled? export late?) and start one with the month as its period.',
      metric: new Metric({
        namespace: 'duewatch',
        metricName: 'MonthOverdue',
        dimensionsMap: { service: 'duewatch' },
        period: Duration.hours(1),
        statistic: Stats.MAXIMUM,
      }),
      above: 0,
    },
    {
      name: 'DeskFailing',
      means: 'Somebody asked the desk page for something and it could not answer.',
      toDo: 'read the log of the Desk function: the error names what did not answer. Nothing is written twice when the person tries again.',
      metric: new Metric({
        namespace: 'duewatch',
        metricName: 'DeskFailed',
        dimensionsMap: { service: 'duewatch' },
        period,
        statistic: Stats.SUM,
      }),
      above: 0,
    },
    {
      name: 'MailBouncing',
      means: 'Reports bounce: an address is wrong or the sender is not verified.',
      toDo: 'look in the sends table for BOUNCED rows and correct the recipients in config/rules.yaml of the bucket.',
      metric: sesMetric('Bounce'),
      above: 0,
    },
  ];
  return [...failures, ...Object.entries(queues).map(([queue, watched]) => queuePlan(queue, watched, period))];
}

function queuePlan(name: string, queue: IQueue, period: Duration): AlarmPlan {
  return {
    name,
    means: 'Something could not be started or delivered, and waits in a queue.',
    toDo: 'read the message in the queue: its attributes say which target failed and why; mend that and start it by hand.',
    metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
    above: 0,
  };
}

function athenaMetric(metricName: string, workGroup: string): Metric {
  return new Metric({
    namespace: 'AWS/Athena',
    metricName,
    dimensionsMap: { WorkGroup: workGroup },
    statistic: Stats.SUM,
  });
}

function sesMetric(metricName: string): Metric {
  return new Metric({ namespace: 'AWS/SES', metricName, statistic: Stats.SUM, period: Duration.minutes(5) });
}
