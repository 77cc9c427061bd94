/** A deployed review as AWS tells of it: what every request of the command is answered with, where a test says nothing else. */
export const MACHINE = 'arn:aws:states:eu-central-1:111122223333:stateMachine:duewatch-prod';
export const EXECUTION = 'arn:aws:states:eu-central-1:111122223333:execution:duewatch-prod:e1';
export const RUN = '2025-09-aaaa1111';
export const PREFIX = `runs/2025-09/${RUN}/`;
const BEGAN = 1_759_475_040.123;

/** An event of a history: when it happened counts up by seconds with its id. */
export function event(id: number, previousEventId: number, type: string, details: object = {}) {
  return { id, previousEventId, type, timestamp: BEGAN + id, ...details };
}

const entered = (id: number, before: number, name: string, type = 'TaskStateEntered') =>
  event(id, before, type, { stateEnteredEventDetails: { name } });
const exited = (id: number, before: number, name: string, type = 'TaskStateExited') =>
  event(id, before, type, { stateExitedEventDetails: { name } });

export const QUERY = {
  QueryExecutionId: 'q-1',
  Query: 'SELECT 1 AS customers -- as deployed',
  ExecutionParameters: [`'${RUN}'`, "'*'", "'2025-09'"],
  QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'duewatch_prod' },
  WorkGroup: 'duewatch-prod',
};

/** A month that went well, one of its queries in the events; OpenRun was tried twice. */
export const HISTORY = [
  event(1, 0, 'ExecutionStarted'),
  entered(2, 0, 'OpenRun'),
  event(3, 2, 'LambdaFunctionScheduled'),
  event(4, 3, 'LambdaFunctionFailed', {
    lambdaFunctionFailedEventDetails: { error: 'StoreUnavailable', cause: '{"errorMessage":"S3 is slow"}' },
  }),
  event(5, 4, 'LambdaFunctionScheduled'),
  event(6, 5, 'LambdaFunctionSucceeded'),
  exited(7, 6, 'OpenRun'),
  entered(8, 7, 'Analyse', 'MapStateEntered'),
  entered(9, 8, 'QuerySelectionSummary'),
  event(10, 9, 'TaskScheduled'),
  event(11, 10, 'TaskSucceeded', {
    taskSucceededEventDetails: {
      resourceType: 'athena',
      resource: 's',
      output: JSON.stringify({ QueryExecution: QUERY }),
    },
  }),
  exited(12, 11, 'QuerySelectionSummary'),
  exited(13, 12, 'Analyse', 'MapStateExited'),
  entered(14, 13, 'CloseRun'),
  exited(15, 14, 'CloseRun'),
  event(16, 15, 'ExecutionSucceeded'),
];

/** The same month, broken in one of the queries for the reason given. */
export function brokenHistory(error: string, cause: string) {
  return [
    ...HISTORY.slice(0, 10),
    event(11, 10, 'TaskFailed', { taskFailedEventDetails: { resourceType: 'athena', resource: 's', error, cause } }),
    event(12, 11, 'ExecutionFailed', { executionFailedEventDetails: { error, cause } }),
  ];
}

/** Answers to GetExecutionHistory: newest first where that is asked, a page at a time. */
export function paged(events: readonly object[]) {
  return ({ reverseOrder, nextToken }: Record<string, unknown>) => {
    const ordered = reverseOrder === true ? [...events].reverse() : [...events];
    const from = Number(nextToken ?? 0);
    const page = ordered.slice(from, from + 6);
    return from + 6 < ordered.length ? { events: page, nextToken: String(from + 6) } : { events: page };
  };
}

const described = {
  executionArn: EXECUTION,
  stateMachineArn: MACHINE,
  startDate: BEGAN,
  input: '{"period":"2025-09"}',
};

/** What a deployed stack answers after a month that went well. */
export const ANSWERS = {
  ListStateMachines: ({ nextToken }: Record<string, unknown>) =>
    nextToken === undefined
      ? { stateMachines: [machine('other'), machine('duewatch-trial')], nextToken: 'more' }
      : { stateMachines: [machine('duewatch-prod')] },
  ListTagsForResource: () => ({
    tags: [
      { key: 'duewatch:bucket', value: 'the-bucket' },
      { key: 'duewatch:runs', value: 'the-runs' },
    ],
  }),
  StartExecution: () => ({ executionArn: EXECUTION, startDate: BEGAN }),
  DescribeExecution: () => ({
    ...described,
    status: 'SUCCEEDED',
    stopDate: BEGAN + 60,
    output: JSON.stringify({ status: 'done', prefix: PREFIX }),
  }),
  GetExecutionHistory: paged(HISTORY),
  ListExecutions: () => ({
    executions: [{ ...described, name: 'e1', status: 'SUCCEEDED', stopDate: BEGAN + 60 }],
  }),
  Scan: () => ({ Items: [runItem()] }),
  GetQueryExecution: () => ({ QueryExecution: finishedQuery('q-1') }),
};

/** An execution that ended badly. */
export function failing(status: string, failure: { error?: string; cause?: string } = {}) {
  return () => ({ ...described, status, stopDate: BEGAN + 60, ...failure });
}

/** A query's execution as Athena remembers it. */
export function finishedQuery(id: string, state = 'SUCCEEDED', reason?: string) {
  return {
    ...QUERY,
    QueryExecutionId: id,
    ResultConfiguration: { OutputLocation: `s3://the-bucket/work/athena/${id}.csv` },
    Status: {
      State: state,
      SubmissionDateTime: BEGAN + 5,
      ...(reason === undefined ? {} : { StateChangeReason: reason }),
    },
    Statistics: { DataScannedInBytes: 1_234_567, EngineExecutionTimeInMillis: 812 },
  };
}

function machine(name: string) {
  return { name, stateMachineArn: MACHINE.replace('duewatch-prod', name), type: 'STANDARD', creationDate: BEGAN };
}

function runItem() {
  const texts = {
    pk: '2025-09',
    sk: `run#${RUN}`,
    period: '2025-09',
    runId: RUN,
    status: 'done',
    startedAt: new Date(BEGAN * 1000).toISOString(),
    endedAt: '2025-10-03T06:05:00.000Z',
    prefix: PREFIX,
    version: '1.0.0',
  };
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }])),
    revision: { N: '1' },
  };
}

const FIGURES = {
  run: {
    period: '2025-09',
    company: 'A Company',
    revision: 1,
    synthetic: false,
    reliable: true,
    currency: 'EUR',
  },
  figures: {
    'selection.high_risk.count': {
      value: 12,
      unit: 'count',
      evidence: {
        query: 'queries/selection_summary.sql',
        rows: 'rows/selection_summary.csv',
        formula: 'those below the line',
      },
    },
    'selection.customers.count': { value: 300, unit: 'count', evidence: {} },
    'loss.worst_case': { value: '1234.50', unit: 'money', evidence: {} },
  },
};

const RECORD = {
  effects: [{ deliveries: [{ outcome: 'sent' }, { outcome: 'sent' }] }, { opened: 3, planned: 12 }],
  artefacts: [{ path: 'figures.json' }],
};

/** The artefacts of the month in the bucket. */
export const OBJECTS: Readonly<Record<string, string>> = {
  [`${PREFIX}figures.json`]: JSON.stringify(FIGURES),
  [`${PREFIX}run.json`]: JSON.stringify(RECORD),
  [`${PREFIX}report.en.html`]: '<p>report</p>',
  [`${PREFIX}rows/selection_summary.csv`]: 'risk_group,customers\nhigh_risk,12\nnormal,288\n',
};
