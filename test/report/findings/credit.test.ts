import { describe, expect, it } from 'vitest';
import type { Rules } from '../../../core/contracts/config.ts';
import type { CollectionTask } from '../../../core/contracts/task.ts';
import type { CreditFacts } from '../../../core/domain/credit/credit-facts.ts';
import { reviewCustomer } from '../../../core/domain/credit/review-customer.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { escalateTask } from '../../../core/domain/escalation/task-escalation.ts';
import { type CreditScope, creditFigures } from '../../../core/figures/credit-figures.ts';
import { escalationFigures } from '../../../core/figures/escalation-figures.ts';
import { creditFindings } from '../../../report/findings/credit.ts';
import { creditTables, escalationTables } from '../../../report/findings/credit-tables.ts';
import { escalationFindings } from '../../../report/findings/escalation.ts';
import type { TableCell } from '../../../report/findings/section-table.ts';
import { plainText } from '../../../report/messages/phrase.ts';
import { createSpeaker } from '../../../report/messages/speaker.ts';
import { deskTask } from '../../desk/desk-task.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';
import { makeInput } from '../fixtures/report-input.ts';

const PERIOD = '2025-09';
const RULES: Rules = {
  ...SHIPPED_RULES,
  credit: { ...SHIPPED_RULES.credit, late_interest_pct_per_year: 8 },
  escalation: {
    ...SHIPPED_RULES.escalation,
    agency: {
      ...SHIPPED_RULES.escalation.agency,
      candidates: [{ name: '<b>North</b>', fee_pct: 25, success_rate_pct: 60, reputation: 4, min_amount: '500' }],
    },
  },
};

function customer(over: Partial<CreditFacts>): CreditFacts {
  return {
    customer_id: 'C1',
    name: 'Harbour Mills',
    account_manager: null,
    exposure: new Decimal(20_000),
    booksLimit: new Decimal(15_000),
    score: 65,
    paymentRatePct: 40,
    oldestDays: 120,
    monthlyPurchases: new Decimal(4_000),
    line: null,
    ...over,
  };
}

function scope(facts: readonly CreditFacts[], amountDays: string | null = '365000'): CreditScope {
  const context = { period: PERIOD, settings: RULES.credit, policies: RULES.policy, digits: 2 };
  const customers = facts.map((each) => ({ facts: each, part: reviewCustomer(each, [], context) }));
  return {
    scope: '*',
    currency: 'USD',
    customers,
    byCustomer: new Map(),
    ledger: amountDays !== null,
    overdueAmountDays: amountDays,
  };
}

const TWO = [customer({}), customer({ customer_id: 'C2', name: '新港贸易', exposure: new Decimal(9_000), score: 10 })];

function escalations(tasks: readonly CollectionTask[], rules = RULES) {
  const claim = {
    claim: new Decimal('12345.67'),
    claimIs: 'overdue' as const,
    oldestDays: 130,
    disputed: false,
    stagesExhausted: true,
  };
  const context = { period: PERIOD, settings: rules.escalation, digits: 2 };
  const found = tasks.map((task) => escalateTask(task, claim, context));
  return escalationFigures([{ scope: '*', currency: 'USD', found, ledger: true }], tasks, rules.escalation);
}

/** A desk of marts: no due dates, and no plan of collection. */
function martsEscalations() {
  const claim = {
    claim: new Decimal('12345.67'),
    claimIs: 'balance' as const,
    oldestDays: null,
    disputed: false,
    stagesExhausted: null,
  };
  const tasks = [deskTask()];
  const context = { period: PERIOD, settings: RULES.escalation, digits: 2 };
  const found = tasks.map((task) => escalateTask(task, claim, context));
  return escalationFigures([{ scope: '*', currency: 'USD', found, ledger: false }], tasks, RULES.escalation);
}

function report(figures: ReturnType<typeof escalations>, rules = RULES) {
  return { ...makeInput({ figures }), rules };
}

function textOf(cell: TableCell): string {
  if (typeof cell === 'string') return cell;
  return 'text' in cell ? cell.text : plainText(cell);
}

