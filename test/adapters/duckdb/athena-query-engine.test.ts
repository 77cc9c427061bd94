import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AthenaInvalidRequest, AthenaQueryFailed } from '../../../adapters/duckdb/athena-errors.ts';
import { AthenaQueryEngine } from '../../../adapters/duckdb/athena-query-engine.ts';
import { SqlSession } from '../../../adapters/duckdb/sql-session.ts';
import type { TableCatalog } from '../../../adapters/duckdb/table-views.ts';
import { FolderObjectStore } from '../../../adapters/embedded/folder-object-store.ts';

const TOKEN = 'review-2025-09-aaaaaaaaaaaa-attempt-0';
const TABLES: TableCatalog = {
  ledger: {
    prefix: 'derived/ledger/',
    columns: { id: 'text', amount: 'money', day: 'date' },
    partitions: ['run'],
    format: 'parquet',
  },
};

let folder: string;
let store: FolderObjectStore;
let session: SqlSession;
let engine: AthenaQueryEngine;

beforeEach(async () => {
  // A store below folders that look like partitions, with every character a path pattern could trip over.
  folder = await mkdtemp(join(tmpdir(), 'run=x [1] *.parquet '));
  await mkdir(join(folder, 'run=outer'));
  store = new FolderObjectStore(join(folder, 'run=outer', 'store'));
  session = await SqlSession.open({ threads: 2 });
  engine = newEngine();
});
afterEach(async () => {
  session.close();
  await rm(folder, { recursive: true, force: true });
});

function newEngine(): AthenaQueryEngine {
  return new AthenaQueryEngine({ session, store, bucket: 'store', tables: TABLES, workFolder: join(folder, 'work') });
}

function task(QueryString: string, ExecutionParameters?: readonly string[], others: object = {}): object {
  return {
    QueryString,
    ...(ExecutionParameters ? { ExecutionParameters } : {}),
    ResultConfiguration: { OutputLocation: 's3://store/work/results/' },
    ClientRequestToken: TOKEN,
    ...others,
  };
}

/** Runs a query under a token of its own and gives the text of its result file. */
async function resultOf(query: string, parameters?: readonly string[]): Promise<string> {
  const token = `${TOKEN} ${query} ${parameters?.join()}`.slice(0, 128);
  const { QueryExecution } = await engine.startQueryExecutionSync(
    task(query, parameters, { ClientRequestToken: token }),
  );
  return text(QueryExecution.ResultConfiguration.OutputLocation.replace('s3://store/', ''));
}

async function text(key: string): Promise<string> {
  return new TextDecoder().decode(await store.read(key));
}

async function unload(run: string, select: string): Promise<void> {
  const statement = `UNLOAD (${select}) TO 's3://store/derived/ledger/run=${run}/' WITH (format = 'PARQUET', compression = 'ZSTD')`;
  await engine.startQueryExecutionSync(task(statement, undefined, { ClientRequestToken: `${TOKEN} unload ${run}` }));
}

const LEDGER_ROW = `SELECT 'a' AS id, CAST(1.5 AS decimal(24,6)) AS amount, DATE '2025-09-30' AS day`;

describe('a SELECT', () => {
  it('leaves the CSV that Athena leaves and answers as its .sync task does', async () => {
    const query = `SELECT 'it''s "ok"' AS "a,b", CAST(NULL AS varchar) AS nothing, '' AS empty, 1.50 AS amount, DATE '2025-09-30' AS day, true AS flag`;
    const context = { Catalog: 'AwsDataCatalog', Database: 'duewatch' };
    const result = await engine.startQueryExecutionSync(
      task(query, undefined, { QueryExecutionContext: context, WorkGroup: 'duewatch' }),
    );
    expect(result).toEqual({
      QueryExecution: {
        QueryExecutionId: '159467ba-bed7-c6c4-1b8e-a59665a92712',
        Query: query,
        StatementType: 'DML',
        SubstatementType: 'SELECT',
        ResultConfiguration: { OutputLocation: 's3://store/work/results/159467ba-bed7-c6c4-1b8e-a59665a92712.csv' },
        QueryExecutionContext: context,
        Status: { State: 'SUCCEEDED' },
        Statistics: {},
        WorkGroup: 'duewatch',
      },
    });
    expect(await text('work/results/159467ba-bed7-c6c4-1b8e-a59665a92712.csv')).toBe(
      '"a,b","nothing","empty","amount","day","flag"\n"it\'s ""ok""",,"","1.50","2025-09-30","true"\n',
    );
  });

  it('names its columns where it has no row', async () => {
    expect(await resultOf(`SELECT 1 AS a, 'x' AS b WHERE false`)).toBe('"a","b"\n');
  });

  it('binds literals by type, exactly', async () => {
    const query =
      'SELECT CAST(? AS varchar) AS a, CAST(? AS decimal(38,12)) AS b, CAST(? AS bigint) AS c, ? < ? AS d, CAST(? AS decimal(38,0)) AS e';
    const literals = [
      "'O''Brien; --'",
      "DECIMAL '12345678901234567890.123456789012'",
      '-7',
      "DATE '2025-09-30'",
      "DATE '2025-10-01'",
      '9'.repeat(38),
    ];
    expect(await resultOf(query, literals)).toBe(
      `"a","b","c","d","e"\n"O'Brien; --","12345678901234567890.123456789012","-7","true","${'9'.repeat(38)}"\n`,
    );
  });

  it('takes a comment before, after and inside, and a final semicolon', async () => {
    expect(await resultOf("-- it's a ) comment\nSELECT 1 AS a -- more ) here\n;\n")).toBe('"a"\n"1"\n');
    expect(await resultOf('SELECT 2 AS a -- to the very end')).toBe('"a"\n"2"\n');
  });

  it('leaves nothing in the work folder', async () => {
    await resultOf('SELECT 1 AS a');
    await expect(resultOf(`SELECT CAST('x' AS bigint) AS a`)).rejects.toThrow(AthenaQueryFailed);
    expect(await readdir(join(folder, 'work'))).toEqual([]);
  });
});

