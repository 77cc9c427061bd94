import { describe, expect, it } from 'vitest';
import { featureExpectation, featureGroup } from '../../../core/domain/scorecard/feature-catalogue.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';

const plain = () => loanSettings.parse({});

describe('the group of a feature', () => {
  it.each([
    ['personal', ['age', 'gender', 'education', 'income', 'income_stability']],
    ['loan', ['loan_type', 'loan_amount', 'term_months', 'annual_rate_percentage', 'origination_date']],
    [
      'history',
      ['past_overdue_count', 'max_overdue_days', 'repayment_frequency', 'repayment_regularity', 'credit_score'],
    ],
    ['other', ['industry', 'region', 'residence_mobility', 'shoe_size', 'toString']],
  ])('is %s for %j', (group, names) => {
    expect(names.map((name) => featureGroup(name, plain()))).toEqual(names.map(() => group));
  });

  it('is the one that the rules lay down', () => {
    const settings = loanSettings.parse({ groups: { age: 'loan', shoe_size: 'personal' } });
    expect(['age', 'shoe_size', 'income'].map((name) => featureGroup(name, settings))).toEqual([
      'loan',
      'personal',
      'personal',
    ]);
  });
});

describe('what is expected of a number', () => {
  it.each([
    [
      'rising',
      [
        'loan_amount',
        'term_months',
        'annual_rate_percentage',
        'past_overdue_count',
        'max_overdue_days',
        'residence_mobility',
      ],
    ],
    [
      'falling',
      ['age', 'income', 'credit_score', 'education', 'income_stability', 'repayment_frequency', 'repayment_regularity'],
    ],
    [undefined, ['gender', 'loan_type', 'origination_date', 'industry', 'region', 'shoe_size', 'toString']],
  ])('is %s of %j', (expected, names) => {
    expect(names.map((name) => featureExpectation(name, 'numeric', plain()))).toEqual(names.map(() => expected));
  });
});

describe('what is expected of texts', () => {
  /** The rungs, safest first, words parted by bars. */
  it.each([
    [
      'income_stability',
      [
        'stable|very stable|high|permanent|稳定|非常稳定|高',
        'medium|moderate|average|fairly stable|一般|较稳定|中',
        'unstable|low|irregular|temporary|不稳定|低',
      ],
    ],
    [
      'education',
      [
        "phd|doctorate|doctoral|master|master's|masters|postgraduate|graduate|graduate school|博士|硕士|研究生",
        "bachelor|bachelor's|bachelors|university|undergraduate|degree|本科|大学",
        'college|associate|vocational|diploma|some college|大专|专科',
        'high school|high_school|secondary|高中|中专',
        'junior high|primary|elementary|none|below high school|初中|小学|初中及以下|高中及以下',
      ],
    ],
    [
      'loan_type',
      [
        'secured|mortgage|collateralised|collateralized|collateral|有抵押|抵押|抵押贷款|质押|担保|担保贷款',
        'unsecured|credit|personal|无抵押|信用|信用贷款',
      ],
    ],
    [
      'repayment_regularity',
      [
        'regular|very regular|always|high|规律|按时|高',
        'fairly regular|mostly|medium|较规律|一般|中',
        'irregular|rarely|low|不规律|低',
      ],
    ],
    [
      'repayment_frequency',
      [
        'weekly|every week|每周|按周',
        'biweekly|fortnightly|every two weeks|每两周|双周',
        'monthly|every month|每月|按月',
        'quarterly|every quarter|每季|按季|季度',
        'half-yearly|semiannual|semi-annual|每半年|半年',
        'yearly|annual|annually|每年|按年',
        'bullet|at maturity|one-off|到期|到期一次|一次性',
      ],
    ],
    [
      'residence_mobility',
      ['low|never|rare|stable|低|稳定|不流动', 'medium|moderate|中|一般', 'high|frequent|mobile|高|频繁'],
    ],
  ])('of %s runs from the safest words to the riskiest', (name, rungs) => {
    expect(featureExpectation(name, 'categorical', plain())).toEqual({
      safest_first: rungs.map((words) => words.split('|')),
    });
  });

  it.each(['age', 'income', 'gender', 'region', 'shoe_size'])('of %s is nothing', (name) => {
    expect(featureExpectation(name, 'categorical', plain())).toBeUndefined();
  });
});

describe('an expectation laid down by the rules', () => {
  const settings = () =>
    loanSettings.parse({
      expectations: { age: 'rising', region: { safest_first: [['north'], ['south']] }, education: 'rising' },
    });

  it('goes before the built-in one', () => {
    expect(featureExpectation('age', 'numeric', settings())).toBe('rising');
    expect(featureExpectation('education', 'numeric', settings())).toBe('rising');
    expect(featureExpectation('region', 'categorical', settings())).toEqual({ safest_first: [['north'], ['south']] });
  });

  it('is passed over where the feature is of the other kind', () => {
    expect(featureExpectation('age', 'categorical', settings())).toBeUndefined();
    expect(featureExpectation('region', 'numeric', settings())).toBeUndefined();
    expect(featureExpectation('education', 'categorical', settings())).toBeUndefined();
  });
});

