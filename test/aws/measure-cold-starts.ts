/*
 * Measures how the functions start: `node test/aws/measure-cold-starts.ts` while test/aws/emulator/run-emulator.ts is up, in its environment.
 * A cold start is told as the import of the bundle in a fresh process and what the first call takes more than the second, in processor time,
 * which other work on the machine does not change much; the last column is the clock's. What Lambda needs for a micro-VM and for the code's
 * download is not in it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { bundledFunctions } from './bundled-functions.ts';
import { deployedStack, emptyStack, putExport, review } from './deployed-stack.ts';
import { TEST_NAME } from './emulator/test-stage.ts';
import { leftOpen, taskInputs } from './task-inputs.ts';

const PERIOD = '2025-04';
const TIMES = 5;
const CHILD = fileURLToPath(new URL('./emulator/time-invocations.mjs', import.meta.url));
const taken = z.object({ clock: z.number(), processor: z.number() });
const timed = z.object({ load: taken, first: taken, second: taken });
type Unit = keyof z.output<typeof taken>;

const lambda = new LambdaClient({});
const stack = await deployedStack();
await emptyStack(stack);
await put('ledger', 60);
await put('loans', 400);
await stack.store.write('exports/refused/quickbooks__customer_analytics.csv', new TextEncoder().encode('id\n'));
const inputs = await taskInputs(stack, {
  books: await leftOpen({ period: PERIOD, exports: 'ledger' }),
  loans: await leftOpen({ period: '2025-03', exports: 'loans' }),
  refused: (await review({ period: '2025-02', exports: 'refused' })).executionArn ?? '',
});

process.stdout.write(
  '| function | bundle MB | with cargo MB | import ms | first call more ms | cold start ms | on the clock ms |\n',
);
process.stdout.write('| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n');
// CloseRun clears what the others read.
const inOrder = bundledFunctions().sort((a, b) => Number(a.name === 'CloseRun') - Number(b.name === 'CloseRun'));
for (const { name, folder, codeBytes, allBytes } of inOrder) {
  const runs: z.output<typeof timed>[] = [];
  for (let time = 0; time < TIMES; time += 1) runs.push(await start(name, folder));
  const load = (unit: Unit) => median(runs.map((run) => run.load[unit]));
  const more = (unit: Unit) => median(runs.map((run) => Math.max(0, run.first[unit] - run.second[unit])));
  const times = [
    load('processor'),
    more('processor'),
    load('processor') + more('processor'),
    load('clock') + more('clock'),
  ].map((ms) => ms.toFixed(0));
  process.stdout.write(`| ${[name, mb(codeBytes), mb(allBytes), ...times].join(' | ')} |\n`);
}

async function put(profile: 'ledger' | 'loans', customers: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'duewatch-cold-'));
  await writeSample(dir, { profile, customers, months: 14, lastMonth: PERIOD });
  await putExport(stack, dir, profile);
}

async function start(name: string, folder: string): Promise<z.output<typeof timed>> {
  const { Environment } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: `${TEST_NAME}-${name}` }),
  );
  const event = await inputs[name]?.();
  const child = spawnSync(process.execPath, [CHILD], {
    input: JSON.stringify({ bundle: pathToFileURL(join(folder, 'index.mjs')).href, event }),
    env: { ...process.env, ...Environment?.Variables, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '3008' },
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`${name}: ${child.stderr}`);
  return timed.parse(JSON.parse(child.stdout));
}

function mb(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