describe('a table', () => {
  it('has its columns and no row where it has no file', async () => {
    expect(await resultOf('SELECT * FROM ledger')).toBe('"id","amount","day","run"\n');
  });

  it('is read from every run, and the run is the folder nearest to the file', async () => {
    await unload('2025-08-a', LEDGER_ROW);
    await unload('2025-09-b', LEDGER_ROW);
    expect(await resultOf('SELECT run, id, amount FROM ledger ORDER BY run')).toBe(
      '"run","id","amount"\n"2025-08-a","a","1.500000"\n"2025-09-b","a","1.500000"\n',
    );
  });

  it('is read only from the files of the run that is asked for', async () => {
    await unload('2025-08-a', LEDGER_ROW);
    await store.write(
      'derived/ledger/run=2025-09-broken/part.parquet',
      new TextEncoder().encode('PAR1 this is no Parquet PAR1'),
    );
    expect(await resultOf('SELECT id FROM ledger WHERE run = ?', ["'2025-08-a'"])).toBe('"id"\n"a"\n');
    await expect(resultOf('SELECT id FROM ledger WHERE run = ?', ["'2025-09-broken'"])).rejects.toThrow(
      AthenaQueryFailed,
    );
  });

  it('shows what was written since the last query', async () => {
    expect(await resultOf('SELECT count(*) AS n FROM ledger')).toBe('"n"\n"0"\n');
    await unload('2025-09-b', LEDGER_ROW);
    expect(await resultOf('SELECT count(*) AS n FROM ledger WHERE true')).toBe('"n"\n"1"\n');
  });
});

describe('an UNLOAD', () => {
  const statement = (to: string, options = "format = 'PARQUET', compression = 'ZSTD'", select = LEDGER_ROW) =>
    `-- header\nUNLOAD (\n  ${select} -- (\n)\nTO '${to}'\nWITH (${options})`;
  const to = 's3://store/derived/ledger/run=2025-09-b/';

  it('writes Parquet into the folder, and a manifest that names it', async () => {
    const { QueryExecution } = await engine.startQueryExecutionSync(
      task(statement(to, undefined, `${LEDGER_ROW} WHERE 1 = ?`), ['1']),
    );
    const id = QueryExecution.QueryExecutionId;
    expect(QueryExecution).toMatchObject({
      SubstatementType: 'UNLOAD',
      ResultConfiguration: { OutputLocation: `s3://store/work/results/${id}` },
      Statistics: { DataManifestLocation: `s3://store/work/results/${id}-manifest.csv` },
    });
    expect(await text(`work/results/${id}-manifest.csv`)).toBe(`${to}${id}.parquet\n`);
    expect(await resultOf('SELECT * FROM ledger')).toBe(
      '"id","amount","day","run"\n"a","1.500000","2025-09-30","2025-09-b"\n',
    );
  });

  it('replaces its own earlier output and refuses a folder that holds anything else, as Athena does', async () => {
    await engine.startQueryExecutionSync(task(statement(to)));
    await newEngine().startQueryExecutionSync(task(statement(to)));
    const other = task(statement(to), undefined, { ClientRequestToken: `${TOKEN} of somebody else` });
    await expect(engine.startQueryExecutionSync(other)).rejects.toThrow(/HIVE_PATH_ALREADY_EXISTS/);
    expect(await store.list('derived/')).toHaveLength(1);
  });

  it.each(["format = 'CSV'", "format = 'PARQUET', compression = 'LZ4'", "format = 'PARQUET', partitioned_by = 'run'"])(
    'refuses %s',
    async (options) => {
      await expect(engine.startQueryExecutionSync(task(statement(to, options)))).rejects.toThrow(AthenaQueryFailed);
    },
  );

  it('writes into no other bucket', async () => {
    await expect(engine.startQueryExecutionSync(task(statement('s3://elsewhere/x/')))).rejects.toThrow(
      AthenaInvalidRequest,
    );
  });
});

