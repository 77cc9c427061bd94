/*
 * A fresh process like a cold function: takes `{ bundle, event }` on standard input, imports the bundle, calls its handler twice and prints
 * what each took in milliseconds.
 */
import { text } from 'node:stream/consumers';

const { bundle, event } = JSON.parse(await text(process.stdin));
const context = { awsRequestId: 'measured', functionName: 'measured', getRemainingTimeInMillis: () => 900_000 };
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const begun = performance.now();
const { handler } = await import(bundle);
const imported = performance.now();
await handler(event, context);
const first = performance.now();
await handler(event, context);
const second = performance.now();
print(`${JSON.stringify({ load: imported - begun, first: first - imported, second: second - first })}\n`, () =>
  process.exit(0),
);
