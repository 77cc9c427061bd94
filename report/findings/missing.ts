import { termFor } from '../messages/messages-for.ts';
import type { Speaker } from '../messages/speaker.ts';

/** A reason why figures have no value, and how many of each subject it concerns, in words. */
export interface MissingReason {
  readonly reason: string;
  readonly subjects: string;
}

/** Figures without a value, counted by subject, under the reason they share. */
export function missingReasons({ figures, messages, why }: Speaker): readonly MissingReason[] {
  const reasons = new Map<string, Map<string, number>>();
  for (const id of figures.ids('')) {
    if (figures.has(id)) continue;
    const subjects = reasons.get(why(id)) ?? new Map<string, number>();
    const subject = termFor(messages.labels.segments, id.split('.')[0] ?? id);
    reasons.set(why(id), subjects.set(subject, (subjects.get(subject) ?? 0) + 1));
  }
  return [...reasons].map(([reason, subjects]) => {
    const counted = [...subjects].map(([what, count]) => messages.words.counted({ what, count: String(count) }));
    return { reason, subjects: counted.join(messages.words.list_separator) };
  });
}
