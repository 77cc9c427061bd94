import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { AllPorts } from '../../lambdas/handlers.ts';

/** What was rendered before, by what it was rendered from. */
const rendered = new Map<string, Promise<unknown>>();

/**
 * The real renderer, which renders the same input once: same input, same bytes is its contract, and the lane reviews the same month
 * hundreds of times.
 */
export function rememberingRenderer(renderer: AllPorts['renderer']): AllPorts['renderer'] {
  return new Proxy(renderer, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property, target);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        const key = createHash('sha256').update(String(property)).update(serialize(args)).digest('hex');
        const known = rendered.get(key) ?? Promise.resolve(Reflect.apply(method, target, args));
        rendered.set(key, known);
        return known;
      };
    },
  });
}
