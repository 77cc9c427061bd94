import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { DuckDbLoanReader } from '../../adapters/duckdb/loan-reader.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import type { LandedTable } from '../../core/contracts/landing.ts';
import { scorecardSql } from '../../core/domain/scorecard/scorecard-sql.ts';
import { spreadsheetSafe } from '../../core/domain/spreadsheet-safe.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { dataKey } from '../../core/steps/land-table.ts';
import { scoreLoans } from '../../core/steps/score-loans.ts';
import { readWorkUnchecked, writeWork } from '../../core/steps/work-files.ts';
import { AWKWARD_CARD, AWKWARD_LOANS } from '../scorecard/awkward-card.ts';
import { type Book, LOAN_BOOK, runRef } from './books.ts';
import type { LaneStore } from './lane-store.ts';
import { ROOT } from './lane-store.ts';
import type { TrinoClient } from './trino-client.ts';

/** A score by the id of its loan. */
type Scores = ReadonlyMap<string, string>;

/** Where the card as SQL and the card as it was applied disagree; nothing where every loan has the same score on both engines. */
export async function scoreDifferences(lane: LaneStore, trino: TrinoClient, name: string): Promise<string[]> {
  return [...(await reviewedLoans(lane, trino, LOAN_BOOK, name)), ...(await awkwardLoans(lane, trino))];
}

/** The scorecard.sql that a review of a loan book leaves, over the loans as they landed, against its loan_scores.csv. */
export async function reviewedLoans(lane: LaneStore, trino: TrinoClient, book: Book, store: string): Promise<string[]> {
  const run = runRef(book);
  await writeWork(lane.store, run, 'rules.json', lane.rules);
  await scoreLoans({ store: lane.store, loans: new DuckDbLoanReader(lane.session) }, { run });
  const read = async (file: string) => new TextDecoder().decode(await lane.store.read(run.prefix + file));
  const sql = await read('scorecard.sql');
  const rows: { loan_id: string; score: string }[] = parse(await read('loan_scores.csv'), { columns: true });
  const expected = new Map(rows.map(({ loan_id, score }) => [loan_id, score]));
  if (expected.size < 100) return [`${book.name}: only ${expected.size} loans were scored`];
  const landed = await readWorkUnchecked<LandedTable>(lane.store, run, 'landed/loan_accounts.json');
  const key = dataKey(run, landed.lands_as);
  await trino.execute('DROP TABLE IF EXISTS loan_accounts');
  await trino.execute(loanTable(landed, `local:///${store}/${key.slice(0, key.lastIndexOf('/'))}`));
  const view = `WITH loan_accounts AS (FROM read_parquet(${textLiteral(await lane.store.localFile(key))}))`;
  return [
    ...different(`${book.name} on Trino`, expected, await onTrino(trino, sql)),
    ...different(`${book.name} on DuckDB`, expected, await onDuckDb(lane, `${view} ${sql}`)),
  ];
}

/** Loans on, beside and beyond every edge of a card that trips programs up, against what a second program gave them. */
async function awkwardLoans(lane: LaneStore, trino: TrinoClient): Promise<string[]> {
  const golden: { scores: Record<string, number> } = JSON.parse(
    await readFile(join(ROOT, 'test/golden/awkward-loan-scores.json'), 'utf8'),
  );
  const expected = new Map(Object.entries(golden.scores).map(([id, score]) => [id, String(score)]));
  const types = new Map(
    AWKWARD_CARD.features.map(({ name, kind }) => [name, kind === 'numeric' ? 'DOUBLE' : 'VARCHAR']),
  );
  const names = ['loan_id', ...types.keys()];
  const literal = (value: string | number | null | undefined): string =>
    value === null || value === undefined ? 'NULL' : textLiteral(String(value));
  const rows = AWKWARD_LOANS.map((loan) => `(${names.map((name) => literal(loan[name])).join(', ')})`);
  const typed = names.map((name, index) => `CAST(c${index} AS ${types.get(name) ?? 'VARCHAR'}) AS ${quoted(name)}`);
  const columns = names.map((_name, index) => `c${index}`).join(', ');
  const sql = `WITH loan_accounts AS (SELECT ${typed.join(', ')} FROM (VALUES ${rows.join(', ')}) AS t(${columns}))
${scorecardSql(AWKWARD_CARD)}`;
  return [
    ...different('awkward loans on Trino', expected, await onTrino(trino, sql)),
    ...different('awkward loans on DuckDB', expected, await onDuckDb(lane, sql)),
  ];
}

function loanTable({ columns }: LandedTable, location: string): string {
  const typed = columns.map(({ name, type }) => `${quoted(name)} ${SQL_TYPES[type].trino}`);
  return `CREATE TABLE loan_accounts (${typed.join(', ')}) WITH (external_location = '${location}', format = 'PARQUET')`;
}

async function onTrino(trino: TrinoClient, sql: string): Promise<Scores> {
  return scoresOf((await trino.execute(sql)).rows);
}

async function onDuckDb(lane: LaneStore, sql: string): Promise<Scores> {
  return lane.session.use(async (connection) => scoresOf((await connection.runAndReadAll(sql)).getRows()));
}

function scoresOf(rows: readonly (readonly unknown[])[]): Scores {
  return new Map(rows.map(([id, score]) => [spreadsheetSafe(String(id)), String(score)]));
}

function different(what: string, expected: Scores, found: Scores): string[] {
  const wrong = [...expected].filter(([id, score]) => found.get(id) !== score);
  const [first] = wrong;
  if (first === undefined && found.size === expected.size) return [];
  const example = first === undefined ? '' : `; loan ${first[0]} has ${found.get(first[0]) ?? 'none'}, not ${first[1]}`;
  return [`${what}: ${wrong.length} of ${expected.size} scores differ, ${found.size} found${example}`];
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
