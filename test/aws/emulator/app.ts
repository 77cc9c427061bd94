/*
 * The stack as it is deployed into the emulator: the product's own, under the credentials at hand, with a stand-in for Athena beside it.
 */
import { App, CliCredentialsStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';
import settings from '../../../cdk.json' with { type: 'json' };
import { stageSchema } from '../../../config/stage-schema.ts';
import { DuewatchStack } from '../../../lib/duewatch-stack.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { StandInStack } from './stand-in-stack.ts';
import { TEST_STAGE } from './test-stage.ts';

const app = new App({ context: settings.context });
const env = { account: '000000000000', region: 'us-east-1' };
const synthesizer = new CliCredentialsStackSynthesizer() as IStackSynthesizer;
const product = new DuewatchStack(app, `duewatch-${TEST_STAGE.name}`, {
  stage: stageSchema.parse(TEST_STAGE),
  version: manifest.version,
  env,
  synthesizer,
});
const beside = new StandInStack(app, 'athena-stand-in', {
  env,
  synthesizer: new CliCredentialsStackSynthesizer() as IStackSynthesizer,
});
beside.addDependency(product);
app.synth();
