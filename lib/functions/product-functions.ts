import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type Code, FunctionUrlAuthType, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../../config/stage-schema.ts';
import { approvalsName } from '../approvals-name.ts';
import type { Delivery } from '../delivery.ts';
import type { Desk } from '../desk.ts';
import type { Storage } from '../storage.ts';
import type { Tasks } from '../tasks.ts';
import { functionsOfDefinition } from '../workflow.ts';
import { EVENT_FUNCTIONS, type FunctionSettings, STATE_FUNCTIONS } from './function-settings.ts';
import { type FunctionSurroundings, ProductFunction } from './product-function.ts';

/** What the functions work with. */
export interface ProductFunctionsProps {
  readonly name: string;
  readonly stage: Stage;
  readonly version: string;
  readonly storage: Storage;
  readonly tasks: Tasks;
  readonly delivery: Delivery;
  readonly desk: Desk;
  readonly logRetention: RetentionDays;
  readonly code?: Code | undefined;
}

/** Every function: those that the state machine's file names, and those that listen to events. */
export class ProductFunctions extends Construct {
  /** By the name of the state. */
  readonly ofStates: Readonly<Record<string, IFunction>>;
  readonly failRun: IFunction;
  readonly recordDelivery: IFunction;
  readonly checkMonth: IFunction;
  readonly askForDecision: IFunction;
  readonly recordDecision: IFunction;
  readonly followApprovals: IFunction;
  /** Address of the desk page. */
  readonly deskUrl: string;

  constructor(scope: Construct, id: string, props: ProductFunctionsProps) {
    super(scope, id);
    const surroundings = surroundingsOf(this, props);
    const make = (name: string, settings: FunctionSettings, environment = {}) =>
      new ProductFunction(this, name, { settings, surroundings, environment }).function;
    const page = new ProductFunction(this, 'Desk', {
      settings: EVENT_FUNCTIONS.Desk,
      surroundings,
      atOnce: props.stage.desk.atOnce,
    }).function;
    // Links carry the page's rights themselves, signed: whoever has none is told so by the function.
    this.deskUrl = page.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
    const environmentOf = (name: string) => (name === 'ComposeReport' ? { DESK_URL: this.deskUrl } : {});
    this.ofStates = Object.fromEntries(
      functionsOfDefinition().map((name) => [name, make(name, settingsOf(name), environmentOf(name))]),
    );
    this.failRun = make('FailRun', EVENT_FUNCTIONS.FailRun);
    this.recordDelivery = make('RecordDelivery', EVENT_FUNCTIONS.RecordDelivery);
    this.checkMonth = make('CheckMonth', EVENT_FUNCTIONS.CheckMonth);
    this.askForDecision = make('AskForDecision', EVENT_FUNCTIONS.AskForDecision);
    this.recordDecision = make('RecordDecision', EVENT_FUNCTIONS.RecordDecision);
    this.followApprovals = make('FollowApprovals', EVENT_FUNCTIONS.FollowApprovals);
  }
}

function settingsOf(state: string): FunctionSettings {
  const settings = STATE_FUNCTIONS[state];
  if (settings !== undefined) return settings;
  throw new RangeError(`the state machine calls ${state}, which has no settings in lib/functions/function-settings.ts`);
}

function surroundingsOf(scope: Construct, props: ProductFunctionsProps): FunctionSurroundings {
  const { name, stage, storage, tasks, delivery, desk } = props;
  const stack = Stack.of(scope);
  // By name, not by reference: the state machine refers to its functions already.
  const approvalsArn = stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: approvalsName(name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return {
    name,
    logRetention: props.logRetention,
    code: props.code,
    environment: {
      BUCKET: storage.bucket.bucketName,
      RUNS_TABLE: storage.runs.tableName,
      SENDS_TABLE: storage.sends.tableName,
      TASKS_TABLE: tasks.table.tableName,
      USED_LINKS_TABLE: desk.usedLinks.tableName,
      DESK_KEY: desk.key.secretArn,
      EVENT_BUS: tasks.bus.eventBusName,
      APPROVALS: approvalsArn,
      CHAT_SECRETS: `${name}/chat/`,
      CONFIGURATION_SET: delivery.configurationSetName,
      TIME_ZONE: stage.schedule.timeZone,
      SETTLE_MINUTES: String(stage.schedule.settleMinutes),
      DEADLINE_DAY: String(stage.schedule.deadlineDay),
      DUEWATCH_VERSION: props.version,
    },
    resources: {
      bucketArn: storage.bucket.bucketArn,
      keyArn: storage.key.keyArn,
      tableArns: {
        runs: storage.runs.tableArn,
        sends: storage.sends.tableArn,
        tasks: tasks.table.tableArn,
        worklist: tasks.indexArn,
        usedLinks: desk.usedLinks.tableArn,
      },
      tablesVia: `dynamodb.${stack.region}.${stack.urlSuffix}`,
      busArn: tasks.bus.eventBusArn,
      identityArns: delivery.identityArns,
      configurationSetArn: delivery.configurationSetArn,
      deskKeyArn: desk.key.secretArn,
      chatSecretsArn: stack.formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: `${name}/chat/*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      // By name, not by reference: the workflow refers to its functions already.
      approvalsArn,
      executionsArn: stack.formatArn({ service: 'states', resource: `execution:${name}:*` }),
    },
  };
}
