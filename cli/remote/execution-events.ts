import { GetExecutionHistoryCommand, type HistoryEvent, type SFNClient } from '@aws-sdk/client-sfn';
import { asking } from './aws-call.ts';

const PAGE = 500;

/** The events of an execution after the one with the id given, oldest first; with their data (inputs, outputs) where asked for. */
export async function eventsAfter(
  steps: SFNClient,
  executionArn: string,
  { after, data }: { after: number; data: boolean },
): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let token: string | undefined;
  do {
    const page = await asking('reading the execution', () =>
      steps.send(
        new GetExecutionHistoryCommand({
          executionArn,
          // Newest first, so that following a long execution reads its new events only.
          reverseOrder: true,
          maxResults: PAGE,
          includeExecutionData: data,
          ...(token === undefined ? {} : { nextToken: token }),
        }),
      ),
    );
    const fresh = (page.events ?? []).filter((event) => (event.id ?? 0) > after);
    events.push(...fresh);
    token = fresh.length < (page.events ?? []).length ? undefined : page.nextToken;
  } while (token !== undefined);
  return events.reverse();
}
