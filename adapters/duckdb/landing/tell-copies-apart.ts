import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parquetFile } from '../parquet-file.ts';
import { copyOptions, firstNumber } from './engine.ts';
import type { ExactSources } from './exact-sources.ts';

/**
 * Gives every row of the view `staged` its fate, in the view `judged`. Exact copies of a row go first. Of different rows with one key the
 * newest `updated_at` stays; with none, or a tie, all of them are quarantined. Rows that break a rule take no part in that.
 *
 * Records as they stand in the file are read again, into the view `raws`, only where it takes them: of rows that may be copies, to compare
 * them in full, and of rows that may be quarantined, to show them.
 */
export async function tellCopiesApart(
  connection: DuckDBConnection,
  raw: ExactSources['raw'],
  workDir: string,
): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE wanted AS
    SELECT _file, _line FROM staged
    WHERE len(_faults) > 0
      OR _hash IN (SELECT _hash FROM staged GROUP BY _hash HAVING count(*) > 1)
      OR hash(_key) IN (SELECT hash(_key) AS h FROM staged WHERE _key IS NOT NULL GROUP BY h HAVING count(*) > 1)`);
  const raws = join(workDir, 'raws.parquet');
  await firstNumber(connection, `COPY (${raw('wanted')}) TO ${copyOptions(raws)}`);
  await connection.run(`CREATE OR REPLACE TEMP VIEW raws AS SELECT * FROM ${parquetFile(raws)}`);
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE copies AS
    SELECT _file, _line FROM (
      SELECT _file, _line, row_number() OVER (PARTITION BY _raw ORDER BY _file, _line) AS n FROM raws
    ) WHERE n > 1`);
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE rivals AS
    WITH sound AS (
      SELECT _file, _line, _key, _updated_at, hash(_key) AS h
      FROM staged ANTI JOIN copies USING (_file, _line)
      WHERE _key IS NOT NULL AND (_deleted OR len(_faults) = 0)
    ),
    shared AS (SELECT * FROM sound WHERE h IN (SELECT h FROM sound GROUP BY h HAVING count(*) > 1)),
    ranked AS (
      SELECT *, count(*) OVER same AS n, max(_updated_at) OVER same AS newest FROM shared WINDOW same AS (PARTITION BY _key)
    ),
    counted AS (
      SELECT *, count(*) FILTER (WHERE _updated_at = newest) OVER (PARTITION BY _key) AS at_newest FROM ranked WHERE n > 1
    )
    SELECT _file, _line, CASE WHEN at_newest <> 1 THEN 'conflict' WHEN _updated_at = newest THEN 'newest' ELSE 'superseded' END AS place
    FROM counted`);
  await connection.run(`
    CREATE OR REPLACE TEMP VIEW judged AS
    SELECT s.*, r.place,
      CASE
        WHEN c._line IS NOT NULL THEN 'duplicate'
        WHEN r.place = 'conflict' THEN 'quarantined'
        WHEN s._deleted THEN 'deleted'
        WHEN len(s._faults) > 0 THEN 'quarantined'
        WHEN r.place = 'superseded' THEN 'duplicate'
        ELSE 'landed'
      END AS fate
    FROM staged s LEFT JOIN copies c USING (_file, _line) LEFT JOIN rivals r USING (_file, _line)`);
}
