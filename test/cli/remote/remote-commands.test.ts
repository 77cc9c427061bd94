import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { duewatch, testFolder } from '../../workflow/command.ts';
import {
  ANSWERS,
  brokenHistory,
  EXECUTION,
  failing,
  finishedQuery,
  HISTORY,
  MACHINE,
  OBJECTS,
  PREFIX,
  paged,
  RUN,
} from './deployed-review.ts';
import { AwsRefusal, scriptedAws } from './scripted-aws.ts';

describe('duewatch run --remote', () => {
  it('starts the deployed workflow with the console input, tells every state and what came of it', async () => {
    const aws = await scriptedAws(ANSWERS, OBJECTS);
    const ended = await duewatch('run', '--remote', '--period', '2025-09', '--resend', '--exports', '2025-09-b');
    expect(ended.status).toBe(0);
    expect(aws.bodies('StartExecution')).toEqual([
      { stateMachineArn: MACHINE, input: '{"period":"2025-09","exports":"2025-09-b","resend":true}' },
    ]);
    expect(ended.err.split('\n')).toEqual([
      `duewatch-prod in eu-central-1: https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/${EXECUTION}`,
      'It goes on if this command is stopped; npx duewatch status --remote shows how far it has got.',
      'OpenRun: trying again',
      'OpenRun: open the run (5.0 s)',
      'Analyse: run the queries (5.0 s)',
      'CloseRun: publish and close the run (1.0 s)',
      '',
    ]);
    expect(ended.out).toContain('A Company, 2025-09');
    expect(ended.out).toContain('High-risk customers  12 of 300');
    expect(ended.out).toContain('Mail                 2 sent');
    expect(ended.out).toContain(
      'Tasks                3 opened of 12 that the review asks for (customers that have one keep it)',
    );
    expect(ended.out).toContain(`Report in s3://the-bucket/${PREFIX}`);
  });

  it('asks for nothing more than it was told: {} is the newest month of the newest export', async () => {
    const aws = await scriptedAws(ANSWERS, OBJECTS);
    await duewatch('run', '--remote');
    await duewatch('run', '--remote', '--dry-run');
    expect(aws.bodies('StartExecution').map(({ input }) => input)).toEqual(['{}', '{"dryRun":true}']);
  });

  it('copies the artefacts into --out and prints the run record as JSON', async () => {
    await scriptedAws(ANSWERS, OBJECTS);
    const out = await testFolder();
    const ended = await duewatch('run', '--remote', '--out', out, '--json');
    expect(JSON.parse(ended.out).effects).toHaveLength(2);
    expect(await readFile(join(out, 'rows/selection_summary.csv'), 'utf8')).toContain('high_risk,12');
    expect((await readdir(out)).sort()).toEqual(['figures.json', 'report.en.html', 'rows', 'run.json']);
  });

  it('follows an execution that is still at work, event by event, each once', async () => {
    let looks = 0;
    await scriptedAws(
      {
        ...ANSWERS,
        DescribeExecution: () => {
          looks += 1;
          return looks === 1 ? failing('RUNNING')() : ANSWERS.DescribeExecution();
        },
        GetExecutionHistory: (body) => paged(looks === 1 ? HISTORY.slice(0, 8) : HISTORY)(body),
      },
      OBJECTS,
    );
    const { status, err } = await duewatch('run', '--remote');
    expect([status, looks]).toEqual([0, 2]);
    expect(err.match(/OpenRun: open the run/g)).toHaveLength(1);
    expect(err.match(/CloseRun: publish/g)).toHaveLength(1);
  });

  it('says of a review that broke which state it was, why, and how to go on', async () => {
    const cause = JSON.stringify({ QueryExecution: { Status: { StateChangeReason: 'HIVE_CANNOT_OPEN_SPLIT: gone' } } });
    const error = 'Athena.FAILED';
    await scriptedAws({
      ...ANSWERS,
      DescribeExecution: failing('FAILED', { error, cause }),
      GetExecutionHistory: paged(brokenHistory(error, cause)),
    });
    const { status, err } = await duewatch('run', '--remote');
    expect(status).toBe(1);
    expect(err).toContain('Analyse: failed');
    expect(err).toContain('The review ended in QuerySelectionSummary: Athena.FAILED: HIVE_CANNOT_OPEN_SPLIT: gone');
    expect(err).toContain('Nothing was sent or opened twice.');
    expect(err).toContain(`aws stepfunctions redrive-execution --execution-arn ${EXECUTION}`);
  });

  it('says where the landing report of a refused export lies', async () => {
    const run = { id: RUN, period: '2025-09', revision: 1, prefix: PREFIX, work: 'w/', exports: '' };
    const opened = {
      run: { ...run, startedAt: '', owner: '', dryRun: false, resend: false, version: '1' },
      tables: [],
    };
    const failure = {
      error: 'InputRefused',
      cause: '{"errorType":"InputRefused","errorMessage":"2 files are broken"}',
    };
    const events = brokenHistory(failure.error, failure.cause).map((event) =>
      event.type === 'TaskStateExited'
        ? { ...event, stateExitedEventDetails: { name: 'OpenRun', output: JSON.stringify(opened) } }
        : event,
    );
    await scriptedAws({
      ...ANSWERS,
      DescribeExecution: failing('FAILED', failure),
      // This one is read from the beginning, in one page.
      GetExecutionHistory: (body) => (body['reverseOrder'] === true ? paged(events)(body) : { events }),
    });
    const { status, err, out } = await duewatch('run', '--remote', '--json');
    expect(status).toBe(3);
    expect(err).toContain('InputRefused: 2 files are broken');
    expect(err).toContain(`s3://the-bucket/${PREFIX}`);
    expect(JSON.parse(out)).toMatchObject({ status: 'FAILED', error: 'InputRefused', cause: '2 files are broken' });
  });

  it.each([
    ['TIMED_OUT', 'States.Timeout: longer than the workflow allows'],
    ['ABORTED', 'ExecutionStopped: somebody stopped it'],
  ])('an execution that is %s has failed', async (ended, words) => {
    await scriptedAws({
      ...ANSWERS,
      DescribeExecution: failing(ended),
      GetExecutionHistory: paged(HISTORY.slice(0, 8)),
    });
    const { status, err } = await duewatch('run', '--remote');
    expect(status).toBe(1);
    expect(err).toContain(`The review ended in Analyse: ${words}`);
  });

  it('ends with 4 where figures are marked unreliable', async () => {
    const output = JSON.stringify({ status: 'flagged', prefix: PREFIX });
    const answer = () => ({ ...ANSWERS.DescribeExecution(), output });
    await scriptedAws({ ...ANSWERS, DescribeExecution: answer }, OBJECTS);
    expect((await duewatch('run', '--remote')).status).toBe(4);
  });

  it.each([
    [['--period', '2025-13'], /--period takes a month/],
    [['--exports', './my-export'], /names a folder under exports\/ in the bucket/],
    [['--store', 'here'], /--store does not go with --remote/],
    [['--config', 'rules.yaml'], /--config does not go with --remote/],
  ])('refuses %j before anything is asked of AWS', async (options, message) => {
    const aws = await scriptedAws(ANSWERS);
    const { status, err } = await duewatch('run', '--remote', ...options);
    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(aws.asked).toEqual([]);
  });
});

