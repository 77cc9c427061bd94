/** A folder at the top of the bucket. */
export type StoreArea = 'config' | 'exports' | 'landed' | 'derived' | 'history' | 'runs' | 'work';

/** What a function may do with a table of the store. */
export type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchGetItem' | 'Query' | 'Scan';

/** Native packages and files that a bundle carries beside its code. */
export type Cargo = 'duckdb' | 'resvg' | 'typst' | 'fonts' | 'rules';

/** What a function is given and what it may touch: nothing else is granted. */
export interface FunctionSettings {
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Local disk beyond the usual 512 MB. */
  readonly diskMb?: number;
  readonly cargo?: readonly Cargo[];
  readonly store: {
    readonly read?: readonly StoreArea[];
    readonly write?: readonly StoreArea[];
    readonly list?: readonly StoreArea[];
    readonly remove?: readonly StoreArea[];
  };
  readonly tables?: {
    readonly runs?: readonly TableAction[];
    readonly sends?: readonly TableAction[];
    readonly tasks?: readonly TableAction[];
    /** The index of the tasks' table: what stands. */
    readonly worklist?: readonly Extract<TableAction, 'Query'>[];
    readonly usedLinks?: readonly TableAction[];
  };
  /** Signs, or checks, links of the desk page. */
  readonly links?: true;
  readonly sendsMail?: true;
  readonly publishes?: true;
  /** Reads the secrets of chat rooms. */
  readonly chats?: true;
  /** What it does with the executions that wait for a person's decision. */
  readonly approvals?: readonly ('StartExecution' | 'SendTaskSuccess')[];
  /** Asks whether the holder of a lock is still at work; or reads the history of its own execution as well. */
  readonly readsExecutions?: 'status' | 'history';
}

/*
 * Memory buys processor time: 1,769 MB is one whole processor. A function that computes gets that or more, because it then ends sooner for
 * the same GB-seconds; one that waits for other services gets little. A time-out is several times what the largest company took, below the
 * 900 s after which the state itself gives up. No concurrency is reserved: the workflow itself never asks for more than eight at once, and
 * a reservation would be taken from everything else in the account (and is refused in a new one).
 */
const WAITING = { memoryMb: 512, timeoutSeconds: 120 } as const;
/** A list of 100,000 tasks, each with a history, takes up to 735 MB at its peak, and grows with every month that writes on them. */
const LISTING = 2048;
const COMPUTING = { memoryMb: 3008, timeoutSeconds: 900 } as const;
const ENGINE = { memoryMb: 4096, timeoutSeconds: 900, diskMb: 10_240 } as const;

const LOCK_HOLDER = ['GetItem', 'PutItem'] as const;

/** The functions behind the workflow's states, by the name of the state. */
export const STATE_FUNCTIONS: Readonly<Record<string, FunctionSettings>> = {
  OpenRun: {
    ...ENGINE,
    description: 'Which month of which export is reviewed; takes the lock of the period',
    cargo: ['duckdb', 'rules'],
    store: {
      read: ['exports', 'config', 'history'],
      list: ['exports', 'config', 'history'],
      write: ['derived', 'work'],
    },
    tables: { runs: ['GetItem', 'PutItem', 'Query'], sends: ['Query'], tasks: ['Scan'] },
    readsExecutions: 'status',
  },
  LandTable: {
    ...ENGINE,
    description: 'Reads, types and checks files of the export; puts a table of several files together',
    cargo: ['duckdb'],
    store: { read: ['exports', 'work'], list: ['exports', 'work'], write: ['landed', 'derived', 'work'] },
  },
  CheckLanding: {
    ...ENGINE,
    description: 'Checks across tables; refuses, flags or goes on',
    cargo: ['duckdb'],
    store: {
      read: ['landed', 'derived', 'work'],
      list: ['landed', 'derived', 'work'],
      write: ['runs', 'work'],
      remove: ['derived'],
    },
  },
  PlanAnalysis: {
    ...WAITING,
    description: 'Scopes of the analysis, and the parameters of every query',
    store: { read: ['history', 'work'], list: ['history', 'work'], write: ['work'] },
  },
  CollectRows: {
    ...COMPUTING,
    description: 'Files the rows of every query as evidence',
    store: { read: ['work'], list: ['work'], write: ['runs', 'work'] },
  },
  ScoreCustomers: {
    ...COMPUTING,
    description: 'Scores, bands, tiers and strategies of the high-risk customers',
    store: { read: ['history', 'runs', 'work'], list: ['history', 'runs', 'work'], write: ['history', 'runs', 'work'] },
  },
  JudgeWarnings: {
    ...COMPUTING,
    description: 'Who is about to pay worse, and how well that was foretold so far',
    store: { read: ['work'], list: ['work'], write: ['runs', 'work'] },
  },
  ScoreLoans: {
    ...ENGINE,
    description: 'The loan scorecard, its measures and its fairness',
    cargo: ['duckdb'],
    store: {
      read: ['landed', 'history', 'runs', 'work'],
      list: ['history', 'runs', 'work'],
      write: ['runs', 'work'],
    },
  },
  ReviewDesk: {
    ...COMPUTING,
    description: 'What became of the tasks, the plan of collection, credit; a sheet for each customer on the desk',
    store: { read: ['history', 'runs', 'work'], list: ['history', 'runs', 'work'], write: ['runs', 'work'] },
  },
  ComposeFigures: {
    ...COMPUTING,
    description: 'figures.json: every number of the report',
    store: { read: ['history', 'runs', 'work'], list: ['history', 'runs', 'work'], write: ['runs', 'work'] },
  },
  DrawCharts: {
    ...COMPUTING,
    description: 'Charts as SVG and PNG in each language',
    cargo: ['resvg', 'fonts'],
    store: { read: ['work'], list: ['work'], write: ['runs', 'work'] },
  },
  ComposeReport: {
    ...COMPUTING,
    description: 'Page, PDF, workbook and every mail, complete before the first one leaves',
    cargo: ['resvg', 'typst', 'fonts'],
    store: { read: ['runs', 'work'], list: ['runs', 'work'], write: ['runs', 'work'] },
    links: true,
  },
  DeliverReport: {
    ...WAITING,
    memoryMb: 1024,
    timeoutSeconds: 300,
    description: 'Sends each mail once, and tells the rooms of a chat',
    store: { read: ['runs', 'work'], list: ['runs', 'work'] },
    tables: { runs: LOCK_HOLDER, sends: ['GetItem', 'PutItem', 'Query', 'UpdateItem'] },
    sendsMail: true,
    chats: true,
    readsExecutions: 'status',
  },
  OpenTasks: {
    ...WAITING,
    memoryMb: LISTING,
    // The index takes a thousand writes of 1 KB a second under one status: 100,000 tasks of 2 KB take three to seven minutes.
    timeoutSeconds: 840,
    description: 'Puts the new tasks on the desks and announces them',
    store: { read: ['work'], list: ['work'] },
    tables: { runs: LOCK_HOLDER, tasks: ['GetItem', 'BatchGetItem', 'PutItem', 'Scan'] },
    publishes: true,
    readsExecutions: 'status',
  },
  CloseRun: {
    ...WAITING,
    memoryMb: 1024,
    timeoutSeconds: 300,
    description: 'Publishes the history, writes run.json, gives the lock back',
    store: {
      read: ['runs', 'work'],
      list: ['runs', 'work'],
      write: ['history', 'runs'],
      remove: ['work'],
    },
    tables: { runs: ['GetItem', 'PutItem', 'DeleteItem', 'Query'], sends: ['Query'], tasks: ['GetItem', 'PutItem'] },
    publishes: true,
    readsExecutions: 'history',
  },
};

