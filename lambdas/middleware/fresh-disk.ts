import { rm } from 'node:fs/promises';
import type { MiddlewareObj } from '@middy/core';

/** Empties the function's own folder first: a warm function would otherwise fill its disk with the copies of earlier calls. */
export function freshDisk(folder: string): MiddlewareObj<unknown> {
  return {
    before: async () => {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
