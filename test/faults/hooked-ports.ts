import { AsyncLocalStorage } from 'node:async_hooks';
import type { AllPorts } from '../../lambdas/handlers.ts';

/** A call to the outside world: which state makes it, which method it is, and the how-manieth of that method in that state. */
export interface Point {
  readonly state: string;
  /** `port.method`, such as `store.write`. */
  readonly call: string;
  readonly n: number;
  readonly args: readonly unknown[];
}

/** Stands around a call: makes it, or lets it fail, or never comes back. */
export type Hook = (point: Point, call: () => Promise<unknown>) => Promise<unknown>;

/** Ports whose calls are stood around. */
const HOOKED = ['store', 'exports', 'runs', 'sends', 'tasks', 'mailer', 'chat', 'events', 'results'] as const;

/** Calls that leave something outside the process. */
export const EFFECTS: ReadonlySet<string> = new Set([
  'store.write',
  'store.adopt',
  'store.remove',
  'runs.acquire',
  'runs.put',
  'runs.release',
  'sends.reserve',
  'sends.markSent',
  'mailer.send',
  'chat.post',
  'tasks.openMany',
  'tasks.replaceMany',
  'events.publish',
]);

const state = new AsyncLocalStorage<string>();

/** Runs a state's work so that the calls it makes are known as its own. */
export function inState<T>(name: string, work: () => T): T {
  return state.run(name, work);
}

/** The ports with a hook around every call. */
export function hookedPorts(ports: AllPorts, hook: Hook): AllPorts {
  const counts = new Map<string, number>();
  const hooked = { ...ports };
  for (const name of HOOKED) Object.assign(hooked, { [name]: around(name, ports[name], counts, hook) });
  return hooked;
}

function around(name: string, port: object, counts: Map<string, number>, hook: Hook): object {
  return new Proxy(port, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property, target);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        const key = `${state.getStore() ?? 'FailRun'} ${name}.${String(property)}`;
        const n = (counts.get(key) ?? 0) + 1;
        counts.set(key, n);
        const point = { state: state.getStore() ?? 'FailRun', call: `${name}.${String(property)}`, n, args };
        return hook(point, () => Promise.resolve(Reflect.apply(method, target, args)));
      };
    },
  });
}
