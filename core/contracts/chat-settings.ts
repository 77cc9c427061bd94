import { z } from 'zod';
import { locale, role } from './role.ts';

/** The chats that are written to, in the formats that they publish for webhooks. */
export const chatKind = z.enum(['wecom', 'dingtalk', 'feishu', 'slack', 'teams']);
/** A chat that is written to. */
export type ChatKind = z.output<typeof chatKind>;

/** What a room is told of. */
export const CHAT_TOPICS = ['report', 'tasks', 'alerts'] as const;

const chatRoom = z.strictObject({
  /** Names the room in run.json and in the send ledger, and its secret: address and signing key are never written here. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, such as collections-room'),
  kind: chatKind,
  about: z
    .array(z.enum(CHAT_TOPICS))
    .min(1)
    .default([...CHAT_TOPICS]),
  /** Whose tasks and alerts; left out: everybody's. */
  roles: z.array(role).min(1).optional(),
  locale: locale.optional(),
});

/** A room of a chat that is told of a review. */
export type ChatRoom = z.output<typeof chatRoom>;

/** Rooms that are told of each review (docs/chat.md); none unless the settings name them. */
export const chatSettings = z
  .array(chatRoom)
  .max(20)
  .refine((rooms) => new Set(rooms.map(({ name }) => name)).size === rooms.length, 'two rooms have the same name')
  .default([]);
