/* What `vitest` means to a test that runs warm: suites of suites.ts, and vitest's own `expect`, which wants to know that it is inside a worker. */

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, onTestFinished, test } from './suites.ts';

Object.defineProperty(globalThis, '__vitest_worker__', {
  value: { config: { expect: {}, snapshotOptions: {} }, filepath: '', current: undefined, onCleanup: () => {} },
  configurable: true,
});
const itself: typeof import('vitest') = await import(
  new URL('./dist/index.js', import.meta.resolve('vitest/package.json')).href
);
export const expect = itself.expect;
