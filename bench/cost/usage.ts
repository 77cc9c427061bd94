import { z } from 'zod';

/** One function of the month: how often it was called and how long it computed in all. */
const functionUse = z.object({ calls: z.int(), seconds: z.number() });

/** What one review used, counted while it ran on one machine. */
export const usageSchema = z.object({
  profile: z.string(),
  customers: z.int(),
  functions: z.record(z.string(), functionUse),
  /** State transitions of the workflow. */
  transitions: z.int(),
  /** Bytes each query would read at most: all columns of every table it names, of this run. */
  queryBytes: z.array(z.int()),
  storeReads: z.int(),
  storeWrites: z.int(),
  storeLists: z.int(),
  /** The export, what was landed and derived of it, and the artefacts. */
  storedBytes: z.int(),
  mails: z.int(),
  mailBytes: z.int(),
  tasksOpened: z.int(),
});

/** What one review used. */
export type Usage = z.output<typeof usageSchema>;
