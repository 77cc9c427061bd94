import type { ReportInput } from '../../core/contracts/report-input.ts';
import { lastDay } from '../../core/domain/month.ts';
import type { Finding } from '../findings/finding.ts';
import { plainText } from '../messages/phrase.ts';
import { profileText, type Speaker } from '../messages/speaker.ts';

/** A finding as a title: the sentence without its full stop. */
export function titleOf(finding: Finding, speaker: Speaker): string {
  return plainText(speaker.say(finding)).replace(/[.。]$/, '');
}

/** Where a picture's figures come from and of what day, and that data are made up or not to be relied on. */
export function sourceLine(input: ReportInput, speaker: Speaker): string {
  const { charts } = speaker.messages.words;
  const source = charts.source({
    source: profileText(input.run.profile, speaker.messages),
    day: speaker.format.day(lastDay(input.run.period)),
  });
  const marks = [input.run.synthetic ? charts.synthetic : '', input.run.reliable ? '' : charts.unreliable];
  return [source, ...marks.filter((mark) => mark !== '')].join(' · ');
}
