import { GetRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { TEST_NAME } from './emulator/test-stage.ts';

const iam = new IAMClient({});
const lambda = new LambdaClient({});

/** The inline policy of every role of the stack. */
const POLICY_NAME = 'work';

const policySchema = z.looseObject({ Statement: z.array(z.looseObject({ Sid: z.string() })) });
/** A function's whole policy. */
export type Policy = z.output<typeof policySchema>;

async function roleOf(name: string): Promise<string> {
  const { Role } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: `${TEST_NAME}-${name}` }));
  return Role?.split('/').at(-1) ?? '';
}

/** The policy that a function was deployed with. */
export async function policyOf(name: string): Promise<Policy> {
  const RoleName = await roleOf(name);
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: POLICY_NAME }));
  return policySchema.parse(JSON.parse(decodeURIComponent(PolicyDocument ?? '')));
}

/** Does something while a function has another policy, which it has no longer afterwards. */
export async function withPolicy<T>(name: string, policy: Policy, usual: Policy, act: () => Promise<T>): Promise<T> {
  const RoleName = await roleOf(name);
  const put = (document: Policy) =>
    iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: POLICY_NAME, PolicyDocument: JSON.stringify(document) }));
  await put(policy);
  try {
    return await act();
  } finally {
    await put(usual);
  }
}

const failure = z.object({ errorType: z.string(), errorMessage: z.string() });

/** Calls a function of the stack: `done`, or the name of the error that it ended with. */
export async function invoked(name: string, input: unknown): Promise<string> {
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `${TEST_NAME}-${name}`,
      Payload: new TextEncoder().encode(JSON.stringify(input)),
    }),
  );
  if (answer.FunctionError === undefined) return 'done';
  return failure.parse(JSON.parse(new TextDecoder().decode(answer.Payload))).errorType;
}
