import { type ContingencyResult, compareCategories } from '../contingency.ts';
import type { RankComparison } from '../mann-whitney.ts';
import { coarseGroups, separation } from './coarse-groups.ts';
import {
  type ExpectationReading,
  falseDiscoveryAdjusted,
  rankAgainstExpectation,
  readExpectation,
} from './expectation-reading.ts';
import type { BinnedFeature, CodeCounts, Trend } from './feature-bins.ts';
import { type FeatureGroup, featureExpectation, featureGroup } from './feature-catalogue.ts';
import { type FineColumn, MISSING_CODE } from './fine-bins.ts';
import type { Expectation, LoanSettings } from './settings.ts';

/** What one feature tells of overdue loans. */
export interface FeatureAnalysis {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  readonly group: FeatureGroup;
  /** Measured and never scored. */
  readonly protectedAttribute: boolean;
  readonly binned: BinnedFeature;
  readonly trend: Trend;
  /** Share of blanks, 0–1. */
  readonly missingRate: number;
  /** How well the feature alone tells overdue loans apart: area under the ROC curve of its coarse groups, riskiest first. */
  readonly auc: number;
  /** It alone tells overdue loans apart almost perfectly: most likely known only afterwards. */
  readonly leakage: boolean;
  /** χ² of overdue against groups of the feature that were cut without looking at the target; null where there is one group. */
  readonly test: ContingencyResult | null;
  /** Null where nothing is commonly expected of the feature. */
  readonly expectation: ExpectationReading | null;
  /** What is expected: the overdue rate rises or falls with the value, or runs from the safest texts to the riskiest. */
  readonly expected: 'rising' | 'falling' | 'safest_first' | null;
  readonly comparison: RankComparison | null;
}

/** Analyses every feature over all loans. */
export function analyseFeatures(
  columns: readonly FineColumn[],
  counts: readonly CodeCounts[],
  binned: readonly BinnedFeature[],
  settings: LoanSettings,
): FeatureAnalysis[] {
  const drafts = columns.flatMap((column, index) => {
    const own = counts[index];
    const bins = binned[index];
    return own === undefined || bins === undefined ? [] : [draft(column, own, bins, settings)];
  });
  const tested = drafts.filter(({ comparison }) => typeof comparison?.pValue === 'number');
  const adjusted = falseDiscoveryAdjusted(tested.map(({ comparison }) => comparison?.pValue ?? 1));
  return drafts.map(({ wanted, ...feature }) => ({
    ...feature,
    expectation: reading(
      feature.comparison,
      adjusted[tested.findIndex(({ name }) => name === feature.name)],
      wanted,
      settings,
    ),
  }));
}

function reading(
  comparison: RankComparison | null,
  adjusted: number | undefined,
  wanted: Expectation | undefined,
  settings: LoanSettings,
): ExpectationReading | null {
  if (wanted === undefined) return null;
  if (comparison === null || adjusted === undefined) return 'not_shown';
  return readExpectation(comparison, adjusted, wanted, settings.significance);
}

function draft(
  column: FineColumn,
  counts: CodeCounts,
  binned: BinnedFeature,
  settings: LoanSettings,
): Omit<FeatureAnalysis, 'expectation'> & { wanted: Expectation | undefined } {
  const wanted = featureExpectation(column.name, column.kind, settings);
  const auc = separation(column, counts);
  const all = total(counts.goods) + total(counts.bads);
  const missing = (counts.goods[MISSING_CODE] ?? 0) + (counts.bads[MISSING_CODE] ?? 0);
  return {
    name: column.name,
    kind: column.kind,
    group: featureGroup(column.name, settings),
    protectedAttribute: false,
    binned,
    trend: binned.trend,
    missingRate: all === 0 ? 0 : missing / all,
    auc,
    leakage: auc >= settings.selection.leakage_auc,
    test: compareCategories(coarseGroups(column, counts)),
    expected: wanted === undefined ? null : typeof wanted === 'string' ? wanted : 'safest_first',
    comparison: rankAgainstExpectation(column, counts, wanted),
    wanted,
  };
}

function total(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
