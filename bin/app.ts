import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { stageNamed } from '../config/stages.ts';
import { DuewatchStack } from '../lib/duewatch-stack.ts';
import manifest from '../package.json' with { type: 'json' };

const app = new App();
const stage = stageNamed(String(app.node.tryGetContext('stage') ?? 'prod'));

new DuewatchStack(app, `duewatch-${stage.name}`, {
  stage,
  version: manifest.version,
  terminationProtection: stage.name === 'prod',
  ...(stage.account === undefined && stage.region === undefined
    ? {}
    : { env: { ...(stage.account && { account: stage.account }), ...(stage.region && { region: stage.region }) } }),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
