/* Starts the emulator, deploys the stack into it and leaves it running: for looking around by hand. Ends with Ctrl-C. */
import { deployInto } from './deploy.ts';
import { startEmulator } from './ministack.ts';

const emulator = await startEmulator();
process.stdout.write(`${JSON.stringify(emulator.environment)}\n`);
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
