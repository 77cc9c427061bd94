import type { DuckDBConnection } from '@duckdb/node-api';
import type { LandedFeature } from '../../core/contracts/landing.ts';
import { type CategoricalColumn, categoricalColumn, type LoanTable } from '../../core/domain/scorecard/loan-table.ts';
import type { LoanReader } from '../../core/ports/loan-reader.ts';
import { parquetFile } from './parquet-file.ts';
import type { SqlSession } from './sql-session.ts';

/** Reads landed loans column by column, so that a million loans with thirty features fit beside each other. */
export class DuckDbLoanReader implements LoanReader {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async read(file: string, features: readonly LandedFeature[], targetDefinition: string): Promise<LoanTable> {
    return this.#session.use(async (connection) => {
      await connection.run('SET preserve_insertion_order = true');
      const source = parquetFile(file);
      const column = (expression: string) => readColumn(connection, `SELECT ${expression} FROM ${source}`);
      const ids = (await column('loan_id')).map(String);
      const overdue = Uint8Array.from(await column('CAST(overdue AS INTEGER)'), Number);
      const numeric = new Map<string, Float64Array>();
      const categorical = new Map<string, CategoricalColumn>();
      const protectedAttributes = new Map<string, CategoricalColumn | Float64Array>();
      for (const feature of features) {
        const read = feature.type === 'categorical' ? await texts(column, feature) : await numbers(column, feature);
        if (feature.protected) protectedAttributes.set(feature.name, read);
        else if (read instanceof Float64Array) numeric.set(feature.name, read);
        else categorical.set(feature.name, read);
      }
      return { ids, overdue, excluded: 0, targetDefinition, numeric, categorical, protectedAttributes };
    });
  }
}

type ColumnReader = (expression: string) => Promise<readonly unknown[]>;

async function texts(column: ColumnReader, { name }: LandedFeature): Promise<CategoricalColumn> {
  const values = await column(`CAST(${quoted(name)} AS VARCHAR)`);
  return categoricalColumn(values.map((value) => (typeof value === 'string' ? value : null)));
}

/** A date counts as the day's number; a blank is NaN. */
async function numbers(column: ColumnReader, { name, type }: LandedFeature): Promise<Float64Array> {
  const value = type === 'date' ? `date_diff('day', DATE '1970-01-01', ${quoted(name)})` : quoted(name);
  return Float64Array.from(await column(`CAST(${value} AS DOUBLE)`), (cell) =>
    typeof cell === 'number' ? cell : Number.NaN,
  );
}

async function readColumn(connection: DuckDBConnection, sql: string): Promise<readonly unknown[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getColumns()[0] ?? [];
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
