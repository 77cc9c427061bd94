import type { ChatKind } from '../../core/contracts/chat-settings.ts';
import type { Locale } from '../../core/contracts/config.ts';
import { chatWords } from '../messages/chat-words.ts';
import type { ChatDraft, ChatSection } from './chat-draft.ts';
import { CHAT_FORMATS } from './chat-formats.ts';

/** A message in the format that a chat publishes, within the length it takes: what does not fit is counted. */
export function chatBody(kind: ChatKind, draft: ChatDraft, locale: Locale): string {
  const format = CHAT_FORMATS[kind];
  let fitting = draft;
  for (;;) {
    const body = JSON.stringify(format.body(withCounts(fitting, locale)));
    if (format.length(body) <= format.most || fitting.sections.every(({ lines }) => lines.length === 0)) return body;
    fitting = { ...fitting, sections: shortened(fitting.sections) };
  }
}

/** One line fewer in the longest section. */
function shortened(sections: readonly ChatSection[]): readonly ChatSection[] {
  const longest = Math.max(...sections.map(({ lines }) => lines.length));
  const at = sections.findIndex(({ lines }) => lines.length === longest);
  return sections.map((section, index) =>
    index === at ? { ...section, lines: section.lines.slice(0, -1), more: section.more + 1 } : section,
  );
}

function withCounts(draft: ChatDraft, locale: Locale): ChatDraft {
  const more = (count: number) => (count === 0 ? [] : [chatWords(locale).more({ count: String(count) })]);
  return {
    ...draft,
    sections: draft.sections.map((section) => ({ ...section, lines: [...section.lines, ...more(section.more)] })),
  };
}
