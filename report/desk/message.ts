import type { CollectionTask } from '../../core/contracts/task.ts';
import type { Refusal } from '../../core/domain/desk/task-action.ts';
import type { Refused } from '../../core/steps/desk-requests/submit-form.ts';
import { type Html, html } from '../page/html.ts';
import type { DeskContext } from './desk-frame.ts';
import { codeText } from './desk-language.ts';
import { logLine } from './task-record.ts';

/** What the reader just wrote, as it stands in the history. */
export function doneHtml(context: DeskContext, task: CollectionTask): Html {
  const last = task.history.at(-1);
  const text =
    last === undefined
      ? context.words.record.done_plain
      : html`${context.words.record.done({ what: '' })}${logLine(context, last.change, task.currency)}`;
  return html`<div class="message" role="status"><p>${text}</p></div>`;
}

/** Why nothing was written. */
export function refusedHtml(context: DeskContext, refused: Refused, currency: string): Html {
  const { refused: said } = context.words;
  const meanwhile =
    refused.kind === 'refusal' && refused.meanwhile.length > 0
      ? html`<ul>${refused.meanwhile.map(({ by, change }) => html`<li><bdi>${by}</bdi>${context.messages.words.colon}${logLine(context, change, currency)}</li>`)}</ul>`
      : '';
  return html`<div class="message bad" role="alert" tabindex="-1" id="refused"><h2>${said.title}</h2><p>${sentence(context, refused)}</p>${meanwhile}<p>${said.kept}</p></div>`;
}

function sentence(context: DeskContext, refused: Refused): string {
  const { words, tasks } = context;
  if (refused.kind === 'fault') return words.refused[refused.fault];
  if (refused.kind === 'problem') {
    const { problem, field } = refused.problem;
    return words.refused[problem]({ field: codeText(words.fields, field) });
  }
  return (
    refusalText(refused.refusal, words.refused) ?? words.refused.sentence({ text: tasks.refused[refused.refusal] })
  );
}

function refusalText(refusal: Refusal, said: DeskContext['words']['refused']): string | undefined {
  switch (refusal) {
    case 'promise_unknown':
    case 'plan_unknown':
    case 'approval_unknown':
    case 'changed_meanwhile':
      return said[refusal];
    default:
      return undefined;
  }
}
