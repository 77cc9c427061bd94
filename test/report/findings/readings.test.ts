import { describe, expect, it } from 'vitest';
import type { Figures } from '../../../core/contracts/figure.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { decisions, headlineFinding } from '../../../report/findings/decision.ts';
import type { Finding } from '../../../report/findings/finding.ts';
import { loanFindings } from '../../../report/findings/loan.ts';
import { lossFindings } from '../../../report/findings/loss.ts';
import { overdueFindings } from '../../../report/findings/overdue.ts';
import { profileFindings } from '../../../report/findings/profile.ts';
import { profitFindings } from '../../../report/findings/profit.ts';
import { qualityFindings } from '../../../report/findings/quality.ts';
import { reviewFindings } from '../../../report/findings/review.ts';
import { scoreFindings } from '../../../report/findings/score.ts';
import { selectionFindings } from '../../../report/findings/selection.ts';
import { standingFindings } from '../../../report/findings/standing.ts';
import { tierFindings } from '../../../report/findings/tiers.ts';
import { trendFindings } from '../../../report/findings/trend.ts';
import { warningFindings } from '../../../report/findings/warnings.ts';
import { plainText } from '../../../report/messages/phrase.ts';
import { createSpeaker } from '../../../report/messages/speaker.ts';
import { makeCustomers } from '../fixtures/customers.ts';
import { figure, missing } from '../fixtures/figures.ts';
import { loansAlone, makeInput } from '../fixtures/report-input.ts';

const keys = (findings: readonly Finding[]) => findings.map(({ key }) => key);
const english = (input: ReportInput, findings: readonly Finding[]) =>
  findings.map((finding) => plainText(createSpeaker(input, 'en').say(finding))).join('\n');
const chinese = (input: ReportInput, findings: readonly Finding[]) =>
  findings.map((finding) => plainText(createSpeaker(input, 'zh-CN').say(finding))).join('\n');
const withFigures = (figures: Figures) => makeInput({ figures });

describe('what must be known first', () => {
  it('announces unreliable figures before anything else, with what is wrong', () => {
    const input = makeInput({ run: { reliable: false, warnings: ['reconciliation_failed'], revision: 2 } });
    expect(keys(standingFindings(input))).toEqual(['standing.unreliable', 'standing.synthetic', 'standing.revision']);
    expect(english(input, standingFindings(input))).toContain(
      'unreliable: the invoices do not add up to the balances in the books',
    );
    expect(decisions(input)[0]?.acts[0]?.what.key).toBe('act.reconcile');
  });

  it('says each thing that is wrong once', () => {
    const input = makeInput({ run: { reliable: false, warnings: ['books_differ', 'books_differ'] } });
    expect(english(input, standingFindings(input)).match(/differ from their own documents/g)).toHaveLength(1);
  });

  it('says of marts that are newer than the period whose customers they show', () => {
    const input = makeInput({ run: { synthetic: false, snapshot_of: '2026-09' } });
    expect(keys(standingFindings(input))).toEqual(['standing.snapshot']);
    expect(english(input, standingFindings(input))).toContain('at the end of September 2026');
    expect(chinese(input, standingFindings(input))).toContain('2026年9月末');
  });

  it('says nothing where data are real, reliable and new', () => {
    expect(standingFindings(makeInput({ run: { synthetic: false } }))).toEqual([]);
  });
});

