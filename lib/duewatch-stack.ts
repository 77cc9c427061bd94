import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Code, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Stage } from '../config/stage-schema.ts';
import { Approvals } from './approvals.ts';
import { approvalsName } from './approvals-name.ts';
import { Catalog } from './catalog.ts';
import { Delivery } from './delivery.ts';
import { Desk } from './desk.ts';
import { ProductFunctions } from './functions/product-functions.ts';
import { Listeners } from './listeners.ts';
import { retentionOf } from './log-retention.ts';
import { Observability, Operators } from './observability.ts';
import { MonthlySchedule } from './schedule.ts';
import { Storage } from './storage.ts';
import { Tasks } from './tasks.ts';
import { Workflow } from './workflow.ts';

/** What the stack is made from. */
export interface DuewatchStackProps extends StackProps {
  readonly stage: Stage;
  /** The product's version, part of every run's id. */
  readonly version: string;
  /** Ready-made code instead of bundling, for synthesis where only the template matters. */
  readonly code?: Code | undefined;
}

/** The monthly review in an account of its company's own: deployed, scheduled, watched. */
export class DuewatchStack extends Stack {
  constructor(scope: Construct, id: string, props: DuewatchStackProps) {
    super(scope, id, { description: 'duewatch: a monthly review of the payments of customers', ...props });
    const { stage, version, code } = props;
    const name = `duewatch-${stage.name}`;
    const logRetention = retentionOf(stage.keep.logDays);
    const storage = new Storage(this, 'Storage', { keep: stage.keep });
    const tasks = new Tasks(this, 'Tasks', { storage, name });
    const catalog = new Catalog(this, 'Catalog', { storage, stage: stage.name, scanLimitGb: stage.scanLimitGb });
    const desk = new Desk(this, 'Desk', { storage, name });
    const delivery = new Delivery(this, 'Delivery', { name, mail: stage.mail });
    const functions = new ProductFunctions(this, 'Functions', {
      name,
      stage,
      version,
      storage,
      tasks,
      delivery,
      desk,
      logRetention,
      code,
    });
    const workflow = new Workflow(this, 'Workflow', {
      name,
      storage,
      catalog,
      functions: functions.ofStates,
      logRetention,
    });
    const operators = new Operators(this, 'Operators', { storage, name, emails: stage.operators });
    const { stateMachine } = workflow;
    const schedule = new MonthlySchedule(this, 'Schedule', {
      name,
      schedule: stage.schedule,
      storage,
      stateMachine,
      checkMonth: functions.checkMonth,
    });
    const listeners = new Listeners(this, 'Listeners', {
      storage,
      stateMachine,
      defaultBus: delivery.events,
      productBus: tasks.bus as IEventBus,
      configurationSetName: delivery.configurationSetName,
      failRun: functions.failRun,
      recordDelivery: functions.recordDelivery,
      operators: operators.topic,
    });
    new Approvals(this, 'Approvals', {
      name: approvalsName(name),
      tasks,
      askForDecision: functions.askForDecision,
      recordDecision: functions.recordDecision,
      followApprovals: functions.followApprovals,
      undelivered: listeners.undelivered,
      logRetention,
    });
    new Observability(this, 'Observability', {
      name,
      operators: operators.topic,
      stateMachine,
      queues: { NotStarted: schedule.notStarted as IQueue, NotDelivered: listeners.undelivered },
      workGroupName: catalog.workGroupName,
      deadlineDay: stage.schedule.deadlineDay,
    });
    this.#tell({ name, storage, workflow, tasks, functions: functions.ofStates, deskUrl: functions.deskUrl });
  }

  /** What people and the command line look up. */
  #tell(parts: {
    name: string;
    storage: Storage;
    workflow: Workflow;
    tasks: Tasks;
    functions: Readonly<Record<string, IFunction>>;
    deskUrl: string;
  }): void {
    Tags.of(this).add('duewatch', parts.name);
    Tags.of(parts.workflow).add('duewatch:bucket', parts.storage.bucket.bucketName);
    Tags.of(parts.workflow).add('duewatch:runs', parts.storage.runs.tableName);
    Tags.of(parts.workflow).add('duewatch:tasks', parts.tasks.table.tableName);
    new CfnOutput(this, 'Bucket', { value: parts.storage.bucket.bucketName });
    new CfnOutput(this, 'RunsTable', { value: parts.storage.runs.tableName });
    new CfnOutput(this, 'SendsTable', { value: parts.storage.sends.tableName });
    new CfnOutput(this, 'TasksTable', { value: parts.tasks.table.tableName });
    new CfnOutput(this, 'DeskPage', { value: parts.deskUrl });
    new CfnOutput(this, 'StateMachine', { value: parts.workflow.stateMachine.stateMachineArn });
  }
}
