import { z } from 'zod';
import { WrongUsage } from '../contracts/errors.ts';

/** The shapes of export the sample can take. */
const SAMPLE_PROFILES = ['quickbooks-marts', 'ledger', 'fivetran-quickbooks', 'loans'] as const;
/** One of the sample's profiles. */
export type SampleProfile = (typeof SAMPLE_PROFILES)[number];

const optionsSchema = z.strictObject({
  /** Shape of the export. */
  profile: z.enum(SAMPLE_PROFILES).default('quickbooks-marts'),
  /** Customers (loans: accounts). */
  customers: z.int().min(1).max(10_000_000).default(3_000),
  /** Months of history, the last one included. */
  months: z.int().min(1).max(120).default(24),
  /** The same seed gives the same bytes. */
  seed: z.int().min(0).max(4_294_967_295).default(1),
  /** The newest month the export covers. */
  lastMonth: z
    .string()
    .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/)
    .default('2025-09'),
});

/** What can be asked of the sample; all may be left out. */
export type SampleOptions = z.input<typeof optionsSchema>;
/** The options of a sample, complete. */
export type CompleteSampleOptions = z.output<typeof optionsSchema>;

/** Fills the gaps. Throws WrongUsage that names the option, what it was and what it may be. */
export function completeSampleOptions(options: SampleOptions): CompleteSampleOptions {
  const parsed = optionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new WrongUsage(
    parsed.error.issues.map((issue) => `sample option ${issue.path.join('.')}: ${issue.message}`).join('; '),
  );
}
