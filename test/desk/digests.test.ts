import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { FileLinkKeys } from '../../adapters/embedded/file-link-keys.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import type { Rules } from '../../core/contracts/config.ts';
import type { Digest, TaskNotice } from '../../core/contracts/digest.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { readLink } from '../../core/domain/desk/desk-link.ts';
import { digestLinks, digestLocale } from '../../core/steps/digest-links.ts';
import { readDigests } from '../../core/steps/plan-alerts.ts';
import { completeDigests } from '../../core/steps/plan-digests.ts';
import { composeDigest } from '../../report/mail/compose-digest.ts';
import { task } from '../adapters/contract/task-store-contract.ts';

import { makeInput } from '../report/fixtures/report-input.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';
import { attribute, elements } from './desk-host.ts';

const RUN: RunRef = {
  id: '2025-09-abc',
  period: '2025-09',
  revision: 1,
  prefix: 'runs/2025-09/r/',
  work: 'work/r/',
  exports: '',
  startedAt: '2025-10-03T06:00:00.000Z',
  owner: 'test',
  dryRun: false,
  resend: false,
  version: '0',
};
const WITH_PAGE: Rules = { ...SHIPPED_RULES, desk: { ...SHIPPED_RULES.desk, url: 'https://desk.example/' } };
const folder = () => mkdtemp(join(tmpdir(), 'duewatch-digests-'));

function broken(id: string, changes: Partial<CollectionTask> = {}): CollectionTask {
  return task(id, {
    status: 'in_progress',
    promises: [
      {
        id: 'p1',
        amount: '500.00',
        due_date: '2025-09-20',
        made_on: '2025-09-01',
        at: '2025-09-01T00:00:00Z',
        by: 'Ana',
        cancelled: null,
      },
    ],
    findings: [{ period: '2025-09', balance: '15000.01', received: '0', words: { p1: 'broken' }, at_risk: true }],
    ...changes,
  });
}

async function planned(
  opened: readonly CollectionTask[],
  after: readonly CollectionTask[],
  rules = SHIPPED_RULES,
  policy: readonly TaskNotice[] = [],
) {
  const store = new FolderObjectStore(await folder());
  const found = after.map((each) => ({ before: each, after: each, finding: each.findings[0] ?? neverFound() }));
  await completeDigests(store, RUN, { rules, opened, found, policy });
  return readDigests(store, RUN);
}

function neverFound(): never {
  throw new Error('a task that was looked at has a finding');
}

describe('what a person is told of in one mail', () => {
  it('new tasks and broken promises, each to the desk of its role, the largest first', async () => {
    const digests = await planned(
      [task('N1'), task('N2', { outstanding_balance: '90000' }), task('N3', { owner_role: 'legal' })],
      [broken('B1'), broken('B2', { status: 'done' }), broken('B3', { promises: [] })],
    );
    const ids = ({ shown }: Digest['opened']) => shown.map(({ task_id }) => task_id);
    expect(digests.map((of) => [of.recipient.email, of.total, ids(of.broken), ids(of.opened)])).toEqual([
      ['collections@example.com', 0, ['B1'], ['N2', 'N1']],
      ['legal@example.com', 0, [], ['N3']],
    ]);
    expect(digests[0]?.broken.shown[0]?.broken).toEqual([{ amount: '500.00', due_date: '2025-09-20' }]);
  });

  it('nobody is written to where the desk has no address, or nothing is new', async () => {
    const { collection_specialist: _gone, ...desks } = SHIPPED_RULES.people.desks;
    const silent = {
      ...SHIPPED_RULES,
      people: { ...SHIPPED_RULES.people, desks: { ...desks, collection_specialist: { name: 'C' } } },
    };
    expect(await planned([task('N1')], [broken('B1')], silent)).toEqual([]);
    expect(await planned([], [])).toEqual([]);
  });

  it('the customers to whom the credit policy is applied go to credit control, beside its own new tasks or alone', async () => {
    const notice: TaskNotice = {
      ...{ task_id: 'W1', customer_id: 'W1', name: 'Walrus', owner: 'Collections', score: 88, currency: 'USD' },
      ...{ open_amount: '15000.00', first_step: 'freeze_credit', due_date: '2025-10-05', broken: [] },
    };
    const own = task('N4', { owner_role: 'credit_controller' });
    const told = async (opened: CollectionTask[], rules = SHIPPED_RULES) =>
      (await planned(opened, [], rules, [notice])).map((of) => [
        of.recipient.email,
        of.opened.shown.map(({ task_id }) => task_id),
        of.policy.shown.map(({ task_id }) => task_id),
      ]);
    expect(await told([])).toEqual([['credit@example.com', [], ['W1']]]);
    expect(await told([own, task('N1')])).toEqual([
      ['collections@example.com', ['N1'], []],
      ['credit@example.com', ['N4'], ['W1']],
    ]);
    const desks = { ...SHIPPED_RULES.people.desks, credit_controller: { name: 'C' } };
    expect(await told([], { ...SHIPPED_RULES, people: { ...SHIPPED_RULES.people, desks } })).toEqual([]);
    const many = Array.from({ length: 41 }, (_each, at) => ({ ...notice, task_id: `W${at}` }));
    const [digest] = await planned([], [], SHIPPED_RULES, many);
    expect([digest?.policy.total, digest?.policy.shown.length]).toEqual([41, 30]);
    const links = await digestLinks(
      { keys: new FileLinkKeys(await folder()) },
      { run: RUN, rules: WITH_PAGE, digest: digest ?? neverFound() },
    );
    expect(links?.tasks.size).toBe(30);
  });

  it('thirty are shown and all are counted', async () => {
    const many = Array.from({ length: 41 }, (_each, at) => task(`N${at}`));
    const [digest] = await planned(many, []);
    expect([digest?.opened.total, digest?.opened.shown.length]).toEqual([41, 30]);
  });
});

