import { defineConfig } from 'vitest/config';

/** Tests inside the emulator, one after the other: they share one deployed stack. Started by test/aws/run-lane.ts. */
export default defineConfig({
  test: {
    include: ['test/aws/**/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
