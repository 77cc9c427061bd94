import type { RunRef } from '../contracts/states.ts';
import type { Chat, ChatAnswer } from '../ports/chat.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SendKey, SendLedger } from '../ports/send-ledger.ts';
import { type ComposedChat, readComposedChats } from './compose-chats.ts';

/** What became of the message to a room. */
export interface ChatDelivery {
  readonly room: string;
  /**
   * `refused`: nothing was posted, the next run of the state tries again. `unresolved`: it may have been posted and is not posted again
   * unless a resend is asked for.
   */
  readonly outcome: 'posted' | 'already_posted' | 'dry_run' | 'refused' | 'unresolved';
  readonly why: string | null;
}

/** What stands in the send ledger for a message that the chat did not take: it may be tried again. */
const REFUSED = 'refused';
const NOT_KNOWN = 'it is not known whether an earlier try arrived: look into the room; a resend posts it again';

/**
 * Posts each composed message once a run, revision and room: the send ledger's row is PENDING before the chat is called. A chat that
 * can't be reached never fails the review: it is told of in run.json.
 */
export async function postChats(
  ports: { readonly store: ObjectStore; readonly sends: SendLedger; readonly chat: Chat },
  run: RunRef,
): Promise<readonly ChatDelivery[]> {
  const composed = await readComposedChats(ports.store, run);
  return Promise.all(
    composed.map(async (message): Promise<ChatDelivery> => {
      if (run.dryRun) return { room: message.room, outcome: 'dry_run', why: null };
      try {
        return { room: message.room, ...(await postOnce(ports, run, message)) };
      } catch (error) {
        return {
          room: message.room,
          outcome: 'unresolved',
          why: error instanceof Error ? error.name : 'unknown error',
        };
      }
    }),
  );
}

type Outcome = Omit<ChatDelivery, 'room'>;

async function postOnce(
  { store, sends, chat }: { store: ObjectStore; sends: SendLedger; chat: Chat },
  run: RunRef,
  { room, kind, path }: ComposedChat,
): Promise<Outcome> {
  const bytes = await store.read(`${run.prefix}${path}`);
  if (bytes === undefined) return { outcome: 'refused', why: `${path} is gone: run ComposeReport again` };
  const key = await keyOf(sends, run, `chat/${room}`);
  const found = await sends.reserve(key, run.startedAt);
  if (found?.status === 'PENDING') return { outcome: 'unresolved', why: NOT_KNOWN };
  if (found !== undefined) return { outcome: 'already_posted', why: null };
  const answer = await chat.post({ room, kind, body: new TextDecoder().decode(bytes).trim() });
  if (answer.outcome !== 'unknown') await sends.markSent(key, answer.outcome, run.startedAt);
  return outcomeOf(answer);
}

function outcomeOf(answer: ChatAnswer): Outcome {
  if (answer.outcome === 'posted') return { outcome: 'posted', why: null };
  return { outcome: answer.outcome === 'refused' ? 'refused' : 'unresolved', why: answer.why };
}

/** The newest attempt, or one more after a refusal, or where an operator asks for a resend. */
async function keyOf(sends: SendLedger, run: RunRef, recipient: string): Promise<SendKey> {
  const { period, revision } = run;
  const rows = (await sends.list(period)).filter((row) => row.recipient === recipient && row.revision === revision);
  const newest = rows.at(-1);
  const askedNow = run.resend && newest !== undefined && newest.at !== run.startedAt;
  const again = askedNow || newest?.messageId === REFUSED;
  return { period, revision, recipient, attempt: (newest?.attempt ?? 1) + (again ? 1 : 0) };
}