describe('the links of a mail', () => {
  it('open the worklist and each task for so many days, in the person’s name, and are the same when composed again', async () => {
    const [digest] = await planned([task('N1')], [broken('B1')]);
    if (digest === undefined) throw new Error('there is no digest');
    const keys = new FileLinkKeys(await folder());
    const links = await digestLinks({ keys }, { run: RUN, rules: WITH_PAGE, digest });
    expect(await digestLinks({ keys }, { run: RUN, rules: WITH_PAGE, digest })).toEqual(links);
    expect(links?.until).toBe('2025-10-17');
    const { store, current } = await keys.keys();
    const read = (link: string | undefined, now: string) => {
      const url = new URL(link ?? '');
      expect(url.origin + url.pathname).toBe('https://desk.example/');
      return readLink(url.searchParams.get('t'), { store, keys: [current], now: Date.parse(now) / 1000 });
    };
    expect(read(links?.worklist, RUN.startedAt)).toMatchObject({
      token: { scope: { of: 'worklist' }, by: 'Collections' },
    });
    expect(read(links?.tasks.get('B1'), '2025-10-17T05:59:59Z')).toMatchObject({
      token: { scope: { of: 'task', task: 'B1' } },
    });
    expect(read(links?.tasks.get('N1'), '2025-10-17T06:00:00Z')).toEqual({ valid: false, fault: 'expired' });
  });

  it('open the page in the language of the desk, whatever the report is written in; without one in the report’s first', async () => {
    const { desks } = SHIPPED_RULES.people;
    const silent = {
      ...SHIPPED_RULES.people,
      desks: { ...desks, collection_specialist: { name: 'C', email: 'c@example.com' } },
    };
    const keys = new FileLinkKeys(await folder());
    const { store, current } = await keys.keys();
    const localesOf = async (rules: Rules) => {
      const [digest] = await planned([task('N1')], [], rules);
      if (digest === undefined) throw new Error('there is no digest');
      const links = await digestLinks({ keys }, { run: RUN, rules, digest });
      const token = new URL(links?.worklist ?? '').searchParams.get('t');
      const read = readLink(token, { store, keys: [current], now: Date.parse(RUN.startedAt) / 1000 });
      return [digestLocale(digest, rules), read.valid ? read.token.locale : read.fault];
    };
    expect(await localesOf({ ...WITH_PAGE, locales: ['zh-CN'] })).toEqual(['en', 'en']);
    expect(await localesOf({ ...WITH_PAGE, locales: ['zh-CN'], people: silent })).toEqual(['zh-CN', 'zh-CN']);
    expect(await localesOf({ ...WITH_PAGE, locales: ['en', 'zh-CN'], people: silent })).toEqual(['en', 'en']);
  });

  it('are not there where nobody knows the page’s address; the rules’ goes before the surroundings’', async () => {
    const [digest] = await planned([task('N1')], []);
    if (digest === undefined) throw new Error('there is no digest');
    const keys = new FileLinkKeys(await folder());
    expect(await digestLinks({ keys }, { run: RUN, rules: SHIPPED_RULES, digest })).toBeNull();
    const from = async (rules: Rules) =>
      (await digestLinks({ keys, url: 'https://x.on.aws/' }, { run: RUN, rules, digest }))?.worklist.split('?')[0];
    expect(await from(SHIPPED_RULES)).toBe('https://x.on.aws/');
    expect(await from(WITH_PAGE)).toBe('https://desk.example/');
  });

  it.each(['en', 'zh-CN'] as const)('stand in the mail as HTML and as text, and no other (%s)', async (locale) => {
    const [digest] = await planned([task('N1')], [broken('B1')]);
    if (digest === undefined) throw new Error('there is no digest');
    const links = await digestLinks({ keys: new FileLinkKeys(await folder()) }, { run: RUN, rules: WITH_PAGE, digest });
    const envelope = {
      recipient: digest.recipient,
      sender: SHIPPED_RULES.people.sender,
      messageId: 'm@duewatch',
      date: RUN.startedAt,
    };
    const {
      html = '',
      text = '',
      subject,
    } = await new PostalMime().parse(await composeDigest(makeInput(), locale, envelope, digest, links));
    const expected = [links?.worklist, links?.tasks.get('B1'), links?.tasks.get('N1')];
    expect(elements(html, 'a').map((a) => attribute(a, 'href'))).toEqual(expected);
    expect(text.match(/https:\S+/g)).toEqual(expected);
    expect(subject).toMatch(
      locale === 'en' ? /1 broken promise, 1 new task for you$/ : /1项承诺未兑现，1项新任务，请您处理$/,
    );
    expect(text).toContain(locale === 'en' ? '$500.00 by 20 September 2025' : '2025年9月20日前付US$500.00');
  });
});
