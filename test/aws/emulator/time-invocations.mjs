/*
 * A fresh process like a cold function: takes `{ bundle, event }` on standard input, imports the bundle, calls its handler twice and prints
 * what each took in milliseconds, the import in processor time too.
 */
import { text } from 'node:stream/consumers';

const { bundle, event } = JSON.parse(await text(process.stdin));
const context = { awsRequestId: 'measured', functionName: 'measured', getRemainingTimeInMillis: () => 900_000 };
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const begun = performance.now();
const idle = process.cpuUsage();
const { handler } = await import(bundle);
const imported = performance.now();
const used = process.cpuUsage(idle);
await handler(event, context);
const first = performance.now();
await handler(event, context);
const second = performance.now();
const took = {
  load: imported - begun,
  processor: (used.user + used.system) / 1000,
  first: first - imported,
  second: second - first,
};
print(`${JSON.stringify(took)}\n`, () => process.exit(0));
