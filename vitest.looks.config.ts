import { defineConfig } from 'vitest/config';

/** The report as Chromium and a PDF reader show it. Started by test/looks/run-lane.ts. */
export default defineConfig({
  test: {
    include: ['test/looks/**/*.test.ts'],
    globalSetup: ['test/looks/companies/render-companies.ts'],
    testTimeout: 300_000,
    hookTimeout: 900_000,
    maxWorkers: 2,
  },
});
