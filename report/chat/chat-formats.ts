import type { ChatKind } from '../../core/contracts/chat-settings.ts';
import type { ChatDraft } from './chat-draft.ts';

/** How a chat takes a message, and how long it may be. */
export interface ChatFormat {
  readonly body: (draft: ChatDraft) => unknown;
  /** The length that the chat limits, taken of the body. */
  readonly length: (body: string) => number;
  readonly most: number;
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

const WIDE: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '`': '｀',
  '~': '～',
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '#': '＃',
  '|': '｜',
  '\\': '＼',
  '!': '！',
  '@': '＠',
};

/** These two know no escapes: what would be markup, a mention or a link is written as its wide twin. */
function wide(text: string): string {
  return text.replace(/[*_`~<>[\]#|\\!@]/g, (character) => WIDE[character] ?? character);
}

function markdown({ title, sections, footer }: ChatDraft, gap: string): string {
  return [
    `### ${wide(title)}`,
    ...sections.flatMap(({ heading, lines }) => [`**${wide(heading)}**`, ...lines.map((line) => `> ${wide(line)}`)]),
    wide(footer),
  ].join(gap);
}

const wecom: ChatFormat = {
  body: (draft) => ({ msgtype: 'markdown', markdown: { content: markdown(draft, '\n') } }),
  // The limit is on the content, in bytes of UTF-8.
  length: (body) => bytes((JSON.parse(body) as { markdown: { content: string } }).markdown.content),
  most: 4_096,
};

const dingtalk: ChatFormat = {
  body: (draft) => ({
    msgtype: 'markdown',
    markdown: { title: wide(draft.title), text: markdown(draft, '\n\n') },
    at: { isAtAll: false },
  }),
  length: bytes,
  most: 19_000,
};

/** Texts go in as plain text, which knows no markup. */
const feishu: ChatFormat = {
  body: ({ title, sections, footer }) => ({
    msg_type: 'interactive',
    card: {
      config: { wide_screen_mode: true },
      header: { title: { tag: 'plain_text', content: title }, template: 'blue' },
      elements: [
        ...sections.flatMap(({ heading, lines }) => [
          { tag: 'div', text: { tag: 'plain_text', content: `【${heading}】` } },
          { tag: 'div', text: { tag: 'plain_text', content: lines.join('\n') } },
        ]),
        { tag: 'hr' },
        { tag: 'note', elements: [{ tag: 'plain_text', content: footer }] },
      ],
    },
  }),
  // 20 KB with the signature, which is added when it is posted.
  length: bytes,
  most: 19_000,
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
const SLACK_HEADER = 150;
const SLACK_SECTION = 3_000;

/** Mentions and links begin with < in Slack; `verbatim` keeps it from finding others. */
const slack: ChatFormat = {
  body: ({ title, sections, footer }) => ({
    text: escaped(title),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, SLACK_HEADER).toWellFormed(), emoji: false } },
      ...sections.map(({ heading, lines }) => ({
        type: 'section',
        text: { type: 'mrkdwn', verbatim: true, text: [`*${escaped(heading)}*`, ...lines.map(escaped)].join('\n') },
      })),
      { type: 'context', elements: [{ type: 'mrkdwn', verbatim: true, text: escaped(footer) }] },
    ],
  }),
  length: (body) => {
    const { blocks } = JSON.parse(body) as { blocks: { type: string; text?: { text: string } }[] };
    return Math.max(...blocks.map(({ text }) => text?.text.length ?? 0));
  },
  most: SLACK_SECTION,
};

/** Runs of rich text are not read as markup. */
const teams: ChatFormat = {
  body: ({ title, sections, footer }) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body: [
            rich(title, { size: 'Medium', weight: 'Bolder' }),
            ...sections.flatMap(({ heading, lines }) => [
              rich(heading, { weight: 'Bolder' }),
              ...lines.map((line) => rich(line)),
            ]),
            rich(footer, { isSubtle: true }),
          ],
        },
      },
    ],
  }),
  length: bytes,
  most: 27_000,
};

function rich(text: string, look: Readonly<Record<string, unknown>> = {}) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] };
}

/** The formats, as each chat publishes them for webhooks of a room. */
export const CHAT_FORMATS: Readonly<Record<ChatKind, ChatFormat>> = { wecom, dingtalk, feishu, slack, teams };
