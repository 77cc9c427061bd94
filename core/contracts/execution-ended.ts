import { z } from 'zod';

/** What Step Functions tells when an execution has ended; only what is read. */
export const executionEndedEvent = z.object({
  detail: z.object({
    executionArn: z.string().startsWith('arn:'),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  }),
});
