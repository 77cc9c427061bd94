import { type ContingencyResult, compareCategories } from '../contingency.ts';
import type { RankComparison } from '../mann-whitney.ts';
import type { TwoColumns } from '../partial-tables.ts';
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
import { binsAuc } from './single-feature.ts';

/** What one feature tells of overdue loans. */
export interface FeatureAnalysis {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  readonly group: FeatureGroup;
  readonly binned: BinnedFeature;
  readonly trend: Trend;
  /** Share of blanks, 0–1. */
  readonly missingRate: number;
  /** Area under the ROC curve of the feature alone. */
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

/** Groups the χ² test is made over. */
const TEST_GROUPS = 10;
/** The least expected count of a group of the test. */
const LEAST_EXPECTED = 5;

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
  const auc = binsAuc(binned);
  const all = total(counts.goods) + total(counts.bads);
  const missing = (counts.goods[MISSING_CODE] ?? 0) + (counts.bads[MISSING_CODE] ?? 0);
  return {
    name: column.name,
    kind: column.kind,
    group: featureGroup(column.name, settings),
    binned,
    trend: binned.trend,
    missingRate: all === 0 ? 0 : missing / all,
    auc,
    leakage: auc >= settings.selection.leakage_auc,
    test: compareCategories(testGroups(column, counts)),
    expected: wanted === undefined ? null : typeof wanted === 'string' ? wanted : 'safest_first',
    comparison: rankAgainstExpectation(column, counts, wanted),
    wanted,
  };
}

/** Overdue and other loans by tenths of a number, or by text; groups too small for the test are put together. */
function testGroups(column: FineColumn, counts: CodeCounts): TwoColumns[] {
  const goods = total(counts.goods);
  const bads = total(counts.bads);
  const least = (LEAST_EXPECTED * (goods + bads)) / Math.max(1, Math.min(goods, bads));
  const fill = column.kind === 'numeric' ? Math.max(least, (goods + bads) / TEST_GROUPS) : least;
  const groups: [number, number][] = [];
  let open: [number, number] = [0, 0];
  for (let code = counts.goods.length - 1; code >= 0; code -= 1) {
    const own: [number, number] = [counts.bads[code] ?? 0, counts.goods[code] ?? 0];
    const enough = own[0] + own[1] >= least;
    if (enough && (column.kind === 'categorical' || code === MISSING_CODE)) {
      groups.push(own);
      continue;
    }
    open = [open[0] + own[0], open[1] + own[1]];
    if (column.kind === 'numeric' && open[0] + open[1] >= fill) {
      groups.push(open);
      open = [0, 0];
    }
  }
  return withRemainder(groups, open, least);
}

function withRemainder(groups: [number, number][], open: readonly [number, number], least: number): TwoColumns[] {
  const last = groups.at(-1);
  if (open[0] + open[1] === 0) return groups;
  if (open[0] + open[1] >= least || last === undefined) return [...groups, [open[0], open[1]]];
  return [...groups.slice(0, -1), [last[0] + open[0], last[1] + open[1]]];
}

function total(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
