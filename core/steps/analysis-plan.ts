import { z } from 'zod';

/** What CheckLanding found out about the export, for the states that compute: `work/<run>/analysis-plan.json`. */
export const analysisPlan = z.object({
  profile: z.string(),
  /** Home currency of the amounts in scope `*`. */
  currency: z.string(),
  synthetic: z.boolean(),
  reliable: z.boolean(),
  warnings: z.array(z.string()),
  scopes: z.array(z.object({ scope: z.string(), currency: z.string() })),
});

/** What CheckLanding found out about the export. */
export type AnalysisPlan = z.output<typeof analysisPlan>;
