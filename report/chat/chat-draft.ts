import type { ChatRoom } from '../../core/contracts/chat-settings.ts';
import type { Locale } from '../../core/contracts/config.ts';
import type { AlertNotice } from '../../core/contracts/digest.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { compareIds } from '../../core/domain/customer-order.ts';
import { Decimal } from '../../core/domain/decimal.ts';
import { ALERT_TASK } from '../../core/domain/early-warning/alert-task.ts';
import type { ChatMaterial } from '../../core/ports/renderer.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { type ChatWords, chatWords } from '../messages/chat-words.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { termFor } from '../messages/messages-for.ts';
import { createSpeaker, type Speaker } from '../messages/speaker.ts';

/** A message before it is put into a chat's own format: plain text, nothing escaped. */
export interface ChatDraft {
  readonly title: string;
  readonly sections: readonly ChatSection[];
  readonly footer: string;
}

/** A heading with lines; `more` are counted and not shown. */
export interface ChatSection {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly more: number;
}

/** Lines of a section at most, before a chat's own limit. */
const SHOWN = 15;
const LINE_COLUMNS = 150;
const TITLE_COLUMNS = 100;

const HEADLINE = [
  'selection.high_risk.count',
  'selection.high_risk.outstanding_total',
  'trend.latest_rate_pct',
  'loss.worst_case',
] as const;

/** What a room is told of a review, in its language; null where there is nothing to tell it. */
export function chatDraft(
  input: ReportInput,
  locale: Locale,
  room: ChatRoom,
  material: ChatMaterial,
): ChatDraft | null {
  const speaker = createSpeaker(input, locale);
  const said = chatWords(locale);
  const mine = material.tasks.filter((task) => room.roles?.some((role) => role === task.owner_role) ?? true);
  const opened = mine.filter((task) => task.opened_period === input.run.period);
  const alerted = new Set(opened.filter(({ reason }) => reason === ALERT_TASK).map(({ task_id }) => task_id));
  const alerts = material.alerts.filter(({ task_id }) => alerted.has(task_id));
  const tasks = opened.filter(({ task_id }) => !alerted.has(task_id));
  const parts = {
    report: () => reportSection(input, speaker, said),
    tasks: () => tasksSection(tasks, speaker, said),
    alerts: () => alertsSection(alerts, alerted.size, speaker, said),
  };
  const sections = (['report', 'tasks', 'alerts'] as const)
    .filter((topic) => room.about.includes(topic))
    .map((topic) => parts[topic]())
    .filter(({ lines }) => lines.length > 0);
  if (sections.length === 0) return null;
  return { title: titleOf(input, speaker), sections, footer: said.footer };
}

function titleOf({ run }: ReportInput, { messages, format }: Speaker): string {
  const { mail } = messages.words;
  const revision = run.revision > 1 ? mail.subject_revision({ revision: String(run.revision) }) : '';
  const marks = (run.reliable ? '' : mail.subject_unreliable) + (run.synthetic ? mail.subject_synthetic : '');
  const month = `${format.month(run.period)}${revision}`;
  return marks + messages.words.title({ company: shorten(run.company, TITLE_COLUMNS), month });
}

function reportSection({ figures }: ReportInput, { messages, format }: Speaker, said: ChatWords): ChatSection {
  const lines = HEADLINE.flatMap((id) => {
    const figure = figures[id];
    const value = figure === undefined || typeof figure.value === 'object' ? null : figure.value;
    const text = figure === undefined || value === null ? null : format.value(value, figure.unit);
    return text === null ? [] : [`${figureLabel(id, messages)}${messages.words.colon}${text}`];
  });
  return { heading: said.report, lines, more: 0 };
}

function tasksSection(tasks: readonly CollectionTask[], speaker: Speaker, said: ChatWords): ChatSection {
  const { messages, format } = speaker;
  // Amounts in different currencies can't be compared: they stand one after the other.
  const largestFirst = tasks.toSorted(
    (a, b) =>
      compareIds(a.currency, b.currency) ||
      new Decimal(b.outstanding_balance).comparedTo(a.outstanding_balance) ||
      compareIds(a.task_id, b.task_id),
  );
  const lines = largestFirst.map((task) =>
    [
      messages.words.counted({ what: task.customer_name, count: task.customer_id }),
      format.money(task.outstanding_balance, 'full', task.currency),
      said.due({ day: format.day(task.due_date) }),
      task.owner,
      termFor(messages.terms.task_actions, task.actions[0] ?? ''),
    ].join(messages.words.dot),
  );
  return section(said.tasks({ count: format.count(tasks.length) }), lines);
}

/** A digest holds the most alarming alerts of a person; `total` counts all. */
function alertsSection(alerts: readonly AlertNotice[], total: number, speaker: Speaker, said: ChatWords): ChatSection {
  const { messages, format } = speaker;
  const worstFirst = alerts.toSorted((a, b) => b.score - a.score || compareIds(a.task_id, b.task_id));
  const lines = worstFirst.map((alert) =>
    [
      messages.words.counted({ what: alert.name, count: alert.customer_id }),
      format.money(alert.open_amount, 'full', alert.currency),
      alert.reasons
        .map((reason) => termFor(messages.terms.warning_reasons, reason))
        .join(messages.words.list_separator),
      said.due({ day: format.day(alert.due_date) }),
      alert.owner,
    ].join(messages.words.dot),
  );
  return section(said.alerts({ count: format.count(total) }), lines, total);
}

function section(heading: string, all: readonly string[], total = all.length): ChatSection {
  const lines = all.slice(0, SHOWN).map((line) => shorten(cleanText(line), LINE_COLUMNS));
  return { heading, lines, more: total - lines.length };
}
