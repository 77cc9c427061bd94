import { z } from 'zod';
import { type ChatRoom, chatKind } from '../contracts/chat-settings.ts';
import type { ReportInput } from '../contracts/report-input.ts';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ChatMaterial, Renderer } from '../ports/renderer.ts';
import { readDigests } from './plan-alerts.ts';
import { readPlannedTasks } from './planned-tasks.ts';
import { readWork, writeWork } from './work-files.ts';

const composedChat = z.object({ room: z.string(), kind: chatKind, path: z.string() });

/** A message that ComposeReport left in the run's folder for a room. */
export type ComposedChat = z.output<typeof composedChat>;

/** Composes what each room of the settings is told, before anything leaves. A room that has nothing to be told of is left out. */
export async function composeChats(
  ports: { readonly store: ObjectStore; readonly renderer: Pick<Renderer, 'chat'> },
  run: RunRef,
  input: ReportInput,
): Promise<number> {
  const rooms = input.rules.chat;
  if (rooms.length === 0) return 0;
  const material: ChatMaterial = {
    tasks: await readPlannedTasks(ports.store, run),
    alerts: (await readDigests(ports.store, run)).flatMap(({ alerts }) => alerts),
  };
  const composed: ComposedChat[] = [];
  for (const room of rooms) {
    const body = await ports.renderer.chat(input, localeOf(room, input), room, material);
    if (body === null) continue;
    const path = `chat/${room.name}.json`;
    await ports.store.write(`${run.prefix}${path}`, new TextEncoder().encode(`${body}\n`));
    composed.push({ room: room.name, kind: room.kind, path });
  }
  await writeWork(ports.store, run, 'chats.json', composed);
  return composed.length;
}

function localeOf({ locale }: ChatRoom, { rules }: ReportInput) {
  return locale !== undefined && rules.locales.includes(locale) ? locale : (rules.locales[0] ?? 'en');
}

/** The messages of the run, in the order of the settings; none where they name no room. */
export async function readComposedChats(store: ObjectStore, run: RunRef): Promise<readonly ComposedChat[]> {
  const written = await store.read(`${run.work}chats.json`);
  return written === undefined ? [] : readWork(store, run, 'chats.json', z.array(composedChat));
}