/** The functions beside the workflow, by name. */
export const EVENT_FUNCTIONS: Readonly<
  Record<
    'FailRun' | 'RecordDelivery' | 'CheckMonth' | 'AskForDecision' | 'RecordDecision' | 'FollowApprovals' | 'Desk',
    FunctionSettings
  >
> = {
  FailRun: {
    ...WAITING,
    timeoutSeconds: 300,
    description: 'Writes down why a run ended badly, tells the operators, gives the lock back',
    store: {
      read: ['runs', 'work'],
      list: ['derived', 'history', 'landed', 'runs', 'work'],
      write: ['runs'],
      remove: ['derived', 'history', 'landed', 'runs', 'work'],
    },
    tables: { runs: ['PutItem', 'DeleteItem', 'Query'] },
    publishes: true,
    readsExecutions: 'history',
  },
  RecordDelivery: {
    ...WAITING,
    timeoutSeconds: 30,
    description: 'Writes what the mail service tells into the send ledger, and of letters on the tasks',
    store: {},
    tables: { sends: ['GetItem', 'UpdateItem'], tasks: ['GetItem', 'PutItem'] },
    publishes: true,
  },
  AskForDecision: {
    ...WAITING,
    timeoutSeconds: 30,
    description: 'Keeps the token that a decision answers',
    store: {},
    tables: { runs: ['GetItem', 'PutItem'], tasks: ['GetItem'] },
    approvals: ['SendTaskSuccess'],
  },
  RecordDecision: {
    ...WAITING,
    timeoutSeconds: 60,
    description: 'Ends the waiting: a step nobody decided is declined',
    store: {},
    tables: { runs: ['DeleteItem'], tasks: ['GetItem', 'PutItem'] },
    publishes: true,
  },
  FollowApprovals: {
    ...WAITING,
    timeoutSeconds: 60,
    description: 'Begins to wait for a decision that is asked for, and answers what waits with one that was made',
    store: {},
    tables: { runs: ['GetItem'] },
    approvals: ['StartExecution', 'SendTaskSuccess'],
  },
  CheckMonth: {
    ...WAITING,
    timeoutSeconds: 30,
    description: 'Looks every day whether the report of the month has left',
    store: {},
    tables: { sends: ['Query'] },
  },
  Desk: {
    ...WAITING,
    memoryMb: LISTING,
    timeoutSeconds: 30,
    description: 'The desk page: the worklist, the sheet of each customer, what happened',
    cargo: ['rules'],
    store: { read: ['config', 'history', 'runs'], list: ['config', 'history', 'runs'] },
    tables: { tasks: ['GetItem', 'PutItem', 'Scan'], worklist: ['Query'], usedLinks: ['PutItem'] },
    links: true,
    publishes: true,
  },
};
