import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { openRunOutput, type RunRef } from '../../core/contracts/states.ts';
import type { StateJournal, StateTimes } from '../../core/ports/state-journal.ts';
import { calling } from './aws-errors.ts';
import type { IsAtWork } from './dynamo-run-ledger.ts';

const OPEN_RUN = 'OpenRun';
const PAGE = 1000;

/** The history of one execution of the workflow. */
export class ExecutionHistory implements StateJournal {
  readonly #steps: SFNClient;
  readonly #execution: string;

  constructor(steps: SFNClient, execution: string) {
    this.#steps = steps;
    this.#execution = execution;
  }

  async states(): Promise<readonly StateTimes[]> {
    return statesOf(await this.#events(false));
  }

  /** The run that the execution opened; `undefined` where it did not get that far. */
  async openedRun(): Promise<RunRef | undefined> {
    for (const event of await this.#events(true)) {
      const exited = event.stateExitedEventDetails;
      if (exited?.name !== OPEN_RUN || exited.output === undefined) continue;
      // The run alone: an execution that an earlier version began says the rest in another way.
      const opened = openRunOutput.pick({ run: true }).safeParse(JSON.parse(exited.output));
      if (opened.success) return opened.data.run;
    }
    return undefined;
  }

  /**
   * Where queries were writing tables when the execution ended, as `s3://` folders. Athena leaves what an unfinished UNLOAD has written, and
   * writes into empty folders only.
   */
  async unfinishedUnloads(): Promise<readonly string[]> {
    return unfinishedUnloadsOf(await this.#events(true));
  }

  async #events(withData: boolean): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    let token: string | undefined;
    do {
      const page = await calling('reading the execution', () =>
        this.#steps.send(
          new GetExecutionHistoryCommand({
            executionArn: this.#execution,
            maxResults: PAGE,
            includeExecutionData: withData,
            ...(token === undefined ? {} : { nextToken: token }),
          }),
        ),
      );
      events.push(...(page.events ?? []));
      token = page.nextToken;
    } while (token !== undefined);
    return events;
  }
}

/** Whether an execution is still running; one that is gone for good is not. */
export function executionIsRunning(steps: SFNClient): IsAtWork {
  return async (execution) => {
    try {
      const { status } = await calling('describing the execution', () =>
        steps.send(new DescribeExecutionCommand({ executionArn: execution })),
      );
      return status === 'RUNNING' || status === 'PENDING_REDRIVE';
    } catch (error) {
      if (error instanceof Error && (error.name === 'ExecutionDoesNotExist' || error.name === 'InvalidArn'))
        return false;
      throw error;
    }
  };
}

const UNLOAD_TO = /\bTO '(s3:\/\/[^']+)'/;

/** Targets of the UNLOAD tasks that began and did not end well, in no later try either. */
export function unfinishedUnloadsOf(events: readonly HistoryEvent[]): string[] {
  const succeeded = events
    .filter((event) => event.type === 'TaskSucceeded')
    .map((event) => unloadTarget(scheduledBefore(event, events)));
  const begun = events.flatMap((event) => unloadTarget(event) ?? []);
  return [...new Set(begun)].filter((target) => !succeeded.includes(target));
}

/** Where the task that an event schedules unloads to. */
function unloadTarget(event: HistoryEvent | undefined): string | undefined {
  const query = event?.taskScheduledEventDetails?.parameters ?? '';
  return query.includes('UNLOAD') ? UNLOAD_TO.exec(query)?.[1] : undefined;
}

/** The event that scheduled the task which an event is about. */
function scheduledBefore(event: HistoryEvent, events: readonly HistoryEvent[]): HistoryEvent | undefined {
  const byId = new Map(events.map((each) => [each.id, each]));
  let at: HistoryEvent | undefined = event;
  while (at !== undefined && at.taskScheduledEventDetails === undefined) at = byId.get(at.previousEventId);
  return at;
}

const STARTED = /^(?:Task|LambdaFunction)Started$/;

/** When each state began and ended, how often it was entered and how often its task was tried. */
function statesOf(events: readonly HistoryEvent[]): StateTimes[] {
  const states = new Map<string, StateTimes>();
  const nameOf = namesByEvent(events);
  for (const event of events) {
    const name = nameOf(event);
    if (name === undefined) continue;
    const at = (event.timestamp ?? new Date(0)).toISOString();
    const known = states.get(name) ?? { name, startedAt: at, endedAt: null, attempts: 0, runs: 0 };
    states.set(name, {
      ...known,
      endedAt: event.stateExitedEventDetails === undefined ? known.endedAt : at,
      runs: known.runs + (event.stateEnteredEventDetails === undefined ? 0 : 1),
      attempts: known.attempts + (STARTED.test(event.type ?? '') ? 1 : 0),
    });
  }
  // A state without a task (a Map, a Parallel) is tried once each time it is entered.
  return [...states.values()].map((state) => ({ ...state, attempts: Math.max(state.attempts, state.runs) }));
}

/** An event's state: named by itself, or by the event that it follows from. */
function namesByEvent(events: readonly HistoryEvent[]): (event: HistoryEvent) => string | undefined {
  const byId = new Map(events.map((event) => [event.id, event]));
  return (event) => {
    let at: HistoryEvent | undefined = event;
    while (at !== undefined) {
      const name = at.stateEnteredEventDetails?.name ?? at.stateExitedEventDetails?.name;
      if (name !== undefined) return name;
      at = at.previousEventId === 0 ? undefined : byId.get(at.previousEventId);
    }
    return undefined;
  };
}
