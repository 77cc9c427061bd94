import { describe, expect, it } from 'vitest';
import type { ChatKind, ChatRoom } from '../../core/contracts/chat-settings.ts';
import type { AlertNotice } from '../../core/contracts/digest.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { chatBody } from '../../report/chat/chat-body.ts';
import { chatDraft } from '../../report/chat/chat-draft.ts';
import { deskTask } from '../cli/tasks/task-desk.ts';
import { makeInput } from '../report/fixtures/report-input.ts';

const KINDS = ['wecom', 'dingtalk', 'feishu', 'slack', 'teams'] as const satisfies readonly ChatKind[];
const MOST: Readonly<Record<ChatKind, number>> = {
  wecom: 4096,
  dingtalk: 20_000,
  feishu: 20_480,
  slack: 40_000,
  teams: 28_672,
};

const room = (change: Partial<ChatRoom> = {}): ChatRoom => ({
  name: 'finance',
  kind: 'slack',
  about: ['report', 'tasks', 'alerts'],
  ...change,
});

const input = makeInput();
const { period } = input.run;
const task = (change: Partial<CollectionTask> = {}) => deskTask({ opened_period: period, ...change });

const alert: AlertNotice = {
  task_id: 'C7/early_warning/2026-06',
  customer_id: 'C7',
  name: 'Amber Otter Ltd',
  owner: 'Ada',
  strategy: null,
  score: 81.25,
  open_amount: '12345.60',
  currency: 'USD',
  reasons: ['over_threshold', 'slower_payment'],
  since: '2026-06',
  factors: [],
  first_step: 'call_within_two_days',
  due_date: '2026-07-07',
};
const alertTask = task({
  task_id: alert.task_id,
  customer_id: 'C7',
  reason: 'early_warning',
  owner_role: 'account_manager',
});

describe('what a room is told', () => {
  it('is the month, the new tasks largest first, and the new alerts', () => {
    const tasks = [task(), task({ task_id: 'b', customer_name: 'Larger', outstanding_balance: '20000.00' }), alertTask];
    const draft = chatDraft(input, 'en', room(), { tasks, alerts: [alert] });
    expect(draft?.sections.map(({ heading }) => heading)).toEqual(['The month', 'New tasks: 2', 'New alerts: 1']);
    expect(draft?.sections[1]?.lines[0]).toContain('Larger (C1)');
    expect(draft?.sections[1]?.lines[1]).toMatch(/Aster Paper \(C1\).*15,000\.00.*due 5 October 2025.*Collections/);
    expect(draft?.sections[2]?.lines[0]).toMatch(/Amber Otter Ltd \(C7\).*12,345\.60/);
  });

  it('counts every alert, and shows the most alarming of those that a digest holds', () => {
    const second = { ...alert, task_id: 'C8/early_warning/2026-06', customer_id: 'C8', score: 95 };
    const tasks = [
      alertTask,
      { ...alertTask, task_id: second.task_id },
      { ...alertTask, task_id: 'beyond the digest' },
    ];
    const draft = chatDraft(input, 'en', room({ about: ['tasks', 'alerts'] }), { tasks, alerts: [alert, second] });
    expect(draft?.sections).toMatchObject([{ heading: 'New alerts: 3', more: 1 }]);
    expect(draft?.sections[0]?.lines.map((line) => /\((C\d)\)/.exec(line)?.[1])).toEqual(['C8', 'C7']);
  });

  it('is about the tasks of its roles alone', () => {
    const tasks = [task(), alertTask];
    const draft = chatDraft(input, 'en', room({ roles: ['account_manager'], about: ['tasks', 'alerts'] }), {
      tasks,
      alerts: [alert],
    });
    expect(draft?.sections.map(({ heading }) => heading)).toEqual(['New alerts: 1']);
  });

  it('is nothing where there is nothing to tell it', () => {
    const material = { tasks: [task({ opened_period: '2001-01' })], alerts: [] };
    expect(chatDraft(input, 'en', room({ about: ['tasks', 'alerts'] }), material)).toBeNull();
  });

  it('is in the language of the room', () => {
    const draft = chatDraft(input, 'zh-CN', room({ about: ['tasks'] }), { tasks: [task()], alerts: [] });
    expect(draft?.sections[0]).toMatchObject({
      heading: '新任务 1 项',
      lines: [expect.stringContaining('2025年10月5日到期')],
    });
  });
});

describe.each(KINDS)('a message for %s', (kind) => {
  const bodyOf = (tasks: readonly CollectionTask[]) => {
    const draft = chatDraft(input, 'zh-CN', room({ kind }), { tasks, alerts: [] });
    if (draft === null) throw new RangeError('nothing to tell');
    return chatBody(kind, draft, 'zh-CN');
  };

  it('stays within the length that the chat takes; the rest is counted', () => {
    const many = Array.from({ length: 400 }, (_each, at) =>
      task({ task_id: `t${at}`, customer_name: `天青河马照明有限责任公司第${at}分公司`.repeat(4) }),
    );
    const body = bodyOf(many);
    const measured = kind === 'wecom' ? JSON.parse(body).markdown.content : body;
    expect(new TextEncoder().encode(measured).length).toBeLessThanOrEqual(MOST[kind]);
    const shown = body.split('（C1）').length - 1;
    expect(shown).toBeGreaterThan(2);
    expect(body).toContain(`另有 ${400 - shown} 项`);
    if (kind === 'slack')
      for (const block of JSON.parse(body).blocks) expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(3000);
  });

  it('takes nothing of the data for markup, a mention or a link', () => {
    const hostile = '<!channel> <@all> @all **b** [x](http://evil.example) `c` <https://evil.example|x> & # h';
    const body = bodyOf([task({ customer_name: hostile, owner: hostile })]);
    const texts = textsOf(kind, JSON.parse(body));
    for (const text of texts) {
      expect(text).not.toMatch(/<[!@h]/);
      if (kind !== 'slack') expect(text).not.toMatch(/\]\(http|\*\*b\*\*|`c`/);
    }
    expect(body).not.toContain('isAtAll":true');
  });
});

/** The texts that a chat reads as markup; plain texts and runs of rich text are not read so. */
function textsOf(kind: ChatKind, body: Record<string, unknown>): string[] {
  if (kind === 'wecom') return [(body['markdown'] as { content: string }).content];
  if (kind === 'dingtalk') return [(body['markdown'] as { text: string }).text];
  if (kind !== 'slack') {
    expect(JSON.stringify(body)).not.toMatch(/"tag":"lark_md"|"type":"TextBlock"/);
    return [];
  }
  const blocks = body['blocks'] as { text?: { type: string; text: string } }[];
  return [String(body['text']), ...blocks.flatMap(({ text }) => (text?.type === 'mrkdwn' ? [text.text] : []))].filter(
    Boolean,
  );
}