describe('finding the stack', () => {
  it('names what is deployed where the stage is not', async () => {
    await scriptedAws(ANSWERS);
    const { status, err } = await duewatch('status', '--remote', '--stage', 'acme');
    expect(status).toBe(2);
    expect(err).toContain('duewatch-acme is not deployed in eu-central-1; there are duewatch-trial, duewatch-prod');
    expect(err).toContain('docs/deploy.md');
  });

  it('takes the stage from the environment', async () => {
    await scriptedAws(ANSWERS);
    vi.stubEnv('DUEWATCH_STAGE', 'trial');
    expect((await duewatch('status', '--remote')).out).toContain('duewatch-trial in eu-central-1, bucket the-bucket');
  });

  it('asks to sign in where AWS does not know the caller', async () => {
    const refuse = () => {
      throw new AwsRefusal('UnrecognizedClientException', 'The security token is invalid.');
    };
    await scriptedAws({ ...ANSWERS, ListStateMachines: refuse });
    const { status, err } = await duewatch('status', '--remote');
    expect(status).toBe(1);
    expect(err).toMatch(/^NoCredentials: .*The security token is invalid.*aws sso login/);
  });

  it('names the right that is missing', async () => {
    const { StartExecution: _without, ...answers } = ANSWERS;
    await scriptedAws(answers, OBJECTS);
    const { status, err } = await duewatch('run', '--remote');
    expect(status).toBe(1);
    expect(err).toContain('StoreForbidden: starting the review is not allowed: not allowed: StartExecution');
  });

  it('says that a stack without tags must be deployed again', async () => {
    await scriptedAws({ ...ANSWERS, ListTagsForResource: () => ({ tags: [] }) });
    const { status, err } = await duewatch('status', '--remote');
    expect(status).toBe(1);
    expect(err).toContain('StackIncomplete');
  });

  it('refuses a stage or region without --remote', async () => {
    for (const wrong of [
      ['run', '--stage', 'prod'],
      ['status', '--region', 'eu-central-1'],
      ['explain', 'x', '--rerun'],
    ]) {
      const { status, err } = await duewatch(...wrong);
      expect([status, err]).toEqual([2, expect.stringContaining('goes with --remote only')]);
    }
  });
});

