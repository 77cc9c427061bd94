import type { MiddlewareObj } from '@middy/core';
import { RunLocked } from '../../core/contracts/errors.ts';
import { runInput } from '../../core/contracts/states.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { RunLedger } from '../../core/ports/run-ledger.ts';

/**
 * Before a state has effects it makes sure that its execution still holds the lock of the period, and takes it again where a failure gave it
 * back: an execution that is redriven days later goes on only if no other run of the month is at work. Throws {@link RunLocked}.
 */
export function holdLock(runs: RunLedger, clock: Clock): MiddlewareObj<unknown> {
  return {
    before: async (request) => {
      const { run } = runInput.parse(request.event);
      const holder = await runs.acquire(run.period, run.owner, clock.now());
      if (holder === undefined) return;
      throw new RunLocked(
        `another run of ${run.period} has been at work since ${holder.acquiredAt} (${holder.owner}): wait for it, or stop it first`,
      );
    },
  };
}
