import { EVENT_FUNCTIONS, type FunctionSettings, STATE_FUNCTIONS } from '../../lib/functions/function-settings.ts';
import { PRICES, type UnitPrice } from './prices.ts';
import type { Usage } from './usage.ts';

/*
 * What a month costs: quantities that were counted, a few that are assumed, times list prices. Every assumption is on the dear side.
 */

/** A function in AWS is taken to be this much slower than the machine that was measured. */
export const SLOWER = 2;
/** Every call is taken for a cold start. Seconds, with native packages and without. */
export const COLD_START = { heavy: 2.5, thin: 0.4 } as const;
/** Athena takes 10 MB for a query that reads less. */
const LEAST_SCAN = 10_000_000;
/** Requests of a query to the store that the workflow does not see: parts of Parquet files, listings, the result and its description. */
const STORE_OF_QUERY = { reads: 40, writes: 6 } as const;
/** Lock, record and release of the run; listings of earlier runs and mails. */
const LEDGER_OF_RUN = { writes: 10, reads: 40 } as const;
/** PENDING, SENT, and the two events of the mail service. */
const WRITES_OF_MAIL = 4;
/** Up to 2 KB into the table, and again into its index. */
const WRITES_OF_TASK = 4;
const LOG_BYTES_OF_CALL = 5_000;
const KEY_REQUESTS_OF_CALL = 3;
/** The check whether the month's report has left. */
const CHECKS = 31;
/** A mail tells of itself twice; an execution of its end once. */
const EVENTS_OF_MAIL = 2;

/** One line of the bill. */
export interface CostLine {
  readonly what: string;
  readonly quantity: number;
  readonly price: UnitPrice;
  readonly dollars: number;
}

interface Call {
  readonly settings: FunctionSettings;
  readonly calls: number;
  readonly seconds: number;
}

/** The lines of a month's bill. */
export function costOfMonth(usage: Usage): CostLine[] {
  const calls = callsOf(usage);
  const called = sum(calls, (call) => call.calls);
  const { queryBytes: queries } = usage;
  const { mails, tasksOpened: tasks } = usage;
  return [
    line('Functions, computing', gbSeconds(calls), PRICES.lambdaGbSecond),
    line('Functions, disk', diskGbSeconds(calls), PRICES.lambdaDiskGbSecond),
    line('Functions, calls', called, PRICES.lambdaRequest),
    line('Workflow', usage.transitions, PRICES.stateTransition),
    line(
      'Queries',
      sum(queries, (bytes) => Math.max(bytes, LEAST_SCAN)),
      PRICES.athenaByte,
    ),
    line('Store, reading', usage.storeReads + queries.length * STORE_OF_QUERY.reads, PRICES.s3Read),
    line('Store, writing', writes(usage), PRICES.s3Write),
    line('Store, a month kept', usage.storedBytes / 1e9, PRICES.s3GbMonth),
    line(
      'Ledgers and tasks, writing',
      LEDGER_OF_RUN.writes + mails * WRITES_OF_MAIL + tasks * WRITES_OF_TASK,
      PRICES.dynamoWrite,
    ),
    line('Ledgers and tasks, reading', LEDGER_OF_RUN.reads, PRICES.dynamoRead),
    line('Announcements', tasks + 1, PRICES.event),
    line('Mail', mails, PRICES.mail),
    line('Mail, attachments', usage.mailBytes / 1e9, PRICES.mailGb),
    line('Key, requests', (called + queries.length) * KEY_REQUESTS_OF_CALL, PRICES.kmsRequest),
    line('Traces', called + 1, PRICES.trace),
    line('Logs', (called * LOG_BYTES_OF_CALL) / 1e9, PRICES.logGb),
  ];
}

/** What the lines come to. */
export function total(lines: readonly CostLine[]): number {
  return sum(lines, ({ dollars }) => dollars);
}

function line(what: string, quantity: number, price: UnitPrice): CostLine {
  return { what, quantity, price, dollars: quantity * price.dollars };
}

function writes({ storeWrites, storeLists, queryBytes }: Usage): number {
  return storeWrites + storeLists + queryBytes.length * STORE_OF_QUERY.writes;
}

/** The month's calls: those of the states, of the listener of the mail service, and of the daily check. */
function callsOf({ functions, mails }: Usage): Call[] {
  const states = Object.entries(functions).map(([name, use]): Call => {
    const settings = STATE_FUNCTIONS[name];
    if (settings === undefined) throw new RangeError(`no settings of the function ${name}`);
    return { settings, ...use };
  });
  return [
    ...states,
    { settings: EVENT_FUNCTIONS.RecordDelivery, calls: mails * EVENTS_OF_MAIL, seconds: 0 },
    { settings: EVENT_FUNCTIONS.CheckMonth, calls: CHECKS, seconds: 0 },
  ];
}

/** Billed time: the start of every call, and what it computed. */
function billed({ settings, calls, seconds }: Call): number {
  const heavy = (settings.cargo ?? []).length > 0;
  return calls * (heavy ? COLD_START.heavy : COLD_START.thin) + seconds * SLOWER;
}

function gbSeconds(calls: readonly Call[]): number {
  return sum(calls, (call) => (billed(call) * call.settings.memoryMb) / 1024);
}

function diskGbSeconds(calls: readonly Call[]): number {
  return sum(calls, (call) => (billed(call) * Math.max(0, (call.settings.diskMb ?? 512) - 512)) / 1024);
}

function sum<T>(of: readonly T[], value: (each: T) => number): number {
  return of.reduce((all, each) => all + value(each), 0);
}
