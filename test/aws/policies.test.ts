import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { SampleProfile } from '../../core/sample/sample-options.ts';
import { EVENT_FUNCTIONS, STATE_FUNCTIONS } from '../../lib/functions/function-settings.ts';
import { splitTable } from '../sample/split-table.ts';
import {
  type DeployedStack,
  deployedStack,
  emptyStack,
  eventually,
  publishedEvents,
  putExport,
  review,
} from './deployed-stack.ts';
import { invoked, type Policy, policyOf, withPolicy } from './function-rights.ts';
import { leftOpen, taskInputs } from './task-inputs.ts';

const PERIOD = '2025-04';

/** Rights that the emulator never asks for: it writes logs by itself, takes no traces and encrypts nothing. */
const NEVER_ASKED = ['WriteLog', 'WriteTrace', 'UseKey', 'UseTableKey'];

/**
 * These list nothing. Without the right to list, though, S3 answers "forbidden" where an object is gone, and an operator who redrives after
 * the work folder has expired would be sent to look for a missing right. The emulator answers "gone" in both cases.
 */
const LIST_NOTHING = [
  'LandTable',
  'CollectRows',
  'JudgeWarnings',
  'DrawCharts',
  'ComposeReport',
  'DeliverReport',
  'OpenTasks',
];

/**
 * Rights that a review without letters and without a chat does not come to, and the key of the desk, which a warm function has read already.
 * That they are there is held by test/lib.
 */
const NOT_COME_TO: Readonly<Record<string, readonly string[]>> = {
  RecordDelivery: ['TableTasks', 'PublishEvents'],
  ComposeReport: ['ReadDeskKey'],
  DeliverReport: ['ReadChatSecrets'],
  CloseRun: ['TableSends', 'TableTasks'],
};

/** Called by people and by decisions, not by a review: approvals.test.ts and test/lib hold their rights. */
const NOT_OF_A_REVIEW = ['AskForDecision', 'RecordDecision', 'FollowApprovals', 'Desk'];

/** CloseRun last: it clears what the others read. */
const FUNCTIONS = [...Object.keys(EVENT_FUNCTIONS), ...Object.keys(STATE_FUNCTIONS)]
  .filter((name) => !NOT_OF_A_REVIEW.includes(name))
  .sort((a, b) => Number(a === 'CloseRun') - Number(b === 'CloseRun'));

let stack: DeployedStack;
let inputs: Awaited<ReturnType<typeof taskInputs>>;

async function putSample(profile: SampleProfile, period: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'duewatch-rights-'));
  await writeSample(dir, { profile, customers: 60, months: 14, lastMonth: period });
  if (profile === 'ledger') await splitTable(dir, 'payments', 3);
  await putExport(stack, dir, `${profile}-${period}`);
}

beforeAll(async () => {
  stack = await deployedStack();
  await emptyStack(stack);
  await putSample('quickbooks-marts', '2025-01');
  await putSample('ledger', PERIOD);
  await putSample('loans', PERIOD);
  expect(await review({ period: '2025-01' })).toMatchObject({ status: 'SUCCEEDED' });
  const books = await leftOpen({ period: PERIOD, exports: `ledger-${PERIOD}` });
  const loans = await leftOpen({ period: '2025-03', exports: `loans-${PERIOD}` });
  await stack.store.write('exports/refused/quickbooks__customer_analytics.csv', new TextEncoder().encode('id\n'));
  const refused = await review({ period: '2025-02', exports: 'refused' });
  // The listener has done its part before its rights are taken away.
  const isTold = ({ type, detail }: { type: string; detail: Readonly<Record<string, unknown>> }) =>
    type === 'MonthlyReviewFailed' && String(detail['run']).startsWith('2025-02-');
  expect((await eventually(publishedEvents, (events) => events.some(isTold))).filter(isTold)).toHaveLength(1);
  inputs = await taskInputs(stack, { books, loans, refused: refused.executionArn ?? '' });
});

describe.each(FUNCTIONS)('the rights of %s', (name) => {
  let policy: Policy;

  beforeAll(async () => {
    policy = await policyOf(name);
  });

  const call = async () => invoked(name, await inputs[name]?.());

  it('are each needed: with one statement less it fails, and says what it may not do', async () => {
    const ends: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const statement of policy.Statement.filter(({ Sid }) => !NEVER_ASKED.includes(Sid))) {
      const rest = { ...policy, Statement: policy.Statement.filter((each) => each !== statement) };
      ends[statement.Sid] = await withPolicy(name, rest, policy, call);
      expected[statement.Sid] =
        (statement.Sid === 'ListObjects' && LIST_NOTHING.includes(name)) || NOT_COME_TO[name]?.includes(statement.Sid)
          ? 'done'
          : 'StoreForbidden';
    }
    expect(ends).toEqual(expected);
  });

  it('are enough: with all of them it does its work', async () => {
    expect(await call()).toBe('done');
  });
});
