import { type Case, chain, type Suite, tidyUp } from './suites.ts';

export interface Failure {
  readonly id: string;
  readonly message: string;
}
export interface Watch {
  /** Told which case (or, for the hooks around several, which suite's cases) the code now runs for. */
  readonly about: (ids: readonly string[]) => void;
  readonly timed?: (id: string, milliseconds: number) => void;
}

const NOBODY: Watch = { about: () => {} };
const told = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

async function runOne(one: Case, suites: readonly Suite[]): Promise<Failure | undefined> {
  try {
    try {
      for (const { hooks } of suites) for (const step of hooks.beforeEach) await step();
      await one.run();
    } finally {
      for (const { hooks } of suites.toReversed()) for (const step of hooks.afterEach) await step();
      await tidyUp();
    }
    return undefined;
  } catch (error) {
    return { id: one.id, message: told(error) };
  }
}

/** Runs cases in their order, with the hooks of the suites around them, up to the first that fails. */
export async function runCases(wanted: readonly Case[], watch: Watch = NOBODY): Promise<Failure | undefined> {
  const open: Suite[] = [];
  const close = async (from: number) => {
    for (const { hooks } of open.splice(from).toReversed()) for (const step of hooks.afterAll) await step();
  };
  let failed: Failure | undefined;
  for (const one of wanted) {
    const suites = chain(one.suite);
    const shared = suites.findIndex((suite, at) => open[at] !== suite);
    await close(shared === -1 ? suites.length : shared);
    try {
      for (const suite of suites.slice(open.length)) {
        open.push(suite);
        watch.about(wanted.filter((each) => chain(each.suite).includes(suite)).map(({ id }) => id));
        for (const step of suite.hooks.beforeAll) await step();
      }
    } catch (error) {
      failed = { id: one.id, message: told(error) };
      break;
    }
    watch.about([one.id]);
    const began = performance.now();
    failed = await runOne(one, suites);
    watch.timed?.(one.id, performance.now() - began);
    if (failed !== undefined) break;
  }
  await close(0).catch((error: unknown) => {
    failed ??= { id: wanted[0]?.id ?? '', message: told(error) };
  });
  return failed;
}
