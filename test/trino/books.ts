import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { LOCAL_DIGESTS } from '../../adapters/embedded/local-ports.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { LedgerProfile } from '../../core/contracts/derive.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { FIVETRAN_QUICKBOOKS } from '../../core/landing/table-specs/fivetran-quickbooks.ts';
import { LEDGER } from '../../core/landing/table-specs/ledger.ts';
import { Dice } from '../../core/sample/dice.ts';
import type { SampleOptions } from '../../core/sample/sample-options.ts';
import { landTable } from '../../core/steps/land-table.ts';
import { planExport } from '../../core/steps/plan-export.ts';
import { writeHistory } from '../../core/steps/score-history.ts';
import { writeWork } from '../../core/steps/work-files.ts';
import { GOLDEN_BOOKS } from '../derive/ledger-golden.ts';
import { booksCsv, randomBooks } from '../derive/random-books.ts';
import { booksOnTheHalf } from './books-on-the-half.ts';
import { hostileHistory, hostileMarts } from './hostile-marts.ts';
import type { LaneStore } from './lane-store.ts';
import { randomRows, writeRows } from './typed-rows.ts';

/** Data of one company in the store, under a run of its own. */
export interface Book {
  readonly name: string;
  readonly run: string;
  readonly period: string;
  readonly home: string;
  /** How its tables are derived; nothing for marts, which land as they are. */
  readonly derivation?: LedgerProfile;
  /** Scopes to query besides those the derivation finds. */
  readonly scopes: readonly string[];
  readonly previous: { readonly period: string; readonly run: string } | null;
}

/** What the lane reads, with what puts it into the store. Samples come first, then what no sample has. */
export const BOOKS: readonly { readonly book: Book; readonly fill: (lane: LaneStore, book: Book) => Promise<void> }[] =
  [
    sample('marts sample', { profile: 'quickbooks-marts', customers: 600, seed: 11 }),
    sample('marts company of 50,000', { profile: 'quickbooks-marts', customers: 50_000, seed: 7 }),
    sample('ledger sample', { profile: 'ledger', customers: 120, seed: 3 }, 'ledger'),
    sample('QuickBooks sample', { profile: 'fivetran-quickbooks', customers: 100, seed: 5 }, 'fivetran-quickbooks'),
    ...Object.keys(GOLDEN_BOOKS).map(ledgerBooks),
    {
      book: {
        ...plain('marts no landing would pass', '2025-09'),
        scopes: ['*', 'EUR'],
        previous: { period: '2025-08', run: '2025-08-reviewed-before' },
      },
      fill: fillMarts,
    },
    { book: { ...plain('ledger on the half', '2024-12'), derivation: 'ledger' }, fill: fillHalves },
    { book: { ...plain('ledger of any cells', '2024-12'), derivation: 'ledger' }, fill: fillRandom(LEDGER, 150) },
    {
      book: { ...plain('QuickBooks of any cells', '2024-12'), derivation: 'fivetran-quickbooks' },
      fill: fillRandom(FIVETRAN_QUICKBOOKS, 150),
    },
    { book: { ...plain('ledger without rows', '2024-12'), derivation: 'ledger' }, fill: fillEmpty },
    {
      book: { ...plain('run that left nothing', '2024-12'), derivation: 'fivetran-quickbooks' },
      fill: async () => undefined,
    },
  ];

/** A lender's loans, for the scorecard. */
export const LOAN_BOOK: Book = plain('loans sample', '2025-09');

/** Lands a sample of loans under {@link LOAN_BOOK}. */
export async function fillLoans(lane: LaneStore): Promise<void> {
  await inFolder(async (folder) => {
    await writeSample(folder, { profile: 'loans', customers: 4_000, seed: 9 });
    await land(lane, LOAN_BOOK, folder);
  });
}

