import { describe, expect, it } from 'vitest';
import { actOnTask } from '../../core/domain/desk/act-on-task.ts';
import { withNews } from '../../core/steps/desk-findings.ts';
import { changeText } from '../../report/desk/change-text.ts';
import { deskLanguage } from '../../report/desk/desk-language.ts';
import { proposalLines } from '../../report/desk/proposal-text.ts';
import { deskTask } from './desk-task.ts';

const [EN, ZH] = [deskLanguage('en'), deskLanguage('zh-CN')];

describe('a line of history', () => {
  it.each([
    [
      'promise; amount=5000; due_date=2025-10-20; status in_progress → waiting',
      'promise: Amount $5,000.00; By 20 October 2025 (in progress → waiting)',
      '承诺: 金额 US$5,000.00; 期限 2025年10月20日 (处理中 → 等待中)',
    ],
    [
      'plan; instalments=[{"due_date":"2025-11-30","amount":"5000"},{"due_date":"2025-12-31","amount":"15000"}]',
      'payment plan: Instalments 30 November 2025 $5,000.00, 31 December 2025 $15,000.00',
      null,
    ],
    [
      'review; period=2025-10; balance 20000.00 → 12000.00; p1 kept; l1.2 broken; approval agency.2025-10 agency',
      'review: October 2025; Balance $20,000.00 → $12,000.00; Promise p1 kept; Instalment l1.2 broken; Collection agency October 2025 waits for a decision',
      null,
    ],
    [
      'decide; approval=legal.2025-09; approved=true; note',
      'decision: Step Legal action September 2025; Decision approved; Note',
      null,
    ],
    [
      'contact; channel=mail; result=sent; stage=1_30',
      'contact: By Mail; Result Sent, not known to have arrived; Stage 1, from day 1',
      null,
    ],
    ['note; note=amount=5; see p1 kept', 'note: Note amount=5; see p1 kept', null],
    ['plan; instalments=[', 'payment plan: Instalments', null],
  ])('%s is told in words', (change, english, chinese) => {
    const said = (language: typeof EN) => {
      const { what, details, moved } = changeText(language, change, 'USD');
      return `${what}: ${details}${moved === null ? '' : ` (${moved.from} → ${moved.to})`}`;
    };
    expect(said(EN)).toBe(english);
    if (chinese !== null) expect(said(ZH)).toBe(chinese);
  });

  it('has words in both languages for all that people and reviews write', () => {
    const actor = { by: 'Ann', at: '2025-10-10T09:00:00.000Z', today: '2025-10-10' };
    const finding = {
      period: '2025-10',
      balance: '1.00',
      received: null,
      words: { p1: 'broken' as const },
      at_risk: true,
    };
    let task = withNews(deskTask(), { task_id: '', finding, approvals: [] }, { at: actor.at, period: '2025-10' });
    for (const action of [
      { do: 'start' },
      { do: 'cause', cause: 'account_error' },
      { do: 'contact', channel: 'visit', result: 'not_reached', stage: 'over_90', on: '2025-10-09' },
      { do: 'dispute', reason: 'Price', amount: '0.50' },
      { do: 'settle_dispute', result: 'upheld' },
      { do: 'assign', owner: 'Bo' },
      { do: 'postpone', due_date: '2025-11-01' },
      { do: 'close', outcome: 'not_needed' },
      { do: 'reopen' },
    ] as const) {
      const result = actOnTask(task, action, actor);
      if (!result.done) throw new Error(result.refused);
      task = result.task;
    }
    for (const language of [EN, ZH])
      for (const { change } of task.history) {
        const { what, details, moved } = changeText(language, change, 'USD');
        expect(`${what} ${details} ${moved?.from} ${moved?.to}`).not.toMatch(/_|=/);
      }
  });
});

describe('what was recommended', () => {
  it('is written with names and numbers of the language', () => {
    const proposal = {
      claim: '20000.00',
      currency: 'EUR',
      decide_within_days: 14,
      success_rate_pct: 60,
      agency_gross: '12000.00',
      agency_fee: '1800.00',
      agency_net: '10200.00',
      agency_tax_saved: '0.00',
      agency_worth: '10200.00',
      legal_recovered: '9000.00',
      legal_expected: '-120.50',
      legal_tax_saved: '0.00',
      legal_worth: '-120.50',
      limitation_date: '2028-03-31',
      limitation_days_left: 880,
      reasons: 'pays_badly; capped_down',
      current: null,
    };
    for (const [language, amount, day] of [
      [EN, '€20,000.00', '31 March 2028'],
      [ZH, '€20,000.00', '2028年3月31日'],
    ] as const) {
      const lines = proposalLines(language, { proposal }, deskTask());
      const text = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
      expect(text).not.toMatch(/[a-z]_[a-z]/);
      expect(text).toContain(`: ${amount}`);
      expect(text).toContain(`: ${day}`);
    }
  });
});
