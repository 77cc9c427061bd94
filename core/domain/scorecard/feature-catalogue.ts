import type { Expectation, LoanSettings } from './settings.ts';

/** What a feature tells about: the borrower, the loan, how they paid before, or the rest. */
export type FeatureGroup = 'personal' | 'loan' | 'history' | 'other';

interface KnownFeature {
  readonly group: FeatureGroup;
  readonly expectation?: Expectation;
}

/** Ordinal words, safest first, in the languages exports come in. */
const STABLE_TO_UNSTABLE: Expectation = {
  safest_first: [
    ['stable', 'very stable', 'high', 'permanent', '稳定', '非常稳定', '高'],
    ['medium', 'moderate', 'average', 'fairly stable', '一般', '较稳定', '中'],
    ['unstable', 'low', 'irregular', 'temporary', '不稳定', '低'],
  ],
};

const EDUCATION: Expectation = {
  safest_first: [
    [
      'phd',
      'doctorate',
      'doctoral',
      'master',
      "master's",
      'masters',
      'postgraduate',
      'graduate',
      'graduate school',
      '博士',
      '硕士',
      '研究生',
    ],
    ['bachelor', "bachelor's", 'bachelors', 'university', 'undergraduate', 'degree', '本科', '大学'],
    ['college', 'associate', 'vocational', 'diploma', 'some college', '大专', '专科'],
    ['high school', 'high_school', 'secondary', '高中', '中专'],
    ['junior high', 'primary', 'elementary', 'none', 'below high school', '初中', '小学', '初中及以下', '高中及以下'],
  ],
};

const SECURED: Expectation = {
  safest_first: [
    [
      'secured',
      'mortgage',
      'collateralised',
      'collateralized',
      'collateral',
      '有抵押',
      '抵押',
      '抵押贷款',
      '质押',
      '担保',
      '担保贷款',
    ],
    ['unsecured', 'credit', 'personal', '无抵押', '信用', '信用贷款'],
  ],
};

const REGULARITY: Expectation = {
  safest_first: [
    ['regular', 'very regular', 'always', 'high', '规律', '按时', '高'],
    ['fairly regular', 'mostly', 'medium', '较规律', '一般', '中'],
    ['irregular', 'rarely', 'low', '不规律', '低'],
  ],
};

const FREQUENCY: Expectation = {
  safest_first: [
    ['weekly', 'every week', '每周', '按周'],
    ['biweekly', 'fortnightly', 'every two weeks', '每两周', '双周'],
    ['monthly', 'every month', '每月', '按月'],
    ['quarterly', 'every quarter', '每季', '按季', '季度'],
    ['half-yearly', 'semiannual', 'semi-annual', '每半年', '半年'],
    ['yearly', 'annual', 'annually', '每年', '按年'],
    ['bullet', 'at maturity', 'one-off', '到期', '到期一次', '一次性'],
  ],
};

const MOBILITY: Expectation = {
  safest_first: [
    ['low', 'never', 'rare', 'stable', '低', '稳定', '不流动'],
    ['medium', 'moderate', '中', '一般'],
    ['high', 'frequent', 'mobile', '高', '频繁'],
  ],
};

/** The contract's features: group, and what lenders commonly expect of the overdue rate. */
const KNOWN: ReadonlyMap<string, KnownFeature> = new Map<string, KnownFeature>([
  ['age', { group: 'personal', expectation: 'falling' }],
  ['gender', { group: 'personal' }],
  ['education', { group: 'personal', expectation: EDUCATION }],
  ['income', { group: 'personal', expectation: 'falling' }],
  ['income_stability', { group: 'personal', expectation: STABLE_TO_UNSTABLE }],
  ['loan_type', { group: 'loan', expectation: SECURED }],
  ['loan_amount', { group: 'loan', expectation: 'rising' }],
  ['term_months', { group: 'loan', expectation: 'rising' }],
  ['annual_rate_percentage', { group: 'loan', expectation: 'rising' }],
  ['origination_date', { group: 'loan' }],
  ['past_overdue_count', { group: 'history', expectation: 'rising' }],
  ['max_overdue_days', { group: 'history', expectation: 'rising' }],
  ['repayment_frequency', { group: 'history', expectation: FREQUENCY }],
  ['repayment_regularity', { group: 'history', expectation: REGULARITY }],
  ['credit_score', { group: 'history', expectation: 'falling' }],
  ['industry', { group: 'other' }],
  ['region', { group: 'other' }],
  ['residence_mobility', { group: 'other', expectation: MOBILITY }],
]);

/** Where the same feature comes as a number: more stability, regularity and payments a year are safer, more moves riskier. */
const AS_NUMBERS: ReadonlyMap<string, 'rising' | 'falling'> = new Map([
  ['education', 'falling'],
  ['income_stability', 'falling'],
  ['repayment_frequency', 'falling'],
  ['repayment_regularity', 'falling'],
  ['residence_mobility', 'rising'],
]);

/** The group a feature is shown in. */
export function featureGroup(name: string, settings: LoanSettings): FeatureGroup {
  return (
    (Object.hasOwn(settings.groups, name) ? settings.groups[name] : undefined) ?? KNOWN.get(name)?.group ?? 'other'
  );
}

/** What is commonly expected of a feature of this kind; undefined where nothing is. */
export function featureExpectation(
  name: string,
  kind: 'numeric' | 'categorical',
  settings: LoanSettings,
): Expectation | undefined {
  const laidDown = Object.hasOwn(settings.expectations, name) ? settings.expectations[name] : undefined;
  const expectation =
    laidDown ?? (kind === 'numeric' ? AS_NUMBERS.get(name) : undefined) ?? KNOWN.get(name)?.expectation;
  const fits = typeof expectation === 'string' ? kind === 'numeric' : kind === 'categorical';
  return fits ? expectation : undefined;
}
