import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { StateListener } from '../run/workflow-runner.ts';

/** What went wrong in a state: name and words of the error. */
export interface StateFailure {
  readonly state: string;
  readonly error: string;
  readonly cause: string;
}

const SCHEDULED = /^(?:Task|LambdaFunction)Scheduled$/;

/** Reads an execution's events in order and knows, after each, which states are open and what failed last. */
export class EventReader {
  readonly #listener: StateListener;
  readonly #stateOf = new Map<number, string>();
  readonly #open = new Map<string, number>();
  readonly #failed = new Set<string>();
  #failure: StateFailure | undefined;
  #last = 0;
  #at = 0;

  constructor(listener: StateListener = () => undefined) {
    this.#listener = listener;
  }

  /** Id of the last event that was read. */
  get last(): number {
    return this.#last;
  }

  /** States that were entered and not left, the innermost last. */
  get open(): readonly string[] {
    return [...this.#open].filter(([, count]) => count > 0).map(([state]) => state);
  }

  /** The last failure of a task, whether or not it was tried again. */
  get failure(): StateFailure | undefined {
    return this.#failure;
  }

  /** Whether the state that failed last is being tried again. */
  get retrying(): boolean {
    return this.#failure !== undefined && this.#open.has(this.#failure.state);
  }

  read(events: readonly HistoryEvent[]): void {
    for (const event of events) this.#one(event);
  }

  /** Tells the listener that nothing more comes: states still open have failed with the execution. */
  end(succeeded: boolean): void {
    if (!succeeded) for (const state of this.open) this.#tell(state, 'failed');
  }

  #tell(state: string, phase: 'entered' | 'exited' | 'failed' | 'retried'): void {
    this.#listener({ state, phase, at: this.#at });
  }

  #one(event: HistoryEvent): void {
    const id = event.id ?? 0;
    this.#at = event.timestamp?.getTime() ?? this.#at;
    this.#last = Math.max(this.#last, id);
    const entered = event.stateEnteredEventDetails?.name;
    const exited = event.stateExitedEventDetails?.name;
    const state = entered ?? exited ?? this.#stateOf.get(event.previousEventId ?? 0);
    if (state === undefined) return;
    this.#stateOf.set(id, state);
    if (entered !== undefined) this.#enter(entered);
    else if (exited !== undefined) this.#exit(exited);
    else this.#task(state, event);
  }

  #enter(state: string): void {
    this.#open.set(state, (this.#open.get(state) ?? 0) + 1);
    this.#tell(state, 'entered');
  }

  #exit(state: string): void {
    const left = (this.#open.get(state) ?? 1) - 1;
    if (left > 0) this.#open.set(state, left);
    else this.#open.delete(state);
    this.#failed.delete(state);
    this.#tell(state, 'exited');
  }

  #task(state: string, event: HistoryEvent): void {
    if (SCHEDULED.test(event.type ?? '') && this.#failed.delete(state)) this.#tell(state, 'retried');
    const failure = failureOf(event);
    if (failure === undefined) return;
    this.#failed.add(state);
    this.#failure = { state, ...told(failure) };
  }
}

/** Error and cause of an event that says a task failed. */
function failureOf(event: HistoryEvent): { error?: string | undefined; cause?: string | undefined } | undefined {
  return (
    event.lambdaFunctionFailedEventDetails ??
    event.lambdaFunctionTimedOutEventDetails ??
    event.lambdaFunctionScheduleFailedEventDetails ??
    event.lambdaFunctionStartFailedEventDetails ??
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.taskStartFailedEventDetails ??
    event.taskSubmitFailedEventDetails
  );
}

/** A function's error reaches the workflow as JSON in the cause, a query's with the reason that Athena gave; people get the words. */
export function told({ error, cause }: { error?: string | undefined; cause?: string | undefined }): {
  error: string;
  cause: string;
} {
  return { error: error ?? 'States.Runtime', cause: wordsOf(cause ?? 'no cause was given') };
}

function wordsOf(cause: string): string {
  try {
    const parsed: unknown = JSON.parse(cause);
    const words = find(parsed, ['errorMessage']) ?? find(parsed, ['QueryExecution', 'Status', 'StateChangeReason']);
    if (words !== undefined) return words;
    return find(parsed, ['Status', 'StateChangeReason']) ?? cause;
  } catch {
    return cause;
  }
}

function find(value: unknown, path: readonly string[]): string | undefined {
  let at: unknown = value;
  for (const name of path) at = at !== null && typeof at === 'object' ? Reflect.get(at, name) : undefined;
  return typeof at === 'string' ? at : undefined;
}