describe('the credit policy in the report', () => {
  const input = report(creditFigures([scope(TWO)], PERIOD, RULES.credit));
  const said = (locale: 'en' | 'zh-CN') => {
    const speaker = createSpeaker(input, locale);
    return creditFindings(input).map((finding) => plainText(speaker.say(finding)));
  };

  it('leads with who owes more than the limit, then what the quarter proposes and its caps', () => {
    expect(said('en')).toEqual([
      expect.stringMatching(
        /^1 customer owes more than the limit, \$5,000 in all\. Limits of \$30\.0K are used to 96\.7%\.$/,
      ),
      expect.stringMatching(/^Held: 0 by a freeze, 1 until they owe less than their limit/),
      expect.stringMatching(/^At this quarter’s review 2 limits should fall by/),
      expect.stringMatching(/^No limit moves by more than \+15% or −30% at a review; 1 would have moved further\.$/),
      '1 customer is looked at again within a month.',
      // 365,000 amount-days at 8 % a year: 365,000 × 8 ÷ 365 ÷ 100 = 80.
      expect.stringMatching(/^At 8% a year, simple interest on what is overdue comes to \$80/),
    ]);
  });

  it('says the same in Chinese', () => {
    expect(said('zh-CN')[0]).toContain('1家客户的欠款超过信用额度');
    expect(said('zh-CN')).toHaveLength(said('en').length);
  });

  it('shows limit, proposal and why, each amount a figure that is named', () => {
    const [limits] = creditTables(createSpeaker(input, 'en'), RULES);
    expect(limits?.rows[0]?.map(textOf)).toEqual([
      'Harbour Mills (C1)',
      '$20,000.00',
      '$15,000.00',
      '133.3%',
      'limit used up',
      '$10,500.00',
      '−30.0%',
      'high risk score, pays too little of what is due, held at the lower cap',
      '31 October 2025',
    ]);
    expect(limits?.rows[0]?.[1]).toMatchObject({ id: 'credit.largest', at: '0.exposure', value: '20000.00' });
  });

  it('says that nothing could be checked where the books hold no limits, and computes no interest without due dates', () => {
    const bare = [customer({ booksLimit: null, oldestDays: null })];
    const without = report(creditFigures([scope(bare, null)], PERIOD, RULES.credit));
    const speaker = createSpeaker(without, 'en');
    const sentences = creditFindings(without).map((finding) => plainText(speaker.say(finding)));
    expect(sentences[0]).toMatch(/^No limit could be checked: the books hold no credit limits\./);
    expect(sentences.at(-1)).toMatch(/^Late interest was not computed: /);
    expect(without.figures['credit.over_limit.count']).toMatchObject({ value: null, reason: 'no_credit_limits' });
  });

  it('shows no columns of limits where nobody has one, and says which word counts', () => {
    const none = report(creditFigures([scope([customer({ booksLimit: null })])], PERIOD, RULES.credit));
    const [limits] = creditTables(createSpeaker(none, 'en'), RULES);
    expect(limits?.caption).toBe('First limits proposed, the largest balances first');
    expect(limits?.columns.map(({ label }) => label)).toEqual([
      'Customer',
      'Owed',
      'Held by',
      'Proposed limit',
      'Why',
      'Next review',
    ]);
    expect(limits?.rows[0]).toHaveLength(6);
    expect(limits?.note).toContain('Until then the present limit and its hold stand');
  });

  it('names the next review in the months between', () => {
    const october = creditFigures([scope(TWO)], '2025-10', RULES.credit);
    expect(october['credit.proposals.up.count']).toMatchObject({ value: null, reason: 'between_quarters' });
    expect(october['credit.limits.next_month']?.value).toBe('2025-12');
  });
});

describe('agencies and legal action in the report', () => {
  it('says what should go where, with the arithmetic in the table', () => {
    const input = report(escalations([deskTask({ episode: '2025-05' })]));
    const speaker = createSpeaker(input, 'en');
    const [first] = escalationFindings(input).map((finding) => plainText(speaker.say(finding)));
    expect(first).toMatch(
      /^1 receivable of \$12\.3K should go to an agency, which is expected to bring in \$5,556 after its fee\.$/,
    );
    const [steps] = escalationTables(speaker, RULES);
    expect(steps?.rows[0]?.map(textOf)).toEqual([
      'Maple & 王 Ltd (C1)',
      '$12,345.67',
      'Agency',
      '$12,345.67 × 60.0% × (1 − 25.0%) = $5,555.55; + $0.00 · <b>North</b>',
      '$4,320.98 − $1,858.02 = $2,462.96; + $0.00',
      '$0.00',
      '$5,555.55',
      'asked for now',
    ]);
  });

  it('says what a desk without due dates judges instead, and what it cannot', () => {
    const input = report(martsEscalations());
    expect(input.figures['escalation.agency.check.age.count']).toMatchObject({ value: 0, reason: 'age_on_desk' });
    expect(input.figures['escalation.agency.check.stages_exhausted.count']).toMatchObject({
      value: null,
      reason: 'ledger_only',
    });
    const speaker = createSpeaker(input, 'en');
    const sentences = escalationFindings(input).map((finding) => plainText(speaker.say(finding)));
    expect(sentences).toContainEqual(
      expect.stringMatching(
        /age is judged by months on the desk: 0 are old enough\..*was not judged: this needs a ledger/,
      ),
    );
    const gates = escalationTables(speaker, RULES).find(({ id }) => id === 'gates');
    expect(gates?.rows.map((row) => row.map(textOf).slice(1))).toEqual([
      ['1', '1'],
      ['0', '0'],
      ['1', '1'],
      ['–', '–'],
    ]);
  });

  it('says that agencies were not compared where the settings name none', () => {
    const input = report(escalations([deskTask()], SHIPPED_RULES), SHIPPED_RULES);
    const speaker = createSpeaker(input, 'zh-CN');
    const sentences = escalationFindings(input).map((finding) => plainText(speaker.say(finding)));
    expect(sentences).toContain('未比较催收机构：设置中没有候选机构。');
    expect(input.figures['escalation.agency.recommended.count']).toMatchObject({
      value: null,
      reason: 'no_candidates',
    });
  });
});
