import { Listr, type ListrTask } from 'listr2';
import type { Terminal } from '../terminal.ts';
import { STATES_SHOWN } from './states-shown.ts';
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

/** Progress as the terminal can show it: drawn live for a person, one line a state for a pipe or beside JSON. */
export function progressFor(terminal: Terminal, json: boolean): Progress {
  const plan = { states: STATES_SHOWN };
  const now = () => performance.now();
  if (terminal.interactive && !json) return liveProgress(plan, now);
  return plainProgress(plan, (line) => terminal.writeError(`${line}\n`), now);
}

/** One line a state, for logs and pipes: `name  seconds`. */
export function plainProgress(plan: ProgressPlan, write: (line: string) => void, now: () => number): Progress {
  const begun = new Map<string, number>();
  const says = new Map(plan.states.map((state) => [state.name, state.says]));
  return {
    listener: ({ state, phase, at = now() }) => {
      const text = says.get(state);
      if (text === undefined) return;
      if (phase === 'entered') begun.set(state, at);
      if (phase === 'retried') write(`${state}: trying again`);
      if (phase === 'exited') write(`${state}: ${text} (${seconds(at - (begun.get(state) ?? at))})`);
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
  const left = new Map<string, number>();
  const tasks = plan.states.map(
    ({ name, says }): ListrTask => ({
      title: says,
      task: async (_context, task) => {
        const end = await gates.get(name)?.promise;
        if (end === 'left') return task.skip('not reached');
        if (end === 'failed') throw new Error(says);
        task.title = `${says} ${seconds((left.get(name) ?? 0) - (begun.get(name) ?? 0))}`;
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
    listener: ({ state, phase, at = now() }) => {
      if (phase === 'entered') begun.set(state, at);
      else left.set(state, at);
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
