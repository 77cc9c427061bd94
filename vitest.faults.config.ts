import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/faults/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, maxConcurrency: 2 },
});
