import type { MiddlewareObj } from '@middy/core';
import { z } from 'zod';
import { InvalidInput } from './invalid-input.ts';

/** Checks what a function was invoked with before its handler sees it. Throws {@link InvalidInput}. */
export function parseInput(name: string, schema: z.ZodType): MiddlewareObj<unknown> {
  return {
    before: (request) => {
      const parsed = schema.safeParse(request.event);
      if (!parsed.success)
        throw new InvalidInput(`${name} can not start with this input:\n${z.prettifyError(parsed.error)}`);
    },
  };
}
