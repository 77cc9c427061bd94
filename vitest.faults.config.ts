import { defineConfig } from 'vitest/config';
import { MatrixReporter } from './test/faults/matrix-reporter.ts';

/** Deaths at every effect take half an hour: `npm run test:faults -- --all`. */
const DEATHS = process.env['DUEWATCH_FAULTS'] === 'all' ? [] : ['test/faults/deaths-*.test.ts'];

/** Reviews that are broken on purpose. Started by test/faults/run-lane.ts. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    exclude: DEATHS,
    testTimeout: 900_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    reporters: ['default', new MatrixReporter()],
  },
});
