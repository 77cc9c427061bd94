import { z } from 'zod';

/** What the bus tells of a review that is published: which one it is, how it ended, and where its artefacts lie. */
export const reviewPublishedDetail = z
  .strictObject({
    schema: z.literal(1).describe('grows when a field changes its meaning or goes; new fields come without'),
    run: z.string().describe('the run: the month and a short hash of its inputs'),
    period: z.string().describe('the month that was reviewed, such as 2025-09'),
    revision: z.int().describe('from 1; a higher one takes the place of a lower one of the same month'),
    status: z.enum(['done', 'flagged']).describe('flagged: the figures are marked unreliable'),
    synthetic: z.boolean().describe('whether the data was made up'),
    prefix: z.string().describe('folder of the artefacts in the store'),
    version: z.string().describe('of the product'),
    at: z.string().describe('when the review was closed'),
  })
  .describe('Detail of MonthlyReviewPublished; event_id stands beside it on the bus');

/** What the bus tells of a review that is published. */
export type ReviewPublishedDetail = z.output<typeof reviewPublishedDetail>;
