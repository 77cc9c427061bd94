import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { duewatch } from '../workflow/command.ts';
import { type DeployedStack, deployedStack, emptyStack, putExport } from './deployed-stack.ts';
import { TEST_STAGE } from './emulator/test-stage.ts';

const PERIOD = '2025-04';
const REMOTE = ['--remote', '--stage', TEST_STAGE.name];

let stack: DeployedStack;
let folder: string;

beforeAll(async () => {
  stack = await deployedStack();
  await emptyStack(stack);
  folder = await mkdtemp(join(tmpdir(), 'duewatch-remote-'));
  const dir = join(folder, 'export');
  await writeSample(dir, { customers: 80, months: 13, lastMonth: PERIOD, seed: 21 });
  await putExport(stack, dir, PERIOD);
});

describe('the command line and the deployed review', () => {
  it('runs a month in AWS, shows its states and brings the artefacts home', async () => {
    const out = join(folder, 'out');
    const run = await duewatch('run', ...REMOTE, '--period', PERIOD, '--out', out);
    expect([run.status, run.err]).toEqual([0, expect.stringMatching(/OpenRun: [\s\S]*Analyse: [\s\S]*CloseRun: /)]);
    const figures = await readFile(join(out, 'figures.json'), 'utf8');
    const { prefix } = (await stack.runs.listPeriod(PERIOD)).at(-1) ?? { prefix: '' };
    expect(figures).toBe(new TextDecoder().decode(await stack.store.read(`${prefix}figures.json`)));
    expect(run.out).toContain(`Report in s3://${stack.bucket}/${prefix.replace(/\/$/, '')}/`);
    expect(run.out).toContain('Mail                 5 sent');
  });

  it('explains a figure of it by the query and the parameters that were executed, and by its rows', async () => {
    const { status, out } = await duewatch('explain', 'selection.high_risk.count', ...REMOTE);
    expect(status).toBe(0);
    expect(out).toContain('query    queries/selection_summary.sql');
    expect(out).toMatch(/with {5}1: '2025-04-\w+'\n {11}2: '\*'\n {11}3: '2025-04'/);
    expect(out).toMatch(/athena {3}[0-9a-f-]{36}/);
    expect(out).toContain('rows/selection_summary.csv');
  });

  it('shows where it stands, and why the newest one ended', async () => {
    const refused = await duewatch('run', ...REMOTE, '--period', '2019-01');
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('no export of 2019-01')]);
    const { status, out } = await duewatch('status', ...REMOTE);
    expect(status).toBe(0);
    expect(out).toContain('OpenRun: NoExport: there is no export of 2019-01');
    expect(out).toContain('SUCCEEDED');
    expect(out).toContain(`Last review: ${PERIOD}, revision 1, done`);
  });

  it('takes a refused export for refused', async () => {
    await stack.store.write(
      'exports/2025-03/quickbooks__customer_analytics.csv',
      new TextEncoder().encode('customer_id\n'),
    );
    const { status, err } = await duewatch('run', ...REMOTE, '--period', '2025-03');
    expect([status, err]).toEqual([3, expect.stringContaining(`s3://${stack.bucket}/runs/2025-03/`)]);
  });
});
