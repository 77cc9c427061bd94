import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { bucketStore, runLedger, sendLedger, variable } from '../../adapters/aws/environment.ts';
import { SecretsManagerChatSecrets } from '../../adapters/aws/secrets-manager-chat-secrets.ts';
import { SesMailer } from '../../adapters/aws/ses-mailer.ts';
import { WebhookChat } from '../../adapters/chat/webhook-chat.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { runInput } from '../../core/contracts/states.ts';
import { holdLock } from '../middleware/hold-lock.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { deliverReportHandler } from './handler.ts';

const sends = sendLedger();

/** The function behind the state DeliverReport. */
export const handler = stateFunction({
  name: 'DeliverReport',
  input: runInput,
  handler: deliverReportHandler({
    store: bucketStore(),
    sends,
    mailer: new SesMailer(new SESv2Client(), variable('CONFIGURATION_SET'), sends),
    chat: new WebhookChat({
      secrets: new SecretsManagerChatSecrets(new SecretsManagerClient(), variable('CHAT_SECRETS')),
    }),
  }),
  before: [holdLock(runLedger(), SYSTEM_CLOCK)],
});
