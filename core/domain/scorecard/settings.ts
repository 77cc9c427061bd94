import { z } from 'zod';

const share = z.number().min(0).max(1);
const positive = z.number().gt(0);

/** How features are cut into bins. */
const binning = z.strictObject({
  /** Fine bins a numeric feature is cut into, by quantiles, before the target is looked at. */
  fine_bins: z.int().min(2).max(200).default(100),
  /** Bins of a feature at most; blanks, special codes and unlisted texts are extra. */
  max_bins: z.int().min(1).max(20).default(10),
  /** A bin holds at least this share of the loans. */
  min_bin_share: share.default(0.02),
  /** A bin holds at least this many overdue loans, and as many that are not. */
  min_bin_events: z.int().min(1).default(3),
  /** Neighbouring bins' overdue rates differ at this level of significance (two-sided z-test of two shares). 1 asks for no test. */
  max_neighbour_p_value: z.number().gt(0).max(1).default(1),
  /** Information value that a further bin must bring, in units of what chance alone brings it (1/goods + 1/bads). */
  bin_penalty: z.number().min(0).max(50).default(0.5),
  /** The same for a change of direction: a peak or a valley must beat the best straight trend by this much. */
  turn_penalty: z.number().min(0).max(50).default(1),
  /** A text that fewer loans have counts as `other`. */
  min_level_loans: z.int().min(1).default(2),
  /** Numbers that are codes and not quantities, by feature, e.g. -999 for "not asked": each has a bin of its own. */
  special_codes: z.record(z.string(), z.array(z.number()).max(20)).default({}),
  /** A trend laid down for a feature, in place of the one with the best information value. */
  trends: z.record(z.string(), z.enum(['rising', 'falling', 'peak', 'valley'])).default({}),
});

/** Which features the card uses. */
const selection = z.strictObject({
  /** Features with less information value are left out (the trade's line for "not predictive"). */
  min_iv: z.number().min(0).default(0.02),
  /** Features with a larger share of blanks are left out. */
  max_missing_share: share.default(0.95),
  /** Of two features whose weights of evidence correlate more than this, the one with less information value is left out. */
  max_correlation: share.default(0.8),
  /** Features that the others explain to more than this variance inflation factor are left out. */
  max_vif: z.number().min(1).default(10),
  /** Features whose coefficient has a larger two-sided Wald p-value are left out. */
  max_p_value: z.number().gt(0).max(1).default(0.5),
  /** Features of the card at most, those with the largest information value first. */
  max_features: z.int().min(1).max(100).default(30),
  /** Measured and shown, never scored: features that say when a loan was made and not who the borrower is. */
  measured_only: z.array(z.string()).default(['origination_date']),
  /** A feature that alone ranks overdue loans at least this well (area under the ROC curve) is taken for one that was known only afterwards. */
  leakage_auc: z.number().gt(0.5).max(1).default(0.95),
  /** How strongly coefficients are held back for what choosing the bins cost: 1 is one loan's worth of information a degree of freedom, 0 plain maximum likelihood. */
  shrinkage: z.number().min(0).max(100).default(1),
});

/** How log-odds become points. */
const scaling = z.strictObject({
  /** Points that double the odds of a loan being good. */
  pdo: positive.default(20),
  /** Score of a loan with the base odds. */
  base_score: z.number().default(600),
  /** Good : bad. */
  base_odds: positive.default(50),
});

/** Who is approved: score at or above the cut-off. The first that is set decides. */
const cutoff = z.strictObject({
  /** A score laid down. */
  score: z.int().nullable().default(null),
  /** The cut-off that approves this share of the loans. */
  approval_rate_pct: z.number().gt(0).max(100).nullable().default(null),
  /** How many good loans' earnings one overdue loan costs; approved is what breaks even. */
  good_loans_lost_per_bad: positive.default(5),
  /** Share of an overdue loan's amount that is lost, for the expected loss. */
  loss_given_overdue_pct: z.number().min(0).max(100).default(45),
});

const expectation = z.union([
  z.enum(['rising', 'falling']),
  z.strictObject({ safest_first: z.array(z.array(z.string()).min(1)).min(2) }),
]);

/** The loans' part of the rules. */
export const loanSettings = z.strictObject({
  binning: binning.prefault({}),
  selection: selection.prefault({}),
  scaling: scaling.prefault({}),
  cutoff: cutoff.prefault({}),
  /** Folds of the out-of-fold scores, and the number that decides which loan falls in which. */
  folds: z.int().min(2).max(20).default(5),
  seed: z.int().min(0).default(1),
  /** Rounds of folds whose out-of-fold scores are averaged, so that one deal of a small book does not decide; and the largest book that gets more than one. */
  rounds: z.int().min(1).max(20).default(5),
  repeat_up_to_loans: z.int().min(0).default(20_000),
  /** With fewer overdue loans, or fewer that are not, there is no card. */
  min_class_loans: z.int().min(10).default(20),
  /** Level of significance of tests. */
  significance: z.number().gt(0).lt(1).default(0.05),
  /** Smallest share a bin is taken to have in the population stability index, so that an empty one does not make it infinite. */
  psi_floor: z.number().gt(0).max(0.01).default(0.0001),
  /** Groups with fewer loans are shown and left out of ratios and gaps. */
  fairness_min_loans: z.int().min(1).default(30),
  /** Edges at which a protected number (age) is cut into groups, by attribute. Without: at its quartiles. */
  protected_edges: z.record(z.string(), z.array(z.number()).min(1).max(10)).default({}),
  /** Group of features that are not in the contract, or that belong elsewhere. */
  groups: z.record(z.string(), z.enum(['personal', 'loan', 'history', 'other'])).default({}),
  /** What is commonly expected of a feature, over and above the built-in table: the overdue rate rises or falls with it, or its texts from safest to riskiest. */
  expectations: z.record(z.string(), expectation).default({}),
});

/** The loans' part of the rules, complete. */
export type LoanSettings = z.output<typeof loanSettings>;
/** How features are cut into bins. */
export type BinningSettings = LoanSettings['binning'];
/** Which features the card uses. */
export type SelectionSettings = LoanSettings['selection'];
/** What is commonly expected of a feature. */
export type Expectation = z.output<typeof expectation>;
