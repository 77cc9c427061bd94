import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { synthesised } from './synthesised-stack.ts';

const statement = z.strictObject({
  Sid: z.string(),
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]).transform((actions) => [actions].flat()),
  Resource: z.unknown().transform((resources) => [resources].flat()),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const role = z.looseObject({
  Properties: z.looseObject({
    AssumeRolePolicyDocument: z.looseObject({
      Statement: z.array(z.looseObject({ Principal: z.looseObject({ Service: z.string() }) })),
    }),
    ManagedPolicyArns: z.undefined().optional(),
    Policies: z.array(z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(statement) }) })).length(1),
  }),
});

let template: Template;

beforeAll(() => {
  ({ template } = synthesised());
});

/** CloudFormation's references as a reader would say them: `<bucket>/work/*`, `<table of sends>`. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^StorageBucket[0-9A-F]+$/, '<bucket>'],
  [/^StorageKey[0-9A-F]+$/, '<key>'],
  [/^(?:Storage)?(Runs|Sends|Tasks)[0-9A-F]{8}$/, '<table of $1>'],
  [/^Desk(UsedLinks)[0-9A-F]{8}$/, '<table of $1>'],
  [/^DeskKey[0-9A-F]+$/, '<key of the desk>'],
  [/^TasksBus[0-9A-F]+$/, '<bus>'],
  [/^Functions([A-Za-z]+)Function[0-9A-F]+$/, '<function $1>'],
  [/^Functions([A-Za-z]+)Log[0-9A-F]+$/, '<log of $1>'],
  [/^WorkflowStateMachine[0-9A-F]+$/, '<state machine>'],
  [/^ScheduleDeadLetters[0-9A-F]+$/, '<queue of what was not started>'],
];

function said(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = z
    .union([
      z
        .strictObject({ Ref: z.string() })
        .transform(({ Ref }) => (Ref.startsWith('AWS::') ? `<${Ref.slice(5)}>` : nameOf(Ref))),
      z
        .strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })
        .transform((got) => nameOf(got['Fn::GetAtt'][0])),
      z
        .strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })
        .transform(({ 'Fn::Join': [between, joined] }) => joined.map(said).join(between)),
    ])
    .parse(value);
  return parts;
}

function nameOf(id: string): string {
  const known = NAMES.find(([pattern]) => pattern.test(id));
  return known === undefined ? id : id.replace(known[0], known[1]);
}

/** Every right in the stack, a line each: role, purpose, actions, resources, condition. */
function rights(): string {
  const roles = Object.entries(template.findResources('AWS::IAM::Role')).map(([id, found]) => {
    const { Properties } = role.parse(found);
    const trusted = Properties.AssumeRolePolicyDocument.Statement.map(({ Principal }) => Principal.Service).join();
    const lines = Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).map(line);
    return [`${id.replace(/^Functions/, '').replace(/(?<=Role)[0-9A-F]+$/, '')} (${trusted})`, ...lines].join('\n');
  });
  return `${roles.sort().join('\n\n')}\n`;
}

function line({ Sid, Action, Resource, Condition }: z.output<typeof statement>): string {
  const only = Object.entries(Condition ?? {}).flatMap(([test, keys]) =>
    Object.entries(keys).map(([key, values]) => `      only ${key} ${test} ${[values].flat().map(said).join(' ')}`),
  );
  return [`  ${Sid}: ${Action.join(' ')}`, ...Resource.map((each) => `      on ${said(each)}`), ...only].join('\n');
}

describe('the rights of the stack', () => {
  it('are these and no others, word for word', async () => {
    await expect(rights()).toMatchFileSnapshot('rights.txt');
  });

  it('are held by roles of their own alone: no policy is attached from elsewhere', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });
});