describe('a client request token', () => {
  it('gives the execution the same id everywhere and always', async () => {
    const ids = [engine, newEngine()].map(
      async (one) => (await one.startQueryExecutionSync(task('SELECT 1 AS a'))).QueryExecution.QueryExecutionId,
    );
    expect(new Set(await Promise.all(ids)).size).toBe(1);
  });

  it('stands for one execution: asked again, the engine answers what it answered', async () => {
    const first = await engine.startQueryExecutionSync(task('SELECT count(*) AS n FROM ledger'));
    await unload('2025-09-b', LEDGER_ROW);
    expect(await engine.startQueryExecutionSync(task('SELECT count(*) AS n FROM ledger'))).toBe(first);
  });

  it('repeats a failure too, so that a retry needs a token of its own', async () => {
    const broken = task('SELECT count(*) AS n FROM ledgr');
    const failure = await engine.startQueryExecutionSync(broken).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AthenaQueryFailed);
    expect(await engine.startQueryExecutionSync(broken).catch((error: unknown) => error)).toBe(failure);
  });

  it('is refused for another query', async () => {
    await engine.startQueryExecutionSync(task('SELECT 1 AS a'));
    await expect(engine.startQueryExecutionSync(task('SELECT 2 AS a'))).rejects.toThrow(AthenaInvalidRequest);
  });
});

describe('queries side by side', () => {
  it('do not disturb each other', async () => {
    const thousand = `SELECT CAST(i AS varchar) AS id, CAST(i AS decimal(24,6)) AS amount, DATE '2025-09-30' AS day`;
    await unload('2025-09-b', `${thousand} FROM range(1, 1001) AS t(i)`);
    const results = await Promise.all(
      [1, 2, 3, 4, 5].map((low) => resultOf(`SELECT count(*) AS n FROM ledger WHERE amount > ${low}`)),
    );
    expect(results).toEqual([1, 2, 3, 4, 5].map((low) => `"n"\n"${1000 - low}"\n`));
  });
});

describe('what Athena would not start', () => {
  it.each([
    ['no query', { QueryString: '' }],
    ['an unknown parameter', { Querystring: 'x' }],
    ['a short token', { ClientRequestToken: 'short' }],
    ['another bucket', { ResultConfiguration: { OutputLocation: 's3://elsewhere/work/' } }],
    ['an empty list of parameters', { ExecutionParameters: [] }],
    ['a parameter of over 1,024 characters', { ExecutionParameters: [`'${'x'.repeat(1023)}'`] }],
  ])('is refused: %s', async (_, others) => {
    const refused = engine.startQueryExecutionSync(task('SELECT 1 AS a', undefined, others));
    await expect(refused).rejects.toMatchObject({ name: 'Athena.InvalidRequestException' });
  });
});

describe('a query that fails', () => {
  it.each([
    ['a table that is not there', 'SELECT * FROM nothing_here', undefined],
    ['broken SQL', 'SELEC 1', undefined],
    ['a value out of range', 'SELECT CAST(? AS decimal(3,0)) AS a', ['12345']],
    ['too few values', 'SELECT ? + ? AS a', ['1']],
    ['too many values', 'SELECT 1 AS a', ['1']],
    ['a parameter that is an expression', 'SELECT ? AS a', ['1 + 1']],
    ['a parameter that is a subquery', 'SELECT ? AS a', ['(SELECT 1)']],
    ['two statements', 'SELECT 1 AS a; SELECT 2 AS b', undefined],
    ['a statement that changes something', "COPY (SELECT 1) TO '/tmp/x.csv'", undefined],
    ['a setting', 'SET threads = 1', undefined],
    ['an escape from the wrapped query', "SELECT 1) TO '/tmp/x.csv' (FORMAT csv); --", undefined],
  ])('is named as Step Functions names it, with the execution as its cause: %s', async (_, query, parameters) => {
    const failure = await engine.startQueryExecutionSync(task(query, parameters)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'States.TaskFailed' });
    const cause = JSON.parse(failure instanceof Error ? failure.message : '');
    expect(cause.QueryExecution).toMatchObject({ Query: query, Status: { State: 'FAILED' } });
    expect(cause.QueryExecution.Status.StateChangeReason).toBe(cause.QueryExecution.Status.AthenaError.ErrorMessage);
    expect(await store.list('')).toEqual([]);
  });
});

describe('queries that need more memory than the engine may use', () => {
  it("say so, and what to do, and nothing of the engine's settings", async () => {
    session.close();
    session = await SqlSession.open({ threads: 1, memoryLimit: '20MB' });
    engine = newEngine();
    const query = 'SELECT list(i) AS l FROM range(20000000) t(i)';
    await expect(resultOf(query)).rejects.toThrow(
      /Out of Memory Error[^\\]*: review this export on a machine with more memory, or in AWS/,
    );
    await expect(resultOf(query)).rejects.not.toThrow(/SET threads/);
  });

  it('take turns: many at once are answered as they would be one by one', async () => {
    const many = Array.from({ length: 12 }, (_, index) => resultOf(`SELECT ${index} AS n`));
    expect(await Promise.all(many)).toEqual(many.map((_, index) => `"n"\n"${index}"\n`));
  });
});
