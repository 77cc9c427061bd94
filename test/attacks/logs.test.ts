import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { stateFunction } from '../../lambdas/middleware/state-function.ts';
import { LINES } from './hostile-run.ts';

const CONTEXT = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'duewatch',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:duewatch',
  memoryLimitInMB: '128',
  awsRequestId: 'request',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 1000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** What the metrics library says, in these words, of a function that counted nothing. */
const NO_METRICS = 'No application metrics to publish.';

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  const write = (text: unknown): boolean => {
    lines.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((text) => void write(text));
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What the function's log holds after it was called with the event and did so. */
async function logged(event: unknown, work: () => unknown): Promise<string[]> {
  const call = stateFunction({ name: 'Attacked', input: z.looseObject({}), handler: async () => work() });
  await call(event, CONTEXT).catch(() => undefined);
  return lines
    .join('\n')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith(NO_METRICS));
}

const secrets = { accessKey: 'AKIAIOSFODNN7EXAMPLE', token: 'duewatch-secret-token' };

describe('Logs of the functions', () => {
  it.each(LINES)('Log injection: %j stays inside one JSON line', async (text) => {
    const written = await logged({ run: { id: text } }, () => {
      throw new Error(`refused: ${text}`);
    });
    expect(written.length).toBeGreaterThan(0);
    for (const line of written) expect(() => JSON.parse(line), line).not.toThrow();
    expect(written.filter((line) => /^\{"level":"INFO","message":"forged"\}/.test(line))).toEqual([]);
  });

  it('Personal data in logs: names and addresses of an event, a result and an error are not written', async () => {
    const person = {
      name: 'Li Wei',
      email: 'li.wei@example.cn',
      customer_name: 'Northgate Ltd',
      note: 'asked for time',
    };
    const event = { run: { id: '2025-09-1a2b3c4d' }, ...person, customers: [person] };
    const written = [
      ...(await logged(event, () => ({ ...person, customers: [person], count: 3 }))),
      ...(await logged(event, () => {
        throw new Error('the mail to li.wei@example.cn bounced');
      })),
    ].join('\n');
    expect(written).toContain('2025-09-1a2b3c4d');
    expect(written).not.toMatch(/Li Wei|li\.wei|Northgate|asked for time/);
  });

  it('Secrets in logs: the environment and what an event holds beside the run are not written', async () => {
    process.env.DUEWATCH_TEST_SECRET = secrets.token;
    const written = (await logged({ run: { id: 'r' }, credentials: secrets }, () => ({ rows: [secrets] }))).join('\n');
    delete process.env.DUEWATCH_TEST_SECRET;
    expect(written).not.toMatch(/AKIA|secret-token/);
  });
});