describe('the three things to know and do', () => {
  it('are three, each borne out, each with something to do, an owner and a date', () => {
    const three = decisions(makeInput({ earlier: true }));
    expect(three.map(({ topic }) => topic)).toEqual(['exposure', 'collection', 'concentration']);
    for (const { acts, because } of three) {
      expect(because.length).toBeGreaterThan(0);
      expect(acts.length).toBeGreaterThan(0);
      expect(acts.every(({ owner }) => owner !== null)).toBe(true);
    }
    expect(three[0]?.acts[0]?.due).toBe('2026-07-05');
  });

  it('end with those on alert where the group is too small for a largest tenth', () => {
    const few = withFigures({
      'selection.high_risk.count': figure(9, 'count'),
      'warning.count': figure(12, 'count'),
      'warning.new_this_month.count': figure(4, 'count'),
    });
    const third = decisions(few)[2];
    expect(third?.know.key).toBe('warnings.count');
    expect(third?.acts[0]).toMatchObject({ what: { key: 'act.alerts' }, owner: 'account_manager', due: '2026-07-07' });
  });

  it('name what is overdue and who demands it, where due dates are known', () => {
    const ledger = withFigures({
      'overdue.amount': figure('5000.00', 'money'),
      'overdue.invoices.count': figure(3, 'count'),
      'overdue.customers.count': figure(2, 'count'),
      'plan.late.count': figure(2, 'count'),
      'plan.late.overdue': figure('4000.00', 'money'),
    });
    const second = decisions(ledger)[1];
    expect(second?.because.map(({ key }) => key)).toContain('overdue.total');
    expect(second?.acts.at(-1)).toMatchObject({ what: { key: 'act.demand' }, owner: 'credit_controller' });
  });

  it('call an empty group a good month and ask for nothing beyond routine', () => {
    const input = makeInput({ customers: [] });
    const [first] = decisions(input);
    expect(first?.know.key).toBe('selection.group_empty');
    expect(first?.acts.map(({ what }) => what.key)).toEqual(['act.routine']);
    expect(english(input, [headlineFinding(input)])).toBe('nobody is high-risk');
  });

  it('never call a month routine in which less is collected than a single customer is asked for', () => {
    const rising = Array.from({ length: 12 }, (_, month) => 2 + month);
    const lossless = { 'loss.baseline_6m': figure('0.00', 'money'), 'loss.stress_6m': figure('0.00', 'money') };
    const [, collection] = decisions(makeInput({ rates: rising, figures: lossless }));
    expect(collection?.topic).toBe('collection');
    expect(collection?.acts.map(({ what }) => what.key)).not.toContain('act.routine');
    const [, healthy] = decisions(makeInput({ rates: rising.map((rate) => rate + 80), figures: lossless }));
    expect(healthy?.acts.map(({ what }) => what.key)).toEqual(['act.routine']);
  });

  it('ask for exchange rates where amounts could not be added up', () => {
    const input = withFigures({ 'selection.high_risk.count': missing('several_currencies', 'count') });
    expect(decisions(input)[0]?.acts.map(({ what }) => what.key)).toEqual(['act.give_rates']);
    expect(chinese(input, selectionFindings(input))).toContain('多种币种');
  });
});

describe('the selection', () => {
  it('names the customer where there is only one', () => {
    const input = makeInput({ customers: makeCustomers(1) });
    expect(keys(selectionFindings(input))[0]).toBe('selection.group_one');
    expect(english(input, selectionFindings(input))).not.toContain('1 customers');
  });

  it('sets last month beside this month', () => {
    const input = makeInput({ earlier: true });
    expect(english(input, selectionFindings(input))).toMatch(/grew from 33 to 37 customers/);
    expect(keys(selectionFindings(makeInput()))).not.toContain('selection.grew');
  });

  it('says how much the group depends on where the line is drawn', () => {
    expect(keys(selectionFindings(makeInput()))).toContain('selection.sensitive');
    const flat = [65, 70, 75, 80, 85].flatMap((rate) =>
      [5000, 10000, 15000, 20000, 25000].map((amount) => ({
        payment_rate_below: rate,
        outstanding_above: `${amount}.00`,
        count: 37,
        outstanding_total: '1.00',
      })),
    );
    expect(keys(selectionFindings(withFigures({ 'selection.sensitivity': figure(flat, 'list') })))).toContain(
      'selection.steady',
    );
  });
});

describe('the score', () => {
  it('says that bands distinguish nobody where one holds nearly everybody', () => {
    const input = withFigures({ 'score.band.lt50.count': figure(400, 'count') });
    expect(english(input, scoreFindings(input))).toContain(
      '400 fall in one band (below 50), so the bands distinguish almost nobody',
    );
  });

  it('admits that the order is an artefact where it does not survive another scaling', () => {
    const input = withFigures({ 'score.robustness.spearman_zscore': figure(0.61, 'fraction') });
    expect(keys(scoreFindings(input))).toContain('score.fragile');
  });
});

describe('profit', () => {
  it('calls a share of a loss a share of a loss', () => {
    const input = makeInput({ profit: 'share_of_loss' });
    expect(english(input, profitFindings(input))).toBe(
      'There is no profit to share: invoices lost $643.2K in all, and the group accounts for 44.2% of that loss on 31.1% of revenue.',
    );
    expect(chinese(input, profitFindings(input))).toContain('亏损');
  });

  it('gives no share where the signs differ', () => {
    const said = english(makeInput({ profit: 'mixed_sign' }), profitFindings(makeInput({ profit: 'mixed_sign' })));
    expect(said).toContain('no share can be given');
    expect(said).not.toContain('%');
  });

  it('says why it is not known', () => {
    const input = makeInput({ profit: 'not_available' });
    expect(english(input, profitFindings(input))).toContain('the export holds no gross profit');
  });
});

