import type { ScoreGroups } from './score-groups.ts';
import { pointsPerLogOdds } from './scorecard.ts';
import type { LoanSettings } from './settings.ts';

/** What approving every loan with at least this score means. Shares are 0–1; null where nobody is in the group. */
export interface CutoffOutcome {
  readonly cutoffScore: number;
  readonly approvalRate: number;
  readonly approvedOverdueRate: number | null;
  /** Of the overdue loans, how many would have been refused. */
  readonly badsRefused: number | null;
  readonly goodsRefused: number | null;
}

/** The score from which loans are approved, by the rules: laid down, by approval rate, or where an average loan breaks even. */
export function cutoffScore(cardScores: ScoreGroups, settings: LoanSettings): number {
  const { cutoff, scaling } = settings;
  if (cutoff.score !== null) return cutoff.score;
  if (cutoff.approval_rate_pct !== null) return scoreApproving(cardScores, cutoff.approval_rate_pct / 100);
  const oddsDistance = Math.log(cutoff.good_loans_lost_per_bad / scaling.base_odds);
  return Math.round(scaling.base_score + pointsPerLogOdds(scaling.pdo) * oddsDistance);
}

/** The highest score that still approves at least this share of the loans. */
export function scoreApproving(groups: ScoreGroups, share: number): number {
  const wanted = share * (groups.totalGoods + groups.totalBads);
  let approved = 0;
  for (let i = groups.score.length - 1; i >= 0; i -= 1) {
    approved += (groups.goods[i] ?? 0) + (groups.bads[i] ?? 0);
    if (approved >= wanted) return groups.score[i] ?? 0;
  }
  return groups.score[0] ?? 0;
}

/** Who would be approved and refused at a cut-off. */
export function outcomeAt(groups: ScoreGroups, cutoff: number): CutoffOutcome {
  let goods = 0;
  let bads = 0;
  for (let i = 0; i < groups.score.length; i += 1) {
    if ((groups.score[i] ?? 0) < cutoff) continue;
    goods += groups.goods[i] ?? 0;
    bads += groups.bads[i] ?? 0;
  }
  const n = groups.totalGoods + groups.totalBads;
  return {
    cutoffScore: cutoff,
    approvalRate: n === 0 ? 0 : (goods + bads) / n,
    approvedOverdueRate: goods + bads === 0 ? null : bads / (goods + bads),
    badsRefused: groups.totalBads === 0 ? null : 1 - bads / groups.totalBads,
    goodsRefused: groups.totalGoods === 0 ? null : 1 - goods / groups.totalGoods,
  };
}

/** A line of the cut-off table: the card's own outcome, the same by out-of-fold scores, and what the approved may lose. */
export interface CutoffLine {
  readonly card: CutoffOutcome;
  readonly outOfFold: CutoffOutcome;
  /** Expected loss of the approved as a share of what they were lent (of their number, where no amount is known), 0–1. */
  readonly expectedLoss: number | null;
}

/** What each loan weighs in the expected loss, and its out-of-fold chance of being overdue. */
export interface LossInputs {
  readonly outOfFoldScores: Float64Array;
  readonly chances: Float64Array;
  readonly weights: Float64Array | null;
}

/** Approval rates the table walks through, in per cent. */
const TABLE_APPROVALS = [95, 90, 85, 80, 75, 70, 65, 60, 55, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5];

/** Approval rate against overdue rate and expected loss, from lenient to strict; the chosen cut-off has its own line. */
export function cutoffTable(
  card: ScoreGroups,
  outOfFold: ScoreGroups,
  loss: LossInputs,
  chosen: number,
  lossGivenOverdue: number,
): CutoffLine[] {
  const scores = new Set([chosen, ...TABLE_APPROVALS.map((pct) => scoreApproving(card, pct / 100))]);
  return [...scores]
    .sort((a, b) => a - b)
    .map((score) => ({
      card: outcomeAt(card, score),
      outOfFold: outcomeAt(outOfFold, score),
      expectedLoss: expectedLossAt(loss, score, lossGivenOverdue),
    }));
}

function expectedLossAt(loss: LossInputs, cutoff: number, lossGivenOverdue: number): number | null {
  let lost = 0;
  let lent = 0;
  for (let row = 0; row < loss.chances.length; row += 1) {
    if ((loss.outOfFoldScores[row] ?? 0) < cutoff) continue;
    const weight = loss.weights === null ? 1 : (loss.weights[row] ?? 0);
    if (!(weight > 0) || !Number.isFinite(weight)) continue;
    lost += weight * (loss.chances[row] ?? 0);
    lent += weight;
  }
  return lent > 0 ? (lossGivenOverdue * lost) / lent : null;
}
