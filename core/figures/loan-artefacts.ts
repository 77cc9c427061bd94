import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { CardReview, LoanReview } from '../domain/scorecard/loan-review.ts';
import { MAX_REASONS, NO_REASON } from '../domain/scorecard/refusal-reasons.ts';
import type { Scorecard } from '../domain/scorecard/scorecard.ts';
import type { LoanReference } from '../domain/scorecard/stability.ts';
import { spreadsheetSafe } from '../domain/spreadsheet-safe.ts';

const COLUMNS = ['loan_id', 'score', 'out_of_fold_score', 'reasons'] as const;
/** Lines made at a time, so that a million loans are never one text. */
const CHUNK = 20_000;

/** loan_scores.csv in pieces: one row a loan in the order read; reasons are feature names, the costliest first, joined by `; `, for refused loans. */
export function* loanScoresCsv(ids: readonly string[], card: CardReview): Generator<string> {
  yield stringify([[...COLUMNS]], { record_delimiter: '\n' });
  const names = card.scorecard.features.map(({ name }) => name);
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = ids.slice(from, from + CHUNK).map((id, index) => scoreRow(id, from + index, card, names));
    yield stringify(rows, { record_delimiter: '\n', quoted_match: /[\r\n]/ });
  }
}

function scoreRow(id: string, row: number, card: CardReview, names: readonly string[]): string[] {
  const { score, reasons } = card.scores;
  const told: string[] = [];
  for (let place = row * MAX_REASONS; place < (row + 1) * MAX_REASONS; place += 1) {
    const reason = reasons[place] ?? NO_REASON;
    if (reason !== NO_REASON) told.push(names[reason] ?? '');
  }
  return [
    spreadsheetSafe(id),
    String(score[row] ?? 0),
    String(card.outOfFoldScore[row] ?? 0),
    spreadsheetSafe(told.join('; ')),
  ];
}

/** scorecard.json. Ends with a line feed. */
export function scorecardJson(card: Scorecard): string {
  return `${JSON.stringify(card, null, 2)}\n`;
}

/** loan_features.json: the bins of every feature, chosen or not, and the bands of the score; a later month's review reads it back as its reference. */
export function loanFeaturesJson(review: LoanReview): string {
  return `${JSON.stringify(review.card?.reference ?? null)}\n`;
}

const definition = {
  lower: z.number().optional(),
  upper: z.number().optional(),
  values: z.array(z.string()).optional(),
  missing: z.literal(true).optional(),
  other: z.literal(true).optional(),
  count: z.number(),
};
const kind = z.enum(['numeric', 'categorical']);
const cardBin = z.object({
  label: z.string(),
  points: z.number(),
  woe: z.number(),
  bad_rate_pct: z.number(),
  ...definition,
});

const cardFile = z.object({
  pdo: z.number(),
  base_score: z.number(),
  base_odds: z.number(),
  intercept: z.number(),
  base_points: z.number(),
  features: z.array(z.object({ name: z.string(), kind, coefficient: z.number(), bins: z.array(cardBin) })),
});

const referenceFile = z
  .object({
    scorecard: cardFile,
    features: z.array(z.object({ name: z.string(), kind, bins: z.array(z.object(definition)) })),
    score_bands: z.array(z.object({ from: z.number().optional(), count: z.number() })),
  })
  .nullable();

/** Reads back a loan_features.json; null where that month had no card. Throws a ZodError where the text is something else. */
export function parseLoanReference(text: string): LoanReference | null {
  return referenceFile.parse(JSON.parse(text)) as LoanReference | null;
}