describe('duewatch status --remote', () => {
  it('shows the executions and the last review', async () => {
    await scriptedAws(ANSWERS);
    const { status, out } = await duewatch('status', '--remote');
    expect(status).toBe(0);
    expect(out).toContain('SUCCEEDED  2025-10-03T07:04:00.123Z  60 s  {"period":"2025-09"}');
    expect(out).toContain(
      `Last review: 2025-09, revision 1, done, 2025-10-03T06:05:00.000Z, s3://the-bucket/${PREFIX}`,
    );
  });

  it('shows which state waits for a late export, and why', async () => {
    const late = [
      ...HISTORY.slice(0, 3),
      {
        ...HISTORY[3],
        lambdaFunctionFailedEventDetails: { error: 'ExportLate', cause: '{"errorMessage":"no export of 2025-09 yet"}' },
      },
    ];
    const running = failing('RUNNING');
    await scriptedAws({ ...ANSWERS, DescribeExecution: running, GetExecutionHistory: paged(late) });
    const { out } = await duewatch('status', '--remote');
    expect(out).toContain('at work: OpenRun');
    expect(out).toContain('OpenRun: ExportLate: no export of 2025-09 yet');
    expect(out).toContain('It is tried again.');
  });

  it('tells programs the same', async () => {
    const failure = { error: 'RunLocked', cause: '{"errorMessage":"another run is at work"}' };
    await scriptedAws({ ...ANSWERS, DescribeExecution: failing('FAILED', failure), Scan: () => ({ Items: [] }) });
    expect(JSON.parse((await duewatch('status', '--remote', '--json')).out)).toMatchObject({
      stack: 'duewatch-prod',
      bucket: 'the-bucket',
      executions: [{ execution: EXECUTION, status: 'FAILED', failure: { error: 'RunLocked' } }],
      last_run: null,
    });
  });
});

