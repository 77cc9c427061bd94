/*
 * Runs every file under queries/ with its execution parameters on a real Trino server and on the embedded engine, over the same Parquet,
 * and holds the rows to each other text for text. Ends with status 1 where they differ, or where it could not find out. Arguments choose
 * books by parts of their names; without any it is all of them, which must then make every query return rows.
 */
import { globSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DERIVATIONS, DERIVED_TABLES, deriveParameters } from '../../core/contracts/derive.ts';
import { QUERIES_OF_ANY_EXPORT, QUERIES_OF_LEDGERS } from '../../core/contracts/every-query.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { BOOKS, type Book, fillLoans, LOAN_BOOK } from './books.ts';
import { documentedTypes } from './documented-types.ts';
import { createHiveTables } from './hive-tables.ts';
import { javaHome } from './java-home.ts';
import { LaneStore, ROOT } from './lane-store.ts';
import { scoreDifferences } from './loan-scores.ts';
import { firstDifference } from './result-table.ts';
import { TrinoClient } from './trino-client.ts';
import { trinoRelease } from './trino-release.ts';
import { startTrino } from './trino-server.ts';
import { artefactDifferences, COMPANIES } from './whole-review.ts';

/** Queries that only a ledger has the tables for. */
const CACHE = join(ROOT, '.cache', 'trino');
const WORK = join(CACHE, 'lane');
const DATA = join(WORK, 'data');
const STORE = 'store';
const SCHEMA = 'duewatch';

/** One query of one book. */
interface Case {
  readonly file: string;
  readonly parameters: readonly string[];
  /** Trino's types of the columns. */
  readonly types: readonly string[];
}

const chosen = process.argv.slice(2);
const wanted = (name: string): boolean => chosen.length === 0 || chosen.some((part) => name.includes(part));
const books = BOOKS.filter(({ book }) => wanted(book.name));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const rowsOf = new Map(
  globSync('queries/**/*.sql', { cwd: ROOT })
    .sort()
    .map((file) => [file, 0]),
);
let compared = 0;
let different = 0;

function differ(what: string): void {
  different += 1;
  say(`DIFFERENT ${what}`);
}

/** Lands and derives every book in the store; a derivation that the embedded engine refuses is a difference. */
async function fillStore(lane: LaneStore): Promise<void> {
  for (const { book, fill } of books) {
    await fill(lane, book);
    for (const step of book.derivation === undefined ? [] : DERIVATIONS[book.derivation]) {
      const parameters = deriveParameters(step, { run: book.run, period: book.period, homeCurrency: book.home });
      try {
        await lane.unload(await sqlOf(step.file), parameters, `derived/${step.output}/run=${book.run}/`);
      } catch (error) {
        differ(`${book.name}, ${step.file}: DuckDB ${reasonOf(error)}`);
      }
    }
    await fillDesk(lane, book);
  }
}

/** Every third customer of a book has a task standing: what the queries for the desk look at. */
async function fillDesk(lane: LaneStore, { run }: Book): Promise<void> {
  const sql = 'SELECT DISTINCT scope, customer_id FROM customer_month WHERE run = ? ORDER BY scope, customer_id';
  const { rows } = await lane.query(sql, [textLiteral(run)]);
  const lines = rows
    .filter((_row, index) => index % 3 === 0)
    .map(([scope, customer_id]) => `${JSON.stringify({ scope, customer_id })}\n`);
  const key = `derived/desk_customer/run=${run}/customers.json`;
  if (lines.length > 0) await lane.store.write(key, new TextEncoder().encode(lines.join('')));
}

async function casesOf(lane: LaneStore, book: Book): Promise<Case[]> {
  const derivations = book.derivation === undefined ? [] : DERIVATIONS[book.derivation];
  const cases: Case[] = derivations.map((step) => ({
    file: step.file,
    parameters: deriveParameters(step, { run: book.run, period: book.period, homeCurrency: book.home }),
    types: Object.values(DERIVED_TABLES[step.output]).map((type) => SQL_TYPES[type].trino),
  }));
  const scopes = new Set(book.scopes);
  if (book.derivation !== undefined) {
    const asked = { file: 'queries/ledger_scopes.sql', parameters: [textLiteral(book.run)] };
    cases.push({ ...asked, types: documentedTypes(await sqlOf(asked.file)) });
    // The home currency and one more: the others take the same way.
    const found = (await lane.query(await sqlOf(asked.file), asked.parameters)).rows.map(([scope]) => scope ?? '');
    for (const scope of found.slice(0, 2)) scopes.add(scope);
  }
  const makers = {
    ...QUERIES_OF_ANY_EXPORT,
    ...(book.derivation === undefined ? {} : QUERIES_OF_LEDGERS),
  };
  for (const scope of scopes) {
    for (const [query, make] of Object.entries(makers)) {
      const file = `queries/${query}.sql`;
      const parameters = make({ run: book.run, scope, period: book.period, previous: book.previous }, lane.rules);
      cases.push({ file, parameters, types: documentedTypes(await sqlOf(file)) });
    }
  }
  return cases;
}

