import { type RunOptions, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { z } from 'zod';
import { DuewatchError } from '../../core/contracts/errors.ts';
import type { StateJournal, StateTimes } from '../../core/ports/state-journal.ts';

/** The workflow ended in its Fail state (or could not go on): `error` is the name of what broke, `message` why. */
export class WorkflowFailed extends DuewatchError {
  override name = 'WorkflowFailed';
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

type EventLogs = ReturnType<StateMachine['run']>['eventLogs'];
type LocalHandlers = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>;

/** What a Task state calls: its input in, its result (JSON) out. */
export type TaskHandler = LocalHandlers[string];

/** Tells the terminal what is going on. */
export type StateListener = (event: {
  readonly state: string;
  readonly phase: 'entered' | 'exited' | 'failed' | 'retried';
  /** When it happened, in milliseconds, where that is not now. */
  readonly at?: number;
}) => void;

const ATHENA = 'arn:aws:states:::athena:startQueryExecution.sync';
const FUNCTION = /:function:([A-Za-z]+)$/;

/** ARN that stands for a function on the laptop. */
export function localFunctionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}

/**
 * Runs the state machine's own file with its tasks bound to local code: functions by the name at the end of their ARN, Athena tasks to the
 * embedded engine. Throws {@link WorkflowFailed} when the execution fails.
 */
export async function runWorkflow(request: {
  definition: unknown;
  input: Readonly<Record<string, string | boolean>>;
  execution: string;
  /** ISO; left out: now. */
  startedAt?: string;
  functions: Readonly<Record<string, TaskHandler>>;
  athena: TaskHandler;
  journal: RecordingJournal;
  listener: StateListener;
  /** Milliseconds before a state is tried again; left out: as the definition says. */
  retryAfter?: number;
}): Promise<unknown> {
  const machine = new StateMachine(request.definition as StateMachineDefinition, {
    validationOptions: { checkArn: false },
  });
  const { retryAfter } = request;
  const states = [...taskResources(request.definition).keys()];
  const execution = machine.run(request.input, {
    overrides: {
      taskResourceLocalHandlers: bindTasks(request.definition, request.functions, request.athena),
      ...(retryAfter === undefined
        ? {}
        : { retryIntervalOverrides: Object.fromEntries(states.map((state) => [state, retryAfter])) }),
    },
    // The interpreter does not say when a state was entered; one run here enters each once.
    context: {
      Execution: { Id: request.execution },
      State: { EnteredTime: request.startedAt ?? new Date().toISOString() },
    },
  });
  const watching = watch(execution.eventLogs, request.journal, request.listener);
  try {
    return await execution.result;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw cause instanceof Error
      ? new WorkflowFailed(cause.name, cause.message)
      : new WorkflowFailed('Unknown', String(cause));
  } finally {
    await watching;
  }
}

/** When each state began and ended, and how often it was tried. */
export class RecordingJournal implements StateJournal {
  readonly #states = new Map<string, StateTimes>();

  async states(): Promise<readonly StateTimes[]> {
    return [...this.#states.values()];
  }

  /** Notes an event; a state that runs several times (a Map's) keeps its first beginning and last end. */
  note(state: string, phase: 'entered' | 'exited' | 'failed' | 'retried', at: string): void {
    const known = this.#states.get(state) ?? { name: state, startedAt: at, endedAt: null, attempts: 0, runs: 0 };
    this.#states.set(state, {
      ...known,
      endedAt: phase === 'exited' ? at : known.endedAt,
      attempts: known.attempts + (phase === 'entered' || phase === 'retried' ? 1 : 0),
      runs: known.runs + (phase === 'entered' ? 1 : 0),
    });
  }
}

const PHASES = {
  StateEntered: 'entered',
  StateExited: 'exited',
  StateFailed: 'failed',
  StateRetried: 'retried',
} as const;

async function watch(events: EventLogs, journal: RecordingJournal, listener: StateListener): Promise<void> {
  for await (const event of events) {
    const phase = event.type in PHASES ? PHASES[event.type as keyof typeof PHASES] : undefined;
    const state = stateOf(event);
    if (phase === undefined || state === undefined) continue;
    journal.note(state, phase, new Date(event.timestamp).toISOString());
    listener({ state, phase });
  }
}

function stateOf(event: unknown): string | undefined {
  const named = z.object({ state: z.object({ name: z.string() }) }).safeParse(event);
  return named.success ? named.data.state.name : undefined;
}

const taskState = z.object({ Type: z.literal('Task'), Resource: z.string() });

/** The Task states of a definition, at every depth: name → resource. */
export function taskResources(definition: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  collect(definition, found);
  return found;
}

function collect(value: unknown, found: Map<string, string>): void {
  if (value === null || typeof value !== 'object') return;
  if ('States' in value && value.States !== null && typeof value.States === 'object') {
    for (const [name, state] of Object.entries(value.States)) {
      const task = taskState.safeParse(state);
      if (task.success) found.set(name, task.data.Resource);
    }
  }
  for (const held of Object.values(value)) collect(held, found);
}

function bindTasks(
  definition: unknown,
  functions: Readonly<Record<string, TaskHandler>>,
  athena: TaskHandler,
): Record<string, TaskHandler> {
  const bound = [...taskResources(definition)].map(([state, resource]): [string, TaskHandler] => {
    if (resource === ATHENA) return [state, athena];
    const handler = functions[FUNCTION.exec(resource)?.[1] ?? ''];
    if (handler === undefined)
      throw new WorkflowFailed('UnboundTask', `state ${state} calls ${resource}, which nothing here answers`);
    return [state, handler];
  });
  return Object.fromEntries(bound);
}