describe('duewatch explain --remote', () => {
  it('shows the figure, the query as it was executed, its parameters, its execution and its rows', async () => {
    await scriptedAws(ANSWERS, OBJECTS);
    const { status, out } = await duewatch('explain', 'selection.high_risk.count', '--remote');
    expect(status).toBe(0);
    expect(out).toContain(`selection.high_risk.count  (run ${RUN})`);
    expect(out).toContain('SELECT 1 AS customers -- as deployed');
    expect(out).toContain(`with     1: '${RUN}'`);
    expect(out).toContain('athena   q-1, 2025-10-03T07:04:05.123Z, 1.23 MB read in 0.8 s');
    expect(out).toContain(`in ${EXECUTION}`);
    expect(out).toContain('high_risk,12');
  });

  it('shows what is kept where AWS has forgotten the execution', async () => {
    await scriptedAws({ ...ANSWERS, ListExecutions: () => ({ executions: [] }) }, OBJECTS);
    const { status, out } = await duewatch('explain', 'selection.high_risk.count', '--remote');
    expect(status).toBe(0);
    expect(out).toContain('Step Functions no longer knows the execution');
    expect(out).toContain('queries/selection_summary.sql');
    expect(out).toContain('high_risk,12');
  });

  it('shows a query that Athena has forgotten without its statistics', async () => {
    const forgotten = () => {
      throw new AwsRefusal('InvalidRequestException', 'QueryExecution q-1 was not found');
    };
    await scriptedAws({ ...ANSWERS, GetQueryExecution: forgotten }, OBJECTS);
    const { status, out } = await duewatch('explain', 'selection.high_risk.count', '--remote');
    expect([status, out]).toEqual([0, expect.stringContaining('athena   q-1 (Athena forgets after 45 days)')]);
  });

  const rerun = (result: string, states: string[]) => {
    const waiting = [...states];
    return scriptedAws(
      {
        ...ANSWERS,
        StartQueryExecution: () => ({ QueryExecutionId: 'q-2' }),
        GetQueryExecution: ({ QueryExecutionId }) => ({
          QueryExecution:
            QueryExecutionId === 'q-1' ? finishedQuery('q-1') : finishedQuery('q-2', waiting.shift(), 'out of memory'),
        }),
      },
      { ...OBJECTS, 'work/athena/q-2.csv': result },
    );
  };

  it('executes the query again with the parameters it had, and finds the same rows', async () => {
    const aws = await rerun('"risk_group","customers"\n"high_risk","12"\n"normal","288"\n', ['RUNNING', 'SUCCEEDED']);
    const { status, err } = await duewatch('explain', 'selection.high_risk.count', '--remote', '--rerun');
    expect([status, err]).toEqual([0, 'Run again as q-2: the same rows.\n']);
    expect(aws.bodies('StartQueryExecution')).toMatchObject([
      {
        QueryString: 'SELECT 1 AS customers -- as deployed',
        ExecutionParameters: [`'${RUN}'`, "'*'", "'2025-09'"],
        QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'duewatch_prod' },
        WorkGroup: 'duewatch-prod',
      },
    ]);
  });

  it('says so where the rows are other ones, or the query fails', async () => {
    await rerun('"risk_group","customers"\n"high_risk","13"\n', ['SUCCEEDED']);
    const other = await duewatch('explain', 'selection.high_risk.count', '--remote', '--rerun');
    expect([other.status, other.err]).toEqual([1, expect.stringContaining('OTHER rows, in s3://the-bucket/work')]);
    await rerun('', ['FAILED']);
    const failed = await duewatch('explain', 'selection.high_risk.count', '--remote', '--rerun');
    expect([failed.status, failed.err]).toEqual([1, expect.stringContaining('QueryFailed: Athena: out of memory')]);
  });

  it('names figures that are near one that is not there', async () => {
    await scriptedAws(ANSWERS, OBJECTS);
    const { status, err } = await duewatch('explain', 'selection.high_risk.nothing', '--remote');
    expect([status, err]).toEqual([2, expect.stringContaining('near it: selection.high_risk.count')]);
  });
});
