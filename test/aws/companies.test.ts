import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { type DeployedStack, deployedStack, emptyStack, largestPayload, putExport, review } from './deployed-stack.ts';
import { reviewOnLaptop } from './laptop.ts';

/** What differs between two runs of the same month: when they ran. */
const OF_ITS_OWN_TIME = /^(run\.json|outbox\/.*|letters\/.*\.eml)$/;

/** What passes from state to state: references and counts, never rows. */
const LARGEST_PAYLOAD = 32_768;

let stack: DeployedStack;

beforeAll(async () => {
  stack = await deployedStack();
});

function digest(bytes: Uint8Array | undefined): string {
  return createHash('sha256')
    .update(bytes ?? new Uint8Array())
    .digest('hex');
}

async function digestsHere(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: [string, string][] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    found.push([path.slice(folder.length + 1), digest(await readFile(path))]);
  }
  return kept(found);
}

async function digestsThere(prefix: string): Promise<Record<string, string>> {
  const found: [string, string][] = [];
  for (const key of await stack.store.list(prefix)) {
    found.push([key.slice(prefix.length), digest(await stack.store.read(key))]);
  }
  return kept(found);
}

function kept(found: readonly [string, string][]): Record<string, string> {
  return Object.fromEntries(found.filter(([name]) => !OF_ITS_OWN_TIME.test(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the same export in AWS and on the laptop', () => {
  it.each([
    { profile: 'ledger', customers: 120, months: 24 },
    { profile: 'fivetran-quickbooks', customers: 60, months: 18 },
    { profile: 'loans', customers: 1500, months: 24 },
    { profile: 'quickbooks-marts', customers: 50_000, months: 24, seed: 7 },
  ] as const)(
    '$profile of $customers: every artefact is the same, byte for byte, however often it is reviewed',
    async (options) => {
      await emptyStack(stack);
      const folder = await mkdtemp(join(tmpdir(), 'duewatch-company-'));
      const exports = join(folder, 'exports');
      await writeSample(exports, { lastMonth: '2025-09', ...options });
      const out = await reviewOnLaptop(exports, folder);
      await putExport(stack, exports, '2025-09');
      const execution = await review({});
      expect(execution).toMatchObject({ status: 'SUCCEEDED' });
      const { prefix } = JSON.parse(execution.output ?? '{}');
      const here = await digestsHere(out);
      expect(Object.keys(here)).toEqual(expect.arrayContaining(['figures.json', 'landing.json', 'workbook.xlsx']));
      expect(await digestsThere(prefix)).toEqual(here);
      expect(await review({ dryRun: true })).toMatchObject({ status: 'SUCCEEDED' });
      expect(await digestsThere(prefix)).toEqual(here);
      expect(await largestPayload(execution.executionArn ?? '')).toBeLessThan(LARGEST_PAYLOAD);
    },
  );
});
