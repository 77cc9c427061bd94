import { z } from 'zod';

/** What CheckLanding found out about the export: `work/<run>/landing-summary.json`. */
export const landingSummary = z.object({
  verdict: z.enum(['ok', 'flagged']),
  profile: z.string(),
  /** Home currency. */
  currency: z.string(),
  /** Codes of what makes figures unreliable. */
  warnings: z.array(z.string()),
  /** YYYY-MM that marts stand for, where it is later than the period. */
  snapshot_of: z.string().optional(),
});

/** What CheckLanding found out about the export. */
export type LandingSummary = z.output<typeof landingSummary>;

/** In which currencies the analysis runs, for the states that compute: `work/<run>/analysis-plan.json`. */
export const analysisPlan = z.object({
  scopes: z.array(z.object({ scope: z.string(), currency: z.string() })),
});

/** In which currencies the analysis runs. */
export type AnalysisPlan = z.output<typeof analysisPlan>;
