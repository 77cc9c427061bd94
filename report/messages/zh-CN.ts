import type { Messages } from './messages.ts';
import { findings } from './zh-CN/findings.ts';
import { words } from './zh-CN/interface.ts';
import { labels } from './zh-CN/labels.ts';
import { notes } from './zh-CN/notes.ts';
import { terms } from './zh-CN/terms.ts';

/** 中文用语。 */
export const zhCN: Messages = { terms, notes, findings, labels, words };
