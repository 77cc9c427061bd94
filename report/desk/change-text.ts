import { cleanText } from '../format/clean-text.ts';
import { codeText, type DeskLanguage } from './desk-language.ts';

/** A line of a task's history in words. */
export interface ChangeText {
  /** What was done. */
  readonly what: string;
  /** What was said; empty where nothing was. */
  readonly details: string;
  /** Where the task stands by it, and where it stood; null where it did not move. */
  readonly moved: { readonly from: string; readonly to: string } | null;
}

const MOVED = /; status (\w+) → (\w+)$/;
const AMOUNT = /^\d{1,15}(\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A line of history, which holds codes and data, in the words of a language; amounts are in the task's currency. */
export function changeText(language: DeskLanguage, change: string, currency: string): ChangeText {
  const { words, tasks } = language;
  const moved = MOVED.exec(change);
  const [verb = '', ...rest] = (moved === null ? change : change.slice(0, moved.index)).split('; ');
  const told = verb === 'review' ? reviewDetail : detailText;
  return {
    what: codeText(words.verbs, cleanText(verb)),
    details: cleanText(rest.map((detail) => told(language, detail, currency)).join('; ')),
    moved:
      moved === null
        ? null
        : { from: codeText(tasks.statuses, moved[1] ?? ''), to: codeText(tasks.statuses, moved[2] ?? '') },
  };
}

/** `amount=100` as "Amount $100.00"; codes as their words; what is neither stays as it is. */
function detailText(language: DeskLanguage, detail: string, currency: string): string {
  const { fields } = language.words;
  // A text that stands elsewhere on the task is only named here.
  if (detail === 'note' || detail === 'reason') return codeText(fields, detail);
  const at = detail.indexOf('=');
  const [field, value] = [detail.slice(0, at), detail.slice(at + 1)];
  if (at < 1 || !Object.hasOwn(fields, field)) return detail;
  // The words of a stage say themselves that it is one.
  if (field === 'stage') return codeText(language.words.plan.stages, value);
  return `${codeText(fields, field)} ${valueText(language, field, value, currency)}`;
}

function valueText({ words, tasks, messages, format }: DeskLanguage, field: string, value: string, currency: string) {
  switch (field) {
    case 'amount':
      return AMOUNT.test(value) ? format.money(value, 'full', currency) : value;
    case 'due_date':
    case 'on':
      return DAY.test(value) ? format.day(value) : value;
    case 'instalments':
      return instalments(value)
        .map(({ due_date, amount }) => `${format.day(due_date)} ${format.money(amount, 'full', currency)}`)
        .join(messages.words.list_separator);
    case 'approved':
      return value === 'true' ? words.credit.approved : words.credit.overridden;
    case 'approval':
      return approvalText({ words, format }, value);
    case 'cause':
    case 'channel':
    case 'result':
    case 'outcome': {
      const known = {
        ...words.disputes,
        ...tasks.channels,
        ...tasks.contact_results,
        ...tasks.outcomes,
        ...tasks.causes,
      };
      return codeText(known, value);
    }
    default:
      return value;
  }
}

/** `agency.2025-10` as "Collection agency, October 2025". */
function approvalText({ words, format }: Pick<DeskLanguage, 'words' | 'format'>, id: string): string {
  const [, kind = '', month = ''] = /^(\w+)\.(\d{4}-\d{2})$/.exec(id) ?? [];
  return Object.hasOwn(words.approvals, kind) ? `${codeText(words.approvals, kind)} ${format.month(month)}` : id;
}

function instalments(text: string): { due_date: string; amount: string }[] {
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) ? parts.filter(isInstalment) : [];
  } catch {
    return [];
  }
}

function isInstalment(part: unknown): part is { due_date: string; amount: string } {
  const { due_date, amount } = (part ?? {}) as { due_date?: unknown; amount?: unknown };
  return typeof due_date === 'string' && typeof amount === 'string' && AMOUNT.test(amount);
}

/** What a review found, as it writes it: the month, what is owed now, what became of words, steps that wait. */
function reviewDetail({ words, format }: DeskLanguage, detail: string, currency: string): string {
  const { parts } = words;
  const month = /^period=(\d{4}-\d{2})$/.exec(detail)?.[1];
  if (month !== undefined) return format.month(month);
  const [, from, to] = /^balance ([\d.]+) → ([\d.]+)$/.exec(detail) ?? [];
  if (from !== undefined && to !== undefined)
    return `${parts.balance} ${format.money(from, 'full', currency)} → ${format.money(to, 'full', currency)}`;
  const [, word = '', verdict = ''] = /^([pl]\d[\d.]*) (kept|broken|open)$/.exec(detail) ?? [];
  if (word !== '')
    return `${word.startsWith('l') ? parts.instalment : parts.promise} ${word} ${codeText(parts.standing, verdict)}`;
  const [, step = ''] = /^approval (\S+) \w+$/.exec(detail) ?? [];
  return step === '' ? detail : `${approvalText({ words, format }, step)} ${words.approval_waiting}`;
}
