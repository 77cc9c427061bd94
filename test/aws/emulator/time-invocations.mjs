/*
 * A fresh process like a cold function: takes `{ bundle, event }` on standard input, imports the bundle, calls its handler twice and prints
 * what each took in milliseconds, by the clock and of the processor.
 */
import { text } from 'node:stream/consumers';

const { bundle, event } = JSON.parse(await text(process.stdin));
const context = { awsRequestId: 'measured', functionName: 'measured', getRemainingTimeInMillis: () => 900_000 };
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

async function taken(act) {
  const [begun, idle] = [performance.now(), process.cpuUsage()];
  await act();
  const { user, system } = process.cpuUsage(idle);
  return { clock: performance.now() - begun, processor: (user + system) / 1000 };
}

let handler;
const load = await taken(async () => {
  ({ handler } = await import(bundle));
});
const first = await taken(() => handler(event, context));
const second = await taken(() => handler(event, context));
print(`${JSON.stringify({ load, first, second })}\n`, () => process.exit(0));
