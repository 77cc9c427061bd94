import { describe, expect, it } from 'vitest';
import { taskFor } from '../../../core/domain/collection-task.ts';
import { CAUSES } from '../../../core/domain/overdue/causes.ts';
import type { Finding } from '../../../report/findings/finding.ts';
import {
  causeFindings,
  overdueBrief,
  overdueConclusions,
  overdueCurrencies,
  overdueScope,
  overdueWatch,
} from '../../../report/findings/overdue-report.ts';
import { figureReader } from '../../../report/format/figure-reader.ts';
import { debtorWords } from '../../../report/messages/debtor-words.ts';
import { messagesFor } from '../../../report/messages/messages-for.ts';
import { plainText } from '../../../report/messages/phrase.ts';
import { createSpeaker } from '../../../report/messages/speaker.ts';
import { makeCustomers } from '../fixtures/customers.ts';
import { figure } from '../fixtures/figures.ts';
import { makeInput } from '../fixtures/report-input.ts';

const LEDGER = makeInput({ ledger: true });
const keys = (findings: readonly Finding[]) => findings.map(({ key }) => key);
const say = (findings: readonly Finding[], locale: 'en' | 'zh-CN' = 'en') =>
  findings.map((item) => plainText(createSpeaker(LEDGER, locale).say(item))).join('\n');

describe('the overdue report', () => {
  it('begins with purpose, period and what it was made from', () => {
    expect(say(overdueScope(LEDGER))).toContain('June 2026. Everything stands as it did on 30 June 2026');
    expect(say(overdueScope(LEDGER))).toContain('Data source: ledger; files read: 2; rows used: quickbooks__customer');
    expect(say(overdueScope(LEDGER), 'zh-CN')).toContain('数据来源：明细账；读取文件2个');
  });

  it('says how causes are known, which comes first, and that the list is not everybody', () => {
    expect(keys(causeFindings(LEDGER))).toEqual(['overdue.main_cause', 'overdue.cause_kinds', 'overdue.listed']);
    expect(say(causeFindings(LEDGER))).toContain('record the cause for 22.4%; for 49.5% it was inferred');
  });

  it('concludes with what is in order, what is old, why, and what will come in', () => {
    expect(keys(overdueConclusions(LEDGER)).slice(0, 4)).toEqual([
      'overdue.share_current',
      'overdue.old',
      'overdue.main_cause',
      'overdue.cash',
    ]);
    const zero = ['loss.expected_6m', 'loss.expected_6m.p10', 'loss.expected_6m.p90'];
    const figures = Object.fromEntries(zero.map((id) => [id, figure('0.00', 'money')]));
    expect(keys(overdueConclusions(makeInput({ ledger: true, figures })))).toContain('overdue.no_loss');
  });

  it('speaks of no agency where nothing is that old', () => {
    const none = ['91_120', 'over_120'].map((age) => [`overdue.aging.${age}.count`, figure(0, 'count')]);
    const young = makeInput({ ledger: true, figures: Object.fromEntries(none) });
    expect(keys(overdueConclusions(young))).toContain('overdue.no_old');
    expect(keys(overdueConclusions(young))).not.toContain('overdue.old');
  });

  it('is looked at again next month', () => {
    expect(say([overdueWatch(LEDGER)])).toContain('July 2026');
  });

  it('is nothing in a mail where the export has no due dates', () => {
    expect(overdueBrief(makeInput())).toEqual([]);
    expect(keys(overdueBrief(LEDGER))).toEqual(['overdue.total', 'overdue.old', 'overdue.main_cause']);
  });

  it('knows the currencies that could not be added up', () => {
    const input = makeInput({ ledger: true, figures: { 'overdue.amount.EUR': figure('12.00', 'money') } });
    expect(overdueCurrencies(figureReader(input.figures))).toEqual(['EUR']);
  });
});

describe('the words for a debtor', () => {
  const ID = 'overdue.customers.largest';
  const [recorded = {}, inferred = {}] = figureReader(LEDGER.figures).rows('overdue.customers.largest');

  it('give rule and evidence, amounts in the currency they are in', () => {
    const said = debtorWords(inferred, createSpeaker(LEDGER, 'en'), { id: ID, index: 1, currency: 'USD' });
    expect({ ...said, evidence: plainText(said.evidence) }).toEqual({
      cause: 'Financial difficulty',
      basis: 'inferred',
      evidence:
        'several overdue, the oldest over 60 days, and no payment for over 60 days: overdue invoices 3, oldest, days overdue 75, days since the last payment 81',
    });
    const abroad = debtorWords(recorded, createSpeaker(LEDGER, 'en'), { id: ID, index: 0, currency: 'EUR' });
    expect(plainText(abroad.evidence)).toContain('disputed €81,210.55');
  });

  it('keep a recorded reason whole, whatever it holds', () => {
    const { evidence } = debtorWords(recorded, createSpeaker(LEDGER, 'zh-CN'), { id: ID, index: 0, currency: 'USD' });
    expect(plainText(evidence)).toContain('记录的原因 <i>wrong goods</i>; see letter');
  });
});

describe.each(['en', 'zh-CN'] as const)('the catalogue (%s)', (locale) => {
  const { terms } = messagesFor(locale);

  it('has a measure for each cause', () => {
    expect(Object.keys(terms.cause_measures).sort()).toEqual([...CAUSES].sort());
  });

  it('has words for every step that a task asks for', () => {
    const context = {
      rules: LEDGER.rules,
      period: '2026-06',
      currency: 'USD',
      scope: '*',
      episodes: new Map<string, string>(),
    };
    const actions = makeCustomers(60).flatMap((line) => taskFor(line, context).actions);
    expect(actions.filter((action) => !Object.hasOwn(terms.task_actions, action))).toEqual([]);
  });
});