describe('the trend', () => {
  it('does not speak of a trend after one month', () => {
    const input = makeInput({ rates: [80] });
    expect(keys(trendFindings(input))).toEqual(['trend.single_month']);
  });

  it('tells a run of falls, a single fall, a rise', () => {
    const first = (rates: readonly number[]) => trendFindings(makeInput({ rates }))[0]?.key;
    expect([first([90, 85, 80]), first([80, 85, 80]), first([80, 81])]).toEqual([
      'trend.streak',
      'trend.fell_once',
      'trend.rose',
    ]);
    expect(keys(trendFindings(makeInput({ rates: [80, 81] })))).toContain('trend.no_fall');
  });

  it('carries the sign in words, not twice', () => {
    const input = makeInput({ rates: [90, 85, 80] });
    expect(english(input, trendFindings(input))).toMatch(
      /fallen 2 months in a row since May 2026, by 10\.0\spp to 80\.0%/,
    );
  });
});

describe('the profile', () => {
  it('calls what is not significant no difference', () => {
    expect(keys(profileFindings(makeInput()))).toEqual([
      'profile.smaller',
      'profile.no_difference',
      'profile.no_difference',
      'profile.tier_unrelated',
      'profile.selected_by',
    ]);
  });

  it('says outright where nothing differs', () => {
    const none = withFigures({ 'profile.lifespan_days.reading': figure('no_difference', 'text') });
    expect(keys(profileFindings(none))[0]).toBe('profile.none_differ');
  });

  it('draws no conclusion from a group too small to show one', () => {
    const few = withFigures({
      'selection.high_risk.count': figure(2, 'count'),
      'profile.lifespan_days.reading': figure('no_difference', 'text'),
    });
    expect(keys(profileFindings(few))[0]).toBe('profile.few');
    expect(keys(profileFindings(few))).not.toContain('profile.none_differ');
    expect(english(few, profileFindings(few))).toContain(
      'The group has 2 customers: only a very large difference could show.',
    );
  });

  it('says that a tier nearly everybody has distinguishes nobody', () => {
    const input = withFigures({ 'profile.profitability_tier.normal.Medium.count': figure(5000, 'count') });
    expect(english(input, profileFindings(input))).toContain(
      'distinguishes nobody: nearly everybody is “Medium” (13 of the group, 5,000 of the others)',
    );
  });

  it('says why a measure was not compared', () => {
    const input = withFigures({ 'profile.lifespan_days.p_value': missing('all_tied', 'fraction') });
    expect(english(input, profileFindings(input))).toContain(
      'Length of relationship: not compared, because all values are the same',
    );
  });

  it('writes tiny p-values as bounds', () => {
    const input = withFigures({ 'profile.total_invoices.p_value': figure(0.0000001, 'fraction') });
    expect(english(input, profileFindings(input))).toContain('p < 0.001');
  });
});

describe('the loss', () => {
  it('says that there is no forecast, and no loss at all, where that is so', () => {
    expect(keys(lossFindings(makeInput({ forecast: false })))).toContain('loss.no_forecast');
    const none = withFigures({
      'loss.baseline_6m': figure('0.00', 'money'),
      'loss.stress_6m': figure('0.00', 'money'),
      'loss.baseline_6m.high_risk': figure('0.00', 'money'),
      'loss.stress_6m.high_risk': figure('0.00', 'money'),
    });
    expect(keys(lossFindings(none)).slice(0, 2)).toEqual(['loss.no_loss', 'loss.shortfall']);
  });

  it('calls the worst case a limit and gives expected losses with their range', () => {
    const input = withFigures({
      'loss.expected_6m': figure('120000.00', 'money'),
      'loss.expected_6m.p10': figure('80000.00', 'money'),
      'loss.expected_6m.p90': figure('190000.00', 'money'),
    });
    expect(english(input, lossFindings(input))).toContain(
      'the limit for that group, not a forecast. The amounts above are over all customers',
    );
    expect(english(input, lossFindings(input))).toMatch(
      /\$120\.0K in six months, .*less than \$80\.0K or more than \$190\.0K/,
    );
  });

  it('does not call a share of an outflow a shortfall', () => {
    const input = withFigures({
      'loss.forecast_shortfall_6m': { ...figure('-5000.00', 'money'), reason: 'negative_forecast' },
    });
    expect(english(input, lossFindings(input))).toContain('the forecast is a net outflow');
  });
});

describe('tiers', () => {
  it('says that thirds by margin stand in for a tier that tells nothing', () => {
    const input = withFigures({ 'tiers.axis': figure('relative_margin', 'text') });
    expect(english(input, tierFindings(input))).toContain('distinguishes nobody');
  });

  it('names the tiers the rules do not know', () => {
    const input = { ...makeInput(), unknown_tiers: ['Platinum', 'Unrated'] };
    expect(english(input, tierFindings(input))).toContain('Platinum, Unrated');
    expect(chinese(input, tierFindings(input))).toContain('Platinum、Unrated');
  });
});

