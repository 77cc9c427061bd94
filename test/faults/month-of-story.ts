import { WebhookChat } from '../../adapters/chat/webhook-chat.ts';
import { openEmbedded } from '../../cli/run/embedded-ports.ts';
import { type MonthOutcome, reviewMonth } from '../../cli/run/review-month.ts';
import type { AllPorts } from '../../lambdas/handlers.ts';
import { type Hook, hookedPorts, inState } from './hooked-ports.ts';
import { rememberingRenderer } from './remembering-renderer.ts';

/** The month that is disturbed: its tasks stand since the month before. */
export const PERIOD = '2025-09';

/** A review of the story's books in which something goes wrong. */
export interface DisturbedMonth {
  readonly store: string;
  readonly exports: string;
  /** Address of the room that is told. */
  readonly room: string;
  readonly hook?: Hook;
  readonly startedAt?: string;
  readonly period?: string;
  /** Settles when the process is as good as dead: its calls never come back. */
  readonly died?: Promise<never>;
  /** Every function is called twice with the same input, one call after the other, as a service that delivers at least once may. */
  readonly twice?: boolean;
  /** What stands around the ports besides. */
  readonly ports?: (ports: AllPorts) => AllPorts;
}

const RULES = { locales: ['en'], chat: [{ name: 'collections', kind: 'teams' }] };

/** Reviews the month as the command does, with a hook around every call to the outside world. */
export async function reviewStory(month: DisturbedMonth): Promise<MonthOutcome> {
  const { hook = (_point, call) => call(), ports: change = (same) => same } = month;
  const chat = chatOf(month.room);
  const run = await openEmbedded({
    store: month.store,
    exports: month.exports,
    overlays: [{ name: 'test', text: JSON.stringify(RULES) }],
    version: '0.0.0-test',
    around: (ports) => hookedPorts(change({ ...ports, chat, renderer: rememberingRenderer(ports.renderer) }), hook),
  });
  try {
    const review = reviewMonth(run, {
      input: { period: month.period ?? PERIOD },
      execution: `test:${process.pid}:${++executions}`,
      listener: () => undefined,
      retryAfter: 1,
      around: (name, handler) => (event) =>
        inState(name, async () => {
          if (month.twice === true) await handler(structuredClone(event));
          return handler(event);
        }),
      startedAt: month.startedAt ?? '2025-10-02T06:00:00.000Z',
    });
    // What goes on in a process that is as good as dead is of no interest.
    review.catch(() => undefined);
    return await (month.died === undefined ? review : Promise.race([review, month.died]));
  } finally {
    run.close();
  }
}

let executions = 0;

function chatOf(room: string): WebhookChat {
  return new WebhookChat({
    secrets: { of: async () => [{ url: room, key: null }] },
    alsoAllowed: [new URL(room).origin],
    sleep: async () => undefined,
  });
}
