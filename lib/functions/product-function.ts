import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, type IFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge.ts';
import { bundling, PROJECT_FOLDER } from './bundling.ts';
import { allow, functionStatements, type GrantableResources } from './function-policy.ts';
import type { FunctionSettings } from './function-settings.ts';

/** What every function of the stack has in common. */
export interface FunctionSurroundings {
  /** Stack's name: the functions are called `<name>-<Function>`. */
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly resources: GrantableResources;
  readonly logRetention: RetentionDays;
  /** Ready-made code instead of bundling, for synthesis where only the template matters. */
  readonly code?: Code | undefined;
}

/** What one function is made from. */
export interface ProductFunctionProps {
  readonly settings: FunctionSettings;
  readonly surroundings: FunctionSurroundings;
  /** Variables of this function alone. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * How many of it may run at the same time.
   * @default no limit of its own
   */
  readonly atOnce?: number | undefined;
}

/** A function with its own log and a role that may do what its settings say and nothing else. */
export class ProductFunction extends Construct {
  readonly function: IFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ProductFunctionProps) {
    super(scope, id);
    const { settings, surroundings } = props;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${surroundings.name}-${id}`,
      retention: surroundings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = this.#role(props, logGroup);
    this.function = new NodejsFunction(this, 'Function', {
      functionName: `${surroundings.name}-${id}`,
      description: settings.description,
      entry: `${PROJECT_FOLDER}lambdas/${kebab(id)}/index.ts`,
      handler: 'handler',
      projectRoot: PROJECT_FOLDER,
      depsLockFilePath: `${PROJECT_FOLDER}package-lock.json`,
      bundling: bundling(settings.cargo ?? []),
      ...(surroundings.code === undefined ? {} : { code: surroundings.code }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.X86_64,
      memorySize: settings.memoryMb,
      timeout: Duration.seconds(settings.timeoutSeconds),
      ...(settings.diskMb === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(settings.diskMb) }),
      tracing: Tracing.ACTIVE,
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      environment: { ...surroundings.environment, ...props.environment, POWERTOOLS_LOG_LEVEL: 'INFO' },
      ...(props.atOnce === undefined ? {} : { reservedConcurrentExecutions: props.atOnce }),
      // The SDK keeps connections open by itself; the old switch for it is not wanted in the environment.
      awsSdkConnectionReuse: false,
    }) as IFunction;
  }

  #role(
    { settings, surroundings }: { settings: FunctionSettings; surroundings: FunctionSurroundings },
    log: LogGroup,
  ): Role {
    const statements = [
      allow('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]),
      allow('WriteTrace', ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*']),
      ...functionStatements(settings, surroundings.resources),
    ];
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: settings.description,
      inlinePolicies: { work: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(
      role,
      statements,
      'Objects of a named folder and executions of this one workflow have names that are not known before; X-Ray and log streams offer nothing narrower.',
    );
    return role;
  }
}

/** `LandTable` → `land-table`. */
export function kebab(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
}
