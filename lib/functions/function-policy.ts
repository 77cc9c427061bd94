import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionSettings, StoreArea, TableAction } from './function-settings.ts';

/** What functions are granted rights on. */
export interface GrantableResources {
  readonly bucketArn: string;
  readonly keyArn: string;
  /** Tables and indexes, each with its own rights. */
  readonly tableArns: Readonly<Record<keyof NonNullable<FunctionSettings['tables']>, string>>;
  /** The service by whose calls alone the tables are opened with the key. */
  readonly tablesVia: string;
  readonly busArn: string;
  readonly identityArns: readonly string[];
  readonly configurationSetArn: string;
  /** The secret that links of the desk page are signed with. */
  readonly deskKeyArn: string;
  /** Secrets of chat rooms, which people file. */
  readonly chatSecretsArn: string;
  /** The state machine in which steps wait for a decision. */
  readonly approvalsArn: string;
  /** Every execution of the workflow. */
  readonly executionsArn: string;
}

/** The whole policy of a function but its log: one statement a right, each with an id that says what it is for. */
export function functionStatements(settings: FunctionSettings, to: GrantableResources): PolicyStatement[] {
  return [
    ...storeStatements(settings, to),
    ...Object.entries(settings.tables ?? {}).map(([table, actions]) => tableStatement(table, actions, to)),
    ...tableKeyStatements(settings, to),
    ...(settings.sendsMail ? [mailStatement(to)] : []),
    ...(settings.links ? [allow('ReadDeskKey', ['secretsmanager:GetSecretValue'], [to.deskKeyArn])] : []),
    ...(settings.chats ? [allow('ReadChatSecrets', ['secretsmanager:GetSecretValue'], [to.chatSecretsArn])] : []),
    ...(settings.publishes ? [allow('PublishEvents', ['events:PutEvents'], [to.busArn])] : []),
    ...executionStatements(settings, to),
    ...approvalStatements(settings, to),
  ];
}

/** A statement that allows. */
export function allow(sid: string, actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ sid, actions, resources });
}

function storeStatements({ store }: FunctionSettings, { bucketArn, keyArn }: GrantableResources): PolicyStatement[] {
  const objects = (areas: readonly StoreArea[]) => areas.map((area) => `${bucketArn}/${area}/*`);
  const { read = [], write = [], list = [], remove = [] } = store;
  const statements: PolicyStatement[] = [];
  if (read.length > 0) statements.push(allow('ReadObjects', ['s3:GetObject'], objects(read)));
  if (write.length > 0) statements.push(allow('WriteObjects', ['s3:PutObject'], objects(write)));
  if (remove.length > 0) statements.push(allow('RemoveObjects', ['s3:DeleteObject'], objects(remove)));
  if (list.length > 0) statements.push(listStatement(list, bucketArn));
  const keyActions = [
    ...(read.length > 0 ? ['kms:Decrypt'] : []),
    ...(write.length > 0 ? ['kms:GenerateDataKey'] : []),
  ];
  if (keyActions.length > 0) statements.push(allow('UseKey', keyActions, [keyArn]));
  return statements;
}

/** Without the right to list, S3 answers "forbidden" instead of "not there". */
function listStatement(areas: readonly StoreArea[], bucketArn: string): PolicyStatement {
  const statement = allow('ListObjects', ['s3:ListBucket'], [bucketArn]);
  statement.addCondition('StringLike', { 's3:prefix': areas.map((area) => `${area}/*`) });
  return statement;
}

function tableStatement(
  table: string,
  actions: readonly TableAction[],
  { tableArns }: GrantableResources,
): PolicyStatement {
  const found = Object.entries(tableArns).find(([name]) => name === table);
  if (found === undefined) throw new RangeError(`there is no table ${table}`);
  const sid = `Table${table.charAt(0).toUpperCase()}${table.slice(1)}`;
  return allow(
    sid,
    actions.map((action) => `dynamodb:${action}`),
    [found[1]],
  );
}

const WRITES: readonly TableAction[] = ['PutItem', 'UpdateItem', 'DeleteItem'];

/** A table under a key of one's own is opened with the rights of whoever asks DynamoDB. */
function tableKeyStatements({ tables = {} }: FunctionSettings, to: GrantableResources): PolicyStatement[] {
  const actions = Object.values(tables).flat();
  if (actions.length === 0) return [];
  const toWrite = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
  const writes = actions.some((action) => WRITES.includes(action));
  const statement = allow('UseTableKey', ['kms:Decrypt', 'kms:DescribeKey', ...(writes ? toWrite : [])], [to.keyArn]);
  statement.addCondition('StringEquals', { 'kms:ViaService': to.tablesVia });
  return [statement];
}

/** Waiting for a decision begins with an execution, and ends with an answer to it. */
function approvalStatements({ approvals = [] }: FunctionSettings, to: GrantableResources): PolicyStatement[] {
  if (approvals.length === 0) return [];
  const actions = approvals.map((action) => `states:${action}`);
  return [allow('AnswerApprovals', actions, [to.approvalsArn])];
}

/** Whoever holds a lock asks whether an earlier holder is still at work; who writes down a run reads what its states did. */
function executionStatements({ readsExecutions }: FunctionSettings, to: GrantableResources): PolicyStatement[] {
  if (readsExecutions === undefined) return [];
  const more = readsExecutions === 'history' ? ['states:GetExecutionHistory'] : [];
  return [allow('ReadExecutions', ['states:DescribeExecution', ...more], [to.executionsArn])];
}

function mailStatement({ identityArns, configurationSetArn }: GrantableResources): PolicyStatement {
  return allow('SendMail', ['ses:SendEmail', 'ses:SendRawEmail'], [...identityArns, configurationSetArn]);
}
