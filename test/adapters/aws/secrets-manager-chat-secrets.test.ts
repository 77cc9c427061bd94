import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { SecretsManagerChatSecrets } from '../../../adapters/aws/secrets-manager-chat-secrets.ts';
import { type Answer, chatReceiver } from '../../chat/chat-receiver.ts';

const value = (text: string): Answer => ({ status: 200, body: JSON.stringify({ SecretString: text }) });
const MISSING: Answer = {
  status: 400,
  body: JSON.stringify({ __type: 'ResourceNotFoundException', message: 'no such' }),
};
const DENIED: Answer = { status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }) };

async function secretsThatAnswer(...answers: readonly Answer[]) {
  const { origin, received } = await chatReceiver(...answers);
  const client = new SecretsManagerClient({
    endpoint: origin,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return { secrets: new SecretsManagerChatSecrets(client, 'duewatch-prod/chat/'), received };
}

describe('secrets of rooms in Secrets Manager', () => {
  it('are the current value and the one before, read once', async () => {
    const { secrets, received } = await secretsThatAnswer(
      value('{"url":"https://oapi.dingtalk.com/robot/send?access_token=n","key":"new"}'),
      value('{"url":"https://oapi.dingtalk.com/robot/send?access_token=o","key":"old"}'),
    );
    expect((await secrets.of('finance')).map(({ key }) => key)).toEqual(['new', 'old']);
    await secrets.of('finance');
    expect(received.map(({ body }) => body)).toEqual([
      { SecretId: 'duewatch-prod/chat/finance', VersionStage: 'AWSCURRENT' },
      { SecretId: 'duewatch-prod/chat/finance', VersionStage: 'AWSPREVIOUS' },
    ]);
  });

  it('that nobody filed are none; that were never exchanged are one', async () => {
    expect(await (await secretsThatAnswer(MISSING)).secrets.of('finance')).toEqual([]);
    const { secrets } = await secretsThatAnswer(value('https://hooks.slack.com/services/x'), MISSING);
    expect(await secrets.of('finance')).toEqual([{ url: 'https://hooks.slack.com/services/x', key: null }]);
  });

  it('that may not be read say so, and are asked for again', async () => {
    const { secrets } = await secretsThatAnswer(DENIED, value('https://hooks.slack.com/services/x'), MISSING);
    await expect(secrets.of('finance')).rejects.toMatchObject({ name: 'StoreForbidden' });
    expect(await secrets.of('finance')).toHaveLength(1);
  });
});
