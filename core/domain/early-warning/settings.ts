import { z } from 'zod';
import { PARTS, type Part } from './factors.ts';

/** Points from each value on, ascending in both: a customer never loses points by getting worse. */
const steps = z
  .array(z.tuple([z.number(), z.number().min(0).max(100)]))
  .max(20)
  .refine(
    (list) =>
      list.every(
        ([from, points], i) => i === 0 || (from > (list[i - 1]?.[0] ?? 0) && points >= (list[i - 1]?.[1] ?? 0)),
      ),
    'values rise, and points never fall: [[1, 2], [5, 4]]',
  );

/** Settings of the score behind the early warning. */
export const earlyWarningSettings = z.strictObject({
  /** Whose score rules: the points below, the fitted card, or whichever has won by more than its error on months known by then. */
  model: z.enum(['auto', 'dynamic', 'fitted']),
  /** Points that everybody has. 70 points are meant to be as likely as not, and 6.9 more to double the odds. */
  base: z.number(),
  /** Points of the composite score and of each factor by its value: [[from, points], …]. */
  points: z.strictObject(Object.fromEntries(PARTS.map((name) => [name, steps])) as Record<Part, typeof steps>),
  /** How far things must better before an alert closes: points below the threshold; share of a rule's own limit. */
  release: z.strictObject({ score_points: z.number().min(0).max(50), rule_share: z.number().min(0).max(1) }),
  /** Points by which a score that rose month after month must have risen in all. */
  rising_points: z.number().min(0).max(100),
  /** What the fitted card learns from: months before the judged one, events at least, customer-months at most. */
  training: z.strictObject({
    months: z.int().min(3).max(60),
    min_events: z.int().min(10),
    sample: z.int().min(1000).max(500_000),
    /** How much evidence the points above are worth to it: 30 is that of 120 customers as likely as not. */
    pull: z.number().min(0).max(10_000),
  }),
  /** Months are drawn again so often for the intervals. */
  bootstrap: z.strictObject({ draws: z.int().min(100).max(10_000), seed: z.int() }),
});

/** Settings of the score behind the early warning. */
export type EarlyWarningSettings = z.output<typeof earlyWarningSettings>;
