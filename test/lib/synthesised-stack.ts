import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import settings from '../../cdk.json' with { type: 'json' };
import { stageNamed } from '../../config/stages.ts';
import { DuewatchStack } from '../../lib/duewatch-stack.ts';

/** The stack of a stage, synthesised without an account and without bundling  the functions' code. */
export function synthesised(stage: 'prod' | 'trial' = 'prod'): { stack: DuewatchStack; template: Template } {
  const app = new App({ context: { ...settings.context } });
  const stack = new DuewatchStack(app, `duewatch-${stage}`, {
    stage: stageNamed(stage),
    version: '0.0.0-test',
    code: Code.fromInline('export {}'),
  });
  return { stack, template: Template.fromStack(stack) };
}
