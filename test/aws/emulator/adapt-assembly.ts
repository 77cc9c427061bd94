import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { STAND_IN, TEST_NAME } from './test-stage.ts';

const RUNTIME = fileURLToPath(new URL('./runtime.mjs', import.meta.url));
const ATHENA = 'arn:aws:states:::athena:startQueryExecution.sync';
const STAND_IN_ARN = `arn:aws:lambda:us-east-1:000000000000:function:${STAND_IN}`;

const resource = z.looseObject({ Type: z.string(), Properties: z.looseObject({}).optional() });
const template = z.looseObject({ Resources: z.record(z.string(), resource) });
type Resource = z.output<typeof resource>;

/**
 * Makes a synthesised assembly fit for the emulator. Three things change: functions run on a custom runtime that reports errors by name, and
 * Athena's tasks call a function with the same parameters; and the rights to send mail, to answer what waits and to read the desk's key are on `*`. The rest is deployed as it would be deployed anywhere.
 */
export function adaptAssembly(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && existsSync(join(path, 'index.mjs'))) addRuntime(path);
    if (entry.name.endsWith('.template.json')) adaptTemplate(path);
    if (entry.name.startsWith('asset.') && entry.name.endsWith('.json')) bindAthena(path);
  }
}

function addRuntime(bundle: string): void {
  copyFileSync(RUNTIME, join(bundle, 'bootstrap.mjs'));
  writeFileSync(join(bundle, 'bootstrap'), '#!/bin/sh\nexec node "$LAMBDA_TASK_ROOT/bootstrap.mjs"\n');
  chmodSync(join(bundle, 'bootstrap'), 0o755);
}

function bindAthena(definition: string): void {
  writeFileSync(definition, readFileSync(definition, 'utf8').replaceAll(ATHENA, STAND_IN_ARN));
}

function adaptTemplate(path: string): void {
  const read = template.parse(JSON.parse(readFileSync(path, 'utf8')));
  for (const [id, each] of Object.entries(read.Resources)) {
    if (each.Type === 'AWS::Lambda::Function') each.Properties = { ...each.Properties, Runtime: 'provided.al2023' };
    if (each.Type === 'AWS::IAM::Role' && id.startsWith('Workflow')) allowStandIn(each);
    if (each.Type === 'AWS::IAM::Role' && id.startsWith('FunctionsDeliverReport')) widen(each, 'SendMail');
    if (each.Type === 'AWS::IAM::Role' && /^Functions(AskForDecision|FollowApprovals)/.test(id))
      widen(each, 'AnswerApprovals');
    if (each.Type === 'AWS::IAM::Role' && /^Functions(ComposeReport|Desk)Role/.test(id)) widen(each, 'ReadDeskKey');
  }
  writeFileSync(path, JSON.stringify(read));
}

const policies = z.looseObject({
  Policies: z.array(z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(z.unknown()) }) })),
});

function allowStandIn(role: Resource): void {
  const properties = policies.parse(role.Properties);
  properties.Policies[0]?.PolicyDocument.Statement.push({
    Sid: 'CallStandIn',
    Effect: 'Allow',
    Action: 'lambda:InvokeFunction',
    Resource: STAND_IN_ARN,
  });
  role.Properties = properties;
}

/**
 * The emulator asks for the right to send mail, to answer what waits and to read a secret on `*`, whoever the sender, whichever the state machine or
 * the secret; which ones are allowed is asserted on the template.
 */
function widen(role: Resource, sid: string): void {
  const properties = policies.parse(role.Properties);
  const statements = properties.Policies[0]?.PolicyDocument.Statement ?? [];
  for (const statement of statements) {
    if (z.looseObject({ Sid: z.string() }).parse(statement).Sid === sid)
      Object.assign(Object(statement), { Resource: '*' });
  }
  role.Properties = properties;
}

/** The state machine's name in the emulator. */
export const STATE_MACHINE_ARN = `arn:aws:states:us-east-1:000000000000:stateMachine:${TEST_NAME}`;
