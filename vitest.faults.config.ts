import { defineConfig } from 'vitest/config';
import { MatrixReporter } from './test/faults/matrix-reporter.ts';

/** Reviews that are broken on purpose. Started by test/faults/run-lane.ts. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    reporters: ['default', new MatrixReporter()],
  },
});
