import type { TestContext } from 'vitest';

/** A line of the matrix: what went wrong, in which state, and what the next review left. */
export interface FaultLine {
  readonly fault: string;
  readonly state: string;
  readonly outcome: string;
}

declare module 'vitest' {
  interface TaskMeta {
    faults?: FaultLine[];
  }
}

/** Puts lines of the running test into the matrix. Where the test fails, they say so there. */
export function noteFaults({ task }: Pick<TestContext, 'task'>, ...lines: readonly FaultLine[]): void {
  task.meta.faults = [...(task.meta.faults ?? []), ...lines];
}
