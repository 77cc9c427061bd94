import type { LandedTable, LandingPlan } from '../contracts/landing.ts';
import type { RunRef } from '../contracts/states.ts';
import { reviewLoans } from '../domain/scorecard/loan-review.ts';
import { scorecardSql } from '../domain/scorecard/scorecard-sql.ts';
import { loanFeaturesJson, loanScoresCsv, parseLoanReference, scorecardJson } from '../figures/loan-artefacts.ts';
import { loanFigures } from '../figures/loan-figures.ts';
import type { LoanReader } from '../ports/loan-reader.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { dataKey } from './land-table.ts';
import { readPublished } from './score-history.ts';
import { readRules, readWorkUnchecked, writeWork } from './work-files.ts';

const TABLE = 'loan_accounts';

/**
 * Reviews the loan book: what tells overdue loans apart, the scorecard, its measures and its fairness. Leaves the card, the scores, the bins and a query that
 * computes the scores in the run folder, and the figures for ComposeFigures.
 */
export async function scoreLoans(
  ports: { store: ObjectStore; loans: LoanReader },
  { run }: { run: RunRef },
): Promise<{ loans: number }> {
  const rules = await readRules(ports.store, run);
  const plan = await readWorkUnchecked<LandingPlan>(ports.store, run, 'landing-plan.json');
  const landed = await readWorkUnchecked<LandedTable>(ports.store, run, `landed/${TABLE}.json`);
  const file = await ports.store.localFile(dataKey(run, landed.lands_as));
  const table = await ports.loans.read(file, landed.features, targetDefinition(plan, landed));
  const review = reviewLoans(table, rules.loans, await reference(ports.store, run));
  const keep = (name: string, text: string) =>
    ports.store.write(`${run.prefix}${name}`, new TextEncoder().encode(text));
  if (review.card !== null) {
    await keep('scorecard.json', scorecardJson(review.card.scorecard));
    await keep('scorecard.sql', scorecardSql(review.card.scorecard));
    await keep('loan_scores.csv', [...loanScoresCsv(table.ids, review.card)].join(''));
  }
  await keep('loan_features.json', loanFeaturesJson(review));
  await writeWork(ports.store, run, 'loan-figures.json', loanFigures(review, rules.loans));
  return { loans: review.rows };
}

/** What counts as overdue, in the words of the export. */
function targetDefinition(plan: LandingPlan, landed: LandedTable): string {
  const days = plan.tables.find(({ table }) => table === TABLE)?.overdue_days_above;
  const column = landed.bound['overdue'] ?? 'overdue';
  return days === undefined ? `${column} is true` : `${column} > ${days} days`;
}

/** The bins and score bands of the last published review that had loans, to compare this month's with. */
async function reference(store: ObjectStore, run: RunRef) {
  const [last] = await readPublished(store, run.period, 1);
  const bytes = last === undefined ? undefined : await store.read(`${last.prefix}loan_features.json`);
  return bytes === undefined ? null : parseLoanReference(new TextDecoder().decode(bytes));
}