async function compare(
  lane: LaneStore,
  trino: TrinoClient,
  { file, parameters, types }: Case,
): Promise<string | undefined> {
  const sql = await sqlOf(file);
  const [ours, theirs] = await Promise.allSettled([lane.query(sql, parameters), trino.query(sql, parameters)]);
  if (ours.status === 'rejected' || theirs.status === 'rejected') {
    const failures = [
      ...(ours.status === 'rejected' ? [`DuckDB ${reasonOf(ours.reason)}`] : []),
      ...(theirs.status === 'rejected' ? [`Trino ${reasonOf(theirs.reason)}`] : []),
    ];
    return failures.join('\n    ');
  }
  rowsOf.set(file, (rowsOf.get(file) ?? 0) + theirs.value.rows.length);
  const given = theirs.value.types.map((type) => type.replaceAll(' ', '').replace(/^varchar\(\d+\)$/, 'varchar'));
  const mistyped = theirs.value.columns.flatMap((name, index) =>
    given[index] === types[index]
      ? []
      : [`${name} is ${given[index]} on Trino, ${types[index] ?? 'nothing'} by its definition`],
  );
  if (mistyped.length > 0) return mistyped.join('; ');
  return firstDifference(ours.value, theirs.value, /^ORDER BY /m.test(sql));
}

async function compareBooks(lane: LaneStore, trino: TrinoClient): Promise<void> {
  for (const { book } of books) {
    const began = performance.now();
    const cases = await casesOf(lane, book);
    for (const each of cases) {
      const difference = await compare(lane, trino, each);
      compared += 1;
      if (difference !== undefined)
        differ(`${book.name}, ${each.file} (${each.parameters.join(', ')})\n    ${difference}`);
    }
    say(`${book.name}: ${cases.length} queries, ${seconds(began)}`);
  }
  if (chosen.length > 0) return;
  for (const [file, rows] of rowsOf) if (rows === 0) differ(`${file} returned no row of any book, or was never run`);
}

/** Every loan's score by scorecard.sql on both engines, and as the review gave it. */
async function compareLoans(lane: LaneStore, trino: TrinoClient): Promise<void> {
  const began = performance.now();
  await fillLoans(lane);
  for (const difference of await scoreDifferences(lane, trino, STORE)) differ(difference);
  say(`${LOAN_BOOK.name} and an awkward card: scores by SQL, ${seconds(began)}`);
}

/** The whole month of every company on both engines: what people read is the same to the byte. */
async function compareReviews(url: string): Promise<void> {
  for (const company of COMPANIES.filter(({ name }) => wanted(name))) {
    const began = performance.now();
    const { differences, queries } = await artefactDifferences(company, { url, data: DATA });
    for (const difference of differences) differ(difference);
    say(`whole review of the ${company.name}: ${queries} queries on Trino, ${seconds(began)}`);
  }
}

async function sqlOf(file: string): Promise<string> {
  return readFile(join(ROOT, file), 'utf8');
}

/** What an engine says was wrong, on one line. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const reason = /"ErrorMessage":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text;
  return `failed: ${reason.replaceAll(/\s+/g, ' ').slice(0, 400)}`;
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

async function main(): Promise<number> {
  const began = performance.now();
  const java = javaHome();
  const release = await trinoRelease(CACHE, say);
  await rm(WORK, { recursive: true, force: true });
  const lane = await LaneStore.open(join(DATA, STORE));
  try {
    await fillStore(lane);
    say(`${books.length} books landed and derived, ${seconds(began)}`);
    const starting = performance.now();
    const server = await startTrino({ java, release, folder: WORK, data: DATA });
    try {
      say(`Trino is up, ${seconds(starting)}`);
      const trino = new TrinoClient(server.url, SCHEMA);
      await createHiveTables(trino, lane.folder, STORE);
      await compareBooks(lane, trino);
      if (wanted(LOAN_BOOK.name)) await compareLoans(lane, trino);
      await compareReviews(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    lane.close();
  }
  const verdict = different === 0 ? 'all equal' : `${different} different`;
  say(`${rowsOf.size} query files, ${compared} runs on both engines: ${verdict}, ${seconds(began)}`);
  return different === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return 1;
});