describe('early warning', () => {
  const auc = (value: number, low: number, simple: number) => {
    const input = makeInput({
      ledger: true,
      figures: {
        'warning.backtest.auc': figure(value, 'fraction'),
        'warning.backtest.auc_low': figure(low, 'fraction'),
        'warning.baseline.overdue_share.auc': figure(simple, 'fraction'),
      },
    });
    return keys(warningFindings(input))[1];
  };

  it('claims no more than the back-test shows', () => {
    expect([auc(0.81, 0.78, 0.74), auc(0.76, 0.72, 0.75), auc(0.53, 0.47, 0.5)]).toEqual([
      'warnings.useful',
      'warnings.no_better',
      'warnings.chance',
    ]);
  });

  it('says what it would need where it was not computed', () => {
    expect(english(makeInput(), warningFindings(makeInput()))).toContain('this needs a ledger');
  });
});

describe('the review', () => {
  it('does not rank strategies whose intervals overlap', () => {
    expect(keys(reviewFindings(makeInput({ earlier: true })))).toContain('review.cannot_tell');
    const clear = {
      'review.strategy.strategic_retention.cured_low_pct': figure(60, 'pct'),
      'review.strategy.strategic_retention.cured_high_pct': figure(90, 'pct'),
    };
    expect(keys(reviewFindings(makeInput({ earlier: true, figures: clear })))).not.toContain('review.cannot_tell');
  });

  it('says that a first run has nothing to compare with', () => {
    expect(keys(reviewFindings(makeInput()))).toEqual(['review.first']);
  });
});

describe('ledger, loans and data', () => {
  it('says what is overdue, and that causes are mostly guessed', () => {
    expect(keys(overdueFindings(makeInput({ ledger: true })))).toEqual([
      'overdue.total',
      'overdue.days',
      'overdue.dso',
      'overdue.causes_inferred',
    ]);
  });

  it('holds a scorecard to chance, to fairness and to expectation', () => {
    expect(keys(loanFindings(makeInput({ loans: true })))).toEqual([
      'loan.read',
      'loan.separates',
      'loan.cutoff',
      'loan.unfair',
      'loan.opposite',
      'loan.benchmark',
    ]);
    expect(
      keys(loanFindings(makeInput({ loans: true, figures: { 'loan.scorecard.auc_low': figure(0.49, 'fraction') } }))),
    ).toContain('loan.chance');
    expect(loanFindings(makeInput())).toEqual([]);
  });

  it('warns of a feature that alone separates almost perfectly', () => {
    const input = makeInput({
      loans: true,
      figures: {
        'loan.feature.term_months.iv': figure(3.1, 'number'),
        'loan.feature.term_months.leakage': figure(true, 'flag'),
      },
    });
    expect(english(input, loanFindings(input))).toContain('Too good to be true: term alone');
    expect(chinese(input, loanFindings(input))).toContain('仅凭贷款期限');
  });

  it('speaks of the card alone where the export holds loans alone', () => {
    const input = loansAlone();
    expect(decisions(input).map(({ topic, know }) => `${topic} ${know.key}`)).toEqual([
      'scorecard loan.separates',
      'fairness loan.unfair',
      'features loan.opposite',
    ]);
    expect(english(input, [headlineFinding(input)])).toBe('1,000 loans, 30.0% overdue');
  });

  it('counts rows set aside and names what looks wrong', () => {
    expect(english(makeInput(), qualityFindings(makeInput()))).toMatch(
      /8 rows were set aside.*\n.*customer not in the customer table \(12\)/,
    );
  });
});

describe('a figure without a value', () => {
  it('says "not computed" and why, in the reader’s language; a note nobody translated stays as it is', () => {
    const input = withFigures({
      'loss.worst_case': missing('no_high_risk', 'money'),
      'score.mean': { value: null, unit: 'score', note: 'a new reason', evidence: {} },
    });
    expect(createSpeaker(input, 'en').figure('loss.worst_case').text).toBe(
      'not computed: no customer is in the high-risk group',
    );
    expect(createSpeaker(input, 'zh-CN').figure('loss.worst_case').text).toBe('未计算：没有客户进入高风险名单');
    expect(createSpeaker(input, 'zh-CN').figure('score.mean').text).toBe('未计算：a new reason');
    expect(createSpeaker(input, 'en').figure('no.such.figure').text).toBe('not computed: an input it needs is missing');
  });
});
