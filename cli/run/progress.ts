import { Listr, type ListrTask } from 'listr2';
import type { StateListener } from './workflow-runner.ts';

/** The states a reader follows, in order; what runs inside a Map or Parallel counts with it. */
export interface ProgressPlan {
  readonly states: readonly { readonly name: string; readonly says: string }[];
}

/** Shows how far the run has got, until `finish` or `abandon` is called. */
export interface Progress {
  readonly listener: StateListener;
  finish(): Promise<void>;
}

/** One line a state, for logs and pipes: `name  seconds`. */
export function plainProgress(plan: ProgressPlan, write: (line: string) => void, now: () => number): Progress {
  const begun = new Map<string, number>();
  const says = new Map(plan.states.map((state) => [state.name, state.says]));
  return {
    listener: ({ state, phase }) => {
      const text = says.get(state);
      if (text === undefined) return;
      if (phase === 'entered') begun.set(state, now());
      if (phase === 'retried') write(`${state}: trying again`);
      if (phase === 'exited') write(`${state}: ${text} (${seconds(now() - (begun.get(state) ?? now()))})`);
      if (phase === 'failed') write(`${state}: failed`);
    },
    finish: async () => undefined,
  };
}

/** A live list of the states, for a terminal. */
export function liveProgress(plan: ProgressPlan, now: () => number): Progress {
  const gates = new Map(
    plan.states.map((state) => [state.name, Promise.withResolvers<'exited' | 'failed' | 'left'>()]),
  );
  const begun = new Map<string, number>();
  const tasks = plan.states.map(
    ({ name, says }): ListrTask => ({
      title: says,
      task: async (_context, task) => {
        const end = await gates.get(name)?.promise;
        if (end === 'left') return task.skip('not reached');
        if (end === 'failed') throw new Error(says);
        task.title = `${says} ${seconds(now() - (begun.get(name) ?? now()))}`;
      },
    }),
  );
  const list = new Listr(tasks, {
    exitOnError: false,
    concurrent: false,
    rendererOptions: { collapseErrors: true, showErrorMessage: false },
  });
  const drawn = list.run().catch(() => undefined);
  return {
    listener: ({ state, phase }) => {
      if (phase === 'entered') begun.set(state, now());
      if (phase === 'exited' || phase === 'failed') gates.get(state)?.resolve(phase);
    },
    finish: async () => {
      for (const gate of gates.values()) gate.resolve('left');
      await drawn;
    },
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
