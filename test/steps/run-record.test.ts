import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { writeRunRecord } from '../../core/steps/run-record.ts';

const RUN: RunRef = {
  id: '2025-09-aaaa1111',
  period: '2025-09',
  revision: 1,
  prefix: 'runs/2025-09/2025-09-aaaa1111/',
  work: 'work/2025-09-aaaa1111/',
  exports: '',
  startedAt: '2025-10-03T06:00:00.000Z',
  owner: 'test',
  dryRun: false,
  resend: false,
  version: '0.1.0',
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-record-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('run.json', () => {
  it('says which version opened a run and which one ended it, where another was deployed meanwhile', async () => {
    const store = new FolderObjectStore(folder);
    await store.write(`${RUN.prefix}figures.json`, new TextEncoder().encode('{}'));
    const story = {
      run: RUN,
      status: 'done' as const,
      endedAt: RUN.startedAt,
      inputs: [],
      profile: 'ledger',
      states: [],
    };
    await writeRunRecord(store, { ...story, versions: { duewatch: '0.2.0', node: 'v24.0.0' } });
    const record = JSON.parse(new TextDecoder().decode(await store.read(`${RUN.prefix}run.json`)));
    expect(record.run).toEqual({ id: RUN.id, period: '2025-09', revision: 1, opened_by: '0.1.0' });
    expect(record.versions).toEqual({ duewatch: '0.2.0', node: 'v24.0.0' });
    expect(record.artefacts.map(({ path }: { path: string }) => path)).toEqual(['figures.json']);
  });
});
