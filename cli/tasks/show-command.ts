import type { Locale } from '../../core/contracts/config.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { ASKED_BY } from '../../core/domain/desk/approval-request.ts';
import { ALERT_TASK } from '../../core/domain/early-warning/alert-task.ts';
import { changeText } from '../../report/desk/change-text.ts';
import { codeText, type DeskLanguage, deskLanguage } from '../../report/desk/desk-language.ts';
import { proposalLines } from '../../report/desk/proposal-text.ts';
import { roundedText } from '../../report/format/round.ts';
import { inColumn, oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { atDesk, type DeskOptions } from './open-desk.ts';

/** Columns of the names before what is shown. */
const NAME = 18;

/** `duewatch tasks show`: one task with everything that was written on it, in words; as JSON just as it is stored. */
export async function tasksShowCommand(
  taskId: string,
  options: DeskOptions & { readonly locale: Locale },
  terminal: Terminal,
): Promise<number> {
  return atDesk(options, async (desk) => {
    const task = await desk.tasks.get(taskId);
    if (task === undefined)
      throw new WrongUsage(`there is no task ${JSON.stringify(taskId)}; tasks list shows the ids`);
    if (options.json === true) terminal.line(JSON.stringify(task, null, 2));
    else for (const [name, text] of linesOf(task, deskLanguage(options.locale))) terminal.line(line(name, text));
    return EXIT.done;
  });
}

type Line = readonly [name: string, text: string];

function line(name: string, text: string): string {
  return `${inColumn(name, NAME)} ${oneLine(text)}`.trimEnd();
}

function linesOf(task: CollectionTask, language: DeskLanguage): readonly Line[] {
  return [
    ...factLines(task, language),
    ...wordLines(task, language),
    ...dealtLines(task, language),
    ...approvalLines(task, language),
    ...foundLines(task, language),
    ...historyLines(task, language),
  ];
}

function factLines(task: CollectionTask, { words, tasks, messages, format }: DeskLanguage): Line[] {
  const { task: said } = words;
  const { terms } = messages;
  const money = (amount: string) => format.money(amount, 'full', task.currency);
  const [reason = ''] = task.reason.split('.');
  const outcome = task.outcome === null ? '' : `: ${tasks.outcomes[task.outcome]}`;
  const since = { month: format.month(task.opened_period) };
  const episode = { month: format.month(task.episode) };
  const alert = reason === ALERT_TASK;
  const known = alert ? words.parts.warning_since(episode) : said.high_risk_since(episode);
  const role = codeText(terms.roles, task.owner_role);
  // The band is the composite score's: an alert has a score of its own.
  const band = task.band === null || alert ? '' : ` (${terms.bands[task.band]})`;
  return [
    [said.id, `${task.task_id} (${said.version({ version: String(task.version) })})`],
    [said.customer, `${task.customer_name} (${task.customer_id})`],
    [said.owes, `${money(task.outstanding_balance)}; ${said.opened_with({ amount: money(task.opened_balance) })}`],
    [said.status, `${tasks.statuses[task.status]}${outcome}; ${said.since(since)}`],
    [said.due, format.day(task.due_date)],
    [said.owner, role === task.owner ? role : `${task.owner} (${role})`],
    [said.reason, `${codeText(said.task_reasons, reason)}; ${known}`],
    ...(task.score === null
      ? []
      : [[alert ? said.warning_score : said.score, `${roundedText(task.score, 1)}${band}`] as const]),
    ...(task.strategy === null ? [] : [[said.strategy, terms.strategies[task.strategy]] as const]),
    ...task.actions.map((action): Line => [said.first_steps, codeText(terms.task_actions, action)]),
    [said.cause, task.cause === null ? said.cause_unknown : tasks.causes[task.cause]],
    ...(task.note === null ? [] : [[words.fields.note, task.note] as const]),
  ];
}

/** Promises and instalments, also those that were taken back, and what became of each. */
function wordLines(task: CollectionTask, { words, format }: DeskLanguage): Line[] {
  const { parts } = words;
  const found = task.findings.at(-1)?.words ?? {};
  const text = (id: string, { amount, due_date }: { amount: string; due_date: string }, cancelled: boolean) => {
    const standing = parts.standing[cancelled ? 'cancelled' : (found[id] ?? 'open')];
    return `${id}: ${format.money(amount, 'full', task.currency)}, ${format.day(due_date)}: ${standing}`;
  };
  return [
    ...task.promises.map((each): Line => [parts.promise, text(each.id, each, each.cancelled !== null)]),
    ...task.plans.flatMap(({ id, instalments, cancelled }) =>
      instalments.map((each, at): Line => [parts.instalment, text(`${id}.${at + 1}`, each, cancelled !== null)]),
    ),
  ];
}

function dealtLines(task: CollectionTask, { words, tasks, messages, format }: DeskLanguage): Line[] {
  const { parts } = words;
  const { colon } = messages.words;
  return [
    ...task.disputes.map(({ id, opened_on, reason, amount, settled }): Line => {
      const much = amount === null ? parts.whole : format.money(amount, 'full', task.currency);
      const stands =
        settled === null
          ? parts.dispute_running({ day: format.day(opened_on) })
          : parts.dispute_settled({ result: words.disputes[settled.result], day: format.day(settled.on) });
      return [parts.disputes, `${id}: ${much}, ${stands}${colon}${reason}`];
    }),
    ...task.contacts.map(({ on, channel, result, stage, note, by }): Line => {
      const of = stage === null ? '' : ` (${codeText(words.plan.stages, stage)})`;
      const said = note === null ? '' : `; ${note}`;
      const what = `${tasks.channels[channel]}${colon}${tasks.contact_results[result]}`;
      return [parts.contacts, `${format.day(on)}, ${by}, ${what}${of}${said}`];
    }),
  ];
}

/** Steps that were recommended, each with its id, which decides it, and what was recommended. */
function approvalLines(task: CollectionTask, language: DeskLanguage): Line[] {
  const { words, format, messages } = language;
  return task.approvals.flatMap((approval) => {
    const { id, kind, decided } = approval;
    const by = { by: decided?.by ?? '', day: format.day((decided?.at ?? '').slice(0, 10)) };
    const said = decided?.approved === true ? words.approval_given(by) : words.approval_refused(by);
    const lapsed = decided?.by === ASKED_BY ? words.escalation.reasons.not_decided_in_time : said;
    const waits = task.status === 'done' ? words.approval_void : words.approval_waiting;
    return [
      [words.fields.approval, `${id}: ${words.approvals[kind]}, ${decided === null ? waits : lapsed}`] as const,
      ...proposalLines(language, approval, task).map(
        ([name, value]): Line => ['', `${name}${messages.words.colon}${value}`],
      ),
    ];
  });
}

function foundLines({ findings, currency }: CollectionTask, { words, format }: DeskLanguage): Line[] {
  const { parts } = words;
  const money = (amount: string) => format.money(amount, 'full', currency);
  return findings.map(({ period, balance, received, at_risk }) => {
    const owes = balance === null ? parts.found_gone : parts.found_owes({ amount: money(balance) });
    const got = received === null ? [] : [parts.found_received({ amount: money(received) })];
    return [parts.findings, [format.month(period), owes, ...got, parts.found_risk[at_risk ? 'yes' : 'no']].join('; ')];
  });
}

function historyLines(task: CollectionTask, language: DeskLanguage): Line[] {
  return task.history.map(({ at, by, change }) => {
    const { what, details, moved } = changeText(language, change, task.currency);
    const stands = moved === null ? '' : ` (${moved.from} → ${moved.to})`;
    return [language.words.parts.log, `${at}, ${by}: ${what}${details === '' ? '' : ` · ${details}`}${stands}`];
  });
}
