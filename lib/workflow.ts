import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, type IStateMachine, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { placesOf, type Substitutions } from '../core/workflow/definition.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import type { Catalog } from './catalog.ts';
import { queryTexts } from './query-texts.ts';
import type { Storage } from './storage.ts';
import { workflowStatements } from './workflow-policy.ts';

/** The state machine's own file: the laptop runs it too. */
export const DEFINITION_FILE = fileURLToPath(new URL('./workflow/monthly-review.asl.json', import.meta.url));

const FUNCTION_PLACE = /^([A-Za-z]+)FunctionArn$/;

/** The names of the functions that the states call. */
export function functionsOfDefinition(): readonly string[] {
  return placesOf(readFileSync(DEFINITION_FILE, 'utf8')).flatMap((place) => FUNCTION_PLACE.exec(place)?.[1] ?? []);
}

/** What the workflow works with. */
export interface WorkflowProps {
  readonly name: string;
  readonly storage: Storage;
  readonly catalog: Catalog;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly logRetention: RetentionDays;
}

/** The workflow: the definition from its file, its places filled, logged and traced, with a role that reaches what the states name. */
export class Workflow extends Construct {
  readonly stateMachine: IStateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${props.name}`,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: props.name,
      comment: 'The monthly review',
      definitionBody: DefinitionBody.fromFile(DEFINITION_FILE),
      definitionSubstitutions: substitutions(props),
      role: this.#role(props),
      // Names of states and errors, never their data.
      logs: { destination: log, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
    });
    Validations.of(stateMachine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason:
        'Errors are logged. Every other event of an execution is in its history, which the console shows for 90 days; logging all of them would cost more than the run.',
    });
    this.stateMachine = stateMachine as IStateMachine;
  }

  #role(props: WorkflowProps) {
    const statements = workflowStatements(Stack.of(this), props);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      inlinePolicies: { work: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(
      role,
      statements,
      'Objects of a named folder and tables of this one database have names that are not known before; delivery of logs and traces offers nothing narrower.',
    );
    return role.withoutPolicyUpdates();
  }
}

function substitutions({ storage, catalog, functions }: WorkflowProps): Substitutions {
  const values: Substitutions = {
    ...queryTexts(),
    ...Object.fromEntries(Object.entries(functions).map(([name, each]) => [`${name}FunctionArn`, each.functionArn])),
    Bucket: storage.bucket.bucketName,
    Database: catalog.databaseName,
    WorkGroup: catalog.workGroupName,
  };
  const places = placesOf(readFileSync(DEFINITION_FILE, 'utf8'));
  const missing = places.filter((place) => values[place] === undefined);
  if (missing.length > 0)
    throw new RangeError(`nothing fills these places of the state machine: ${missing.join(', ')}`);
  return Object.fromEntries(places.map((place) => [place, values[place] ?? '']));
}
