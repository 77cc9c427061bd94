import { wrapText } from '../charts/wrap-text.ts';
import { ALARMING, alarmingCustomers } from '../findings/alarming.ts';
import { type DecisionAct, decisions } from '../findings/decision.ts';
import type { Finding } from '../findings/finding.ts';
import { overdueBrief } from '../findings/overdue-report.ts';
import { standingFindings } from '../findings/standing.ts';
import { cleanText, displayWidth, shorten } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { plainText } from '../messages/phrase.ts';
import { fileLines, MAIL_ALARMING, MAIL_CUSTOMERS, type MailFiles } from './mail-body.ts';
import type { MailContext } from './mail-context.ts';

const COLUMNS = 76;

function wrapped(text: string, indent: string): string {
  return wrapText(text, COLUMNS - indent.length, displayWidth)
    .map((line) => indent + line)
    .join('\n');
}

function actText({ speaker }: MailContext, { what, owner, due }: DecisionAct): string {
  const { messages, format } = speaker;
  const who = [owner ? messages.terms.roles[owner] : '', due ? messages.words.due_by({ day: format.day(due) }) : '']
    .filter((text) => text !== '')
    .join(messages.words.list_separator);
  const act = plainText(speaker.say(what));
  return `→ ${who ? messages.words.counted({ what: act, count: who }) : act}`;
}

function decisionTexts(context: MailContext): string[] {
  const say = (finding: Finding) => plainText(context.speaker.say(finding));
  return decisions(context.input).map((item, index) => {
    const because = item.because.map((finding) => wrapped(say(finding), '   '));
    const acts = item.acts.map((act) => wrapped(actText(context, act), '   '));
    return [wrapped(`${index + 1}. ${say(item.know)}`, ''), ...because, ...acts].join('\n');
  });
}

function customerTexts({ input, speaker }: MailContext): string[] {
  const { terms, words } = speaker.messages;
  const shown = input.customers.slice(0, MAIL_CUSTOMERS);
  if (shown.length === 0) return [];
  const lines = shown.map((line, index) => {
    const score = line.score === null ? terms.not_computed : roundedText(line.score, 1);
    const facts = [
      speaker.format.money(line.outstanding_balance, 'full', line.currency),
      speaker.format.pct(line.payment_rate_pct),
      score,
      terms.strategies[line.strategy],
    ];
    return `${String(index + 1).padStart(2)}. ${shorten(line.name, 44)} [${shorten(line.customer_id, 20)}]\n    ${facts.join(' | ')}`;
  });
  const { columns } = words;
  const legend = `    ${[columns.outstanding, columns.payment_rate, columns.score, columns.strategy].join(' | ')}`;
  return [`${words.mail.largest}\n${legend}\n${lines.join('\n')}`];
}

function overdueTexts({ input, speaker }: MailContext): string[] {
  const lines = overdueBrief(input).map((item) => wrapped(plainText(speaker.say(item)), '  '));
  return lines.length === 0 ? [] : [[speaker.messages.words.sections.overdue, ...lines].join('\n')];
}

function alarmingTexts({ speaker }: MailContext): string[] {
  const lines = alarmingCustomers(speaker)
    .slice(0, MAIL_ALARMING)
    .map(({ name, id, facts }, index) => {
      const standing = [speaker.cell(ALARMING, index, 'score').text, speaker.cell(ALARMING, index, 'open_amount').text];
      return `${index + 1}. ${shorten(name, 44)} [${shorten(id, 20)}] ${standing.join(' | ')}\n${wrapped(plainText(facts), '   ')}`;
    });
  return lines.length === 0 ? [] : [[speaker.messages.words.captions.most_alarming, ...lines].join('\n')];
}

/** The mail as plain text: the same three things, the same customers, readable as it stands. */
export function mailText(context: MailContext, greeting: string, files: MailFiles): string {
  const { input, speaker } = context;
  const { words } = speaker.messages;
  const month = speaker.format.month(input.run.period);
  const company = cleanText(input.run.company);
  const title = words.title({ company, month });
  const standing = standingFindings(input).map((finding) => wrapped(`! ${plainText(speaker.say(finding))}`, ''));
  const parts = [
    `${title}\n${'='.repeat(Math.min(COLUMNS, displayWidth(title)))}`,
    ...(standing.length > 0 ? [standing.join('\n')] : []),
    `${wrapped(greeting, '')}\n${wrapped(words.mail.intro({ month }), '')}`,
    ...decisionTexts(context),
    ...overdueTexts(context),
    ...alarmingTexts(context),
    ...customerTexts(context),
    ...fileLines(files, speaker.messages).map((line) => wrapped(line, '')),
    `-- \n${wrapped(`${words.page.run} ${input.run.id}${words.full_stop}${words.mail.footer({ company })}`, '')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