describe('the rules for loans', () => {
  it('are complete where nothing is laid down', () => {
    expect(loanSettings.parse({})).toEqual({
      binning: {
        fine_bins: 100,
        max_bins: 10,
        min_bin_share: 0.02,
        min_bin_events: 3,
        max_neighbour_p_value: 1,
        bin_penalty: 0.5,
        turn_penalty: 1,
        min_level_loans: 2,
        special_codes: {},
        trends: {},
      },
      selection: {
        min_iv: 0.02,
        max_missing_share: 0.95,
        max_correlation: 0.8,
        max_vif: 10,
        max_p_value: 0.5,
        max_features: 30,
        measured_only: ['origination_date'],
        leakage_auc: 0.95,
        shrinkage: 1,
      },
      scaling: { pdo: 20, base_score: 600, base_odds: 50 },
      cutoff: { score: null, approval_rate_pct: null, good_loans_lost_per_bad: 5, loss_given_overdue_pct: 45 },
      folds: 5,
      seed: 1,
      rounds: 5,
      repeat_up_to_loans: 20_000,
      min_class_loans: 20,
      significance: 0.05,
      psi_floor: 0.0001,
      fairness_min_loans: 30,
      protected_edges: {},
      groups: {},
      expectations: {},
    });
  });

  /** Path, the least that is taken, what is too little, the most that is taken, what is too much. */
  it.each([
    ['binning.fine_bins', 2, 1, 200, 201],
    ['binning.max_bins', 1, 0, 20, 21],
    ['binning.min_bin_share', 0, -0.1, 1, 1.1],
    ['binning.min_bin_events', 1, 0, 9999, 1.5],
    ['binning.max_neighbour_p_value', 0.001, 0, 1, 1.1],
    ['binning.bin_penalty', 0, -1, 50, 51],
    ['binning.turn_penalty', 0, -1, 50, 51],
    ['binning.min_level_loans', 1, 0, 9999, 1.5],
    ['selection.min_iv', 0, -0.1, 99, 'a'],
    ['selection.max_missing_share', 0, -0.1, 1, 1.1],
    ['selection.max_correlation', 0, -0.1, 1, 1.1],
    ['selection.max_vif', 1, 0.9, 99, 'a'],
    ['selection.max_p_value', 0.001, 0, 1, 1.1],
    ['selection.max_features', 1, 0, 100, 101],
    ['selection.leakage_auc', 0.51, 0.5, 1, 1.1],
    ['selection.shrinkage', 0, -1, 100, 101],
    ['scaling.pdo', 0.1, 0, 99, 'a'],
    ['scaling.base_odds', 0.1, 0, 99, 'a'],
    ['cutoff.score', null, 1.5, -5, 'a'],
    ['cutoff.approval_rate_pct', 0.1, 0, 100, 101],
    ['cutoff.good_loans_lost_per_bad', 0.1, 0, 99, 'a'],
    ['cutoff.loss_given_overdue_pct', 0, -1, 100, 101],
    ['folds', 2, 1, 20, 21],
    ['seed', 0, -1, 99, 1.5],
    ['rounds', 1, 0, 20, 21],
    ['repeat_up_to_loans', 0, -1, 99, 1.5],
    ['min_class_loans', 10, 9, 99, 10.5],
    ['significance', 0.001, 0, 0.999, 1],
    ['psi_floor', 0.0001, 0, 0.01, 0.011],
    ['fairness_min_loans', 1, 0, 99, 1.5],
  ])('takes %s from %s, not %s, to %s, not %s', (path, least, tooLittle, most, tooMuch) => {
    const [first = '', second] = path.split('.');
    const taken = (value: unknown) =>
      loanSettings.safeParse({ [first]: second === undefined ? value : { [second]: value } }).success;
    expect([least, tooLittle, most, tooMuch].map(taken)).toEqual([true, false, true, false]);
  });

  it.each([
    { protected_edges: { age: [] } },
    { protected_edges: { age: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] } },
    { groups: { age: 'elsewhere' } },
    { expectations: { age: 'sideways' } },
    { expectations: { age: { safest_first: [['a']] } } },
    { expectations: { age: { safest_first: [['a'], []] } } },
    { expectations: { age: { safest_first: [['a'], ['b']], more: 1 } } },
    { binning: { trends: { age: 'none' } } },
    { binning: { special_codes: { age: Array.from({ length: 21 }, (_, i) => i) } } },
    { binning: { unknown: 1 } },
    { selection: { unknown: 1 } },
    { scaling: { unknown: 1 } },
    { cutoff: { unknown: 1 } },
    { unknown: 1 },
  ])('refuses %j', (rules) => {
    expect(loanSettings.safeParse(rules).success).toBe(false);
  });

  it.each([
    { protected_edges: { age: [30] } },
    { protected_edges: { age: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } },
    { groups: { a: 'personal', b: 'loan', c: 'history', d: 'other' } },
    { expectations: { a: 'rising', b: 'falling', c: { safest_first: [['a'], ['b']] } } },
    { binning: { trends: { a: 'rising', b: 'falling', c: 'peak', d: 'valley' } } },
    { binning: { special_codes: { age: Array.from({ length: 20 }, (_, i) => i) } } },
    { selection: { measured_only: [] } },
  ])('takes %j', (rules) => {
    expect(loanSettings.parse(rules)).toMatchObject(rules);
  });
});
