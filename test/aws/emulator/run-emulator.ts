/* Starts the emulator, deploys the stack into it and leaves it running: for looking around by hand. Ends with Ctrl-C. */
import { deployInto } from './deploy.ts';
import { startEmulator } from './ministack.ts';

const emulator = await startEmulator();
const ofClients = Object.entries(emulator.environment).filter(([name]) => /^(AWS_|NODE_EXTRA)/.test(name));
process.stdout.write(`${JSON.stringify(Object.fromEntries(ofClients))}\n`);
try {
  deployInto(emulator);
  process.stdout.write('deployed\n');
  await new Promise((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
} finally {
  await emulator.stop();
}