function plain(name: string, period: string): Book {
  const run = `${period}-${name.replaceAll(/\W+/g, '-')}`;
  return { name, run, period, home: 'USD', scopes: ['*'], previous: null };
}

function sample(name: string, options: SampleOptions, derivation?: LedgerProfile): (typeof BOOKS)[number] {
  const book: Book = { ...plain(name, '2025-09'), ...(derivation === undefined ? {} : { derivation }) };
  return {
    book,
    fill: (lane) =>
      inFolder(async (folder) => {
        await writeSample(folder, options);
        await land(lane, book, folder);
      }),
  };
}

/** Books with everything the contract has a rule for, landed from CSV. */
function ledgerBooks(name: string): (typeof BOOKS)[number] {
  const { seed = 0, period = '', options } = GOLDEN_BOOKS[name] ?? {};
  const book: Book = { ...plain(`ledger with ${name.replaceAll('-', ' ')}`, period), derivation: 'ledger' };
  return {
    book,
    fill: (lane) =>
      inFolder(async (folder) => {
        if (options === undefined) return;
        for (const [table, rows] of Object.entries(randomBooks(seed, options)))
          if (rows.length > 0) await writeFile(join(folder, `${table}.csv`), booksCsv(rows));
        await land(lane, book, folder);
      }),
  };
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-trino-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lands an export with the steps of the workflow. */
export async function land(lane: LaneStore, book: Book, folder: string): Promise<void> {
  const exports = new FolderObjectStore(folder);
  const run = runRef(book);
  const ports = { store: lane.store, exports, lander: lane.lander, scratch: lane.scratch, digests: LOCAL_DIGESTS };
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const plan = await planExport(
    ports,
    '',
    files.map(({ name }) => name),
    lane.rules,
  );
  await writeWork(lane.store, run, 'inputs.json', []);
  await writeWork(lane.store, run, 'landing-plan.json', plan);
  for (const { table } of plan.tables) await landTable(ports, { run, table });
}

/** The run that a book's data lies under. */
export function runRef({ run, period }: Book): RunRef {
  const folders = { prefix: `runs/${period}/${run}/`, work: `work/${run}/`, exports: '' };
  const flags = { revision: 1, dryRun: false, resend: false };
  return { id: run, period, ...folders, ...flags, startedAt: '', owner: 'lane', version: '' };
}

async function fillMarts(lane: LaneStore, book: Book): Promise<void> {
  for (const { table, columns, rows } of hostileMarts(new Dice(41, 'customer', 0)))
    await writeRows(lane, columns, rows, `derived/${table}/run=${book.run}/data.parquet`);
  if (book.previous === null) return;
  const before = runRef({ ...book, ...book.previous });
  await writeHistory(lane.store, before, hostileHistory());
}

async function fillHalves(lane: LaneStore, { run, period }: Book): Promise<void> {
  const tables = booksOnTheHalf('2024-01');
  for (const spec of LEDGER) {
    const key = `landed/${spec.table}/period=${period}/run=${run}/data.parquet`;
    await writeRows(lane, columnsOf(spec), tables[spec.table] ?? [], key);
  }
}

function fillRandom(specs: typeof LEDGER, count: number) {
  return async (lane: LaneStore, { run, period }: Book): Promise<void> => {
    for (const [index, spec] of specs.entries()) {
      const rows = randomRows(spec, new Dice(17, 'ledger', index), count, '2024-01');
      await writeRows(lane, columnsOf(spec), rows, `landed/${spec.table}/period=${period}/run=${run}/data.parquet`);
    }
  };
}

async function fillEmpty(lane: LaneStore, { run, period }: Book): Promise<void> {
  for (const spec of LEDGER)
    await writeRows(lane, columnsOf(spec), [], `landed/${spec.table}/period=${period}/run=${run}/data.parquet`);
}

function columnsOf(spec: (typeof LEDGER)[number]) {
  return Object.fromEntries(Object.entries(spec.columns).map(([name, { type }]) => [name, type]));
}
