import { z } from 'zod';

/** What the mail service tells of a mail, as it arrives on the event bus; only what is read. */
export const mailEvent = z.object({
  /** When it happened; the mail's own time is when it was sent. */
  time: z.string().optional(),
  detail: z.object({
    eventType: z.enum(['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject', 'DeliveryDelay', 'Rendering Failure']),
    mail: z.object({
      timestamp: z.string(),
      messageId: z.string(),
      tags: z.record(z.string(), z.array(z.string())).default({}),
    }),
    bounce: z.object({ bounceType: z.string() }).optional(),
  }),
});

/** An event of the mail service. */
export type MailEvent = z.output<typeof mailEvent>;
