import { readFileSync } from 'node:fs';
import { DOUBLE, type DuckDBConnection, DuckDBInstance, VARCHAR } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardScore } from '../../core/domain/scorecard/apply-scorecard.ts';
import { reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import type { Scorecard } from '../../core/domain/scorecard/scorecard.ts';
import { scorecardSql } from '../../core/domain/scorecard/scorecard-sql.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { BadSqlLiteral } from '../../core/domain/sql-literal.ts';
import { AWKWARD_CARD, AWKWARD_LOANS } from './awkward-card.ts';
import { madeUpBook, rawLoan } from './made-up-book.ts';

type Loan = Readonly<Record<string, string | number | null>>;
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});
afterAll(() => connection.closeSync());

async function scoresBySql(card: Scorecard, loans: readonly Loan[]): Promise<Map<string, number>> {
  const columns = ['loan_id', ...card.features.map(({ name }) => name)];
  const types = [VARCHAR, ...card.features.map(({ kind }) => (kind === 'numeric' ? DOUBLE : VARCHAR))];
  const names = columns.map((name, i) => `"${name.replaceAll('"', '""')}" ${types[i]}`);
  await connection.run(`CREATE OR REPLACE TABLE "odd ""loans" (${names.join(', ')})`);
  const appender = await connection.createAppender('odd "loans');
  for (const loan of loans) {
    columns.forEach((name, i) => {
      const value = loan[name] ?? null;
      if (value === null) appender.appendNull();
      else appender.appendValue(value, types[i] ?? VARCHAR);
    });
    appender.endRow();
  }
  appender.closeSync();
  const reader = await connection.runAndReadAll(scorecardSql(card, 'odd "loans'));
  return new Map(reader.getRows().map(([id, score]) => [String(id), Number(score)]));
}

describe('scorecardSql', () => {
  it('scores awkward loans as a second program does', async () => {
    const golden: { scores: Record<string, number> } = JSON.parse(
      readFileSync(new URL('../golden/awkward-loan-scores.json', import.meta.url), 'utf8'),
    );
    const scores = await scoresBySql(AWKWARD_CARD, AWKWARD_LOANS);
    expect(Object.fromEntries(scores)).toEqual(golden.scores);
    expect(Object.fromEntries(AWKWARD_LOANS.map((loan) => [loan.loan_id, cardScore(AWKWARD_CARD, loan)]))).toEqual(
      golden.scores,
    );
  });

  it('gives every loan of a book the score the review gave it', async () => {
    const table = madeUpBook(1500);
    const { card } = reviewLoans(table, loanSettings.parse({ rounds: 1 }));
    if (card === null) throw new Error('no card');
    const scores = await scoresBySql(
      card.scorecard,
      table.ids.map((id, row) => ({ loan_id: id, ...rawLoan(table, row) })),
    );
    expect(table.ids.map((id) => scores.get(id))).toEqual([...card.scores.score]);
  });

  it('takes a blank text for missing', async () => {
    const trade = 'the "trade", O\'Brien';
    const scores = await scoresBySql(AWKWARD_CARD, [
      { loan_id: 'blank', order: 5, [trade]: '', 地区: '' },
      { loan_id: 'null', order: 5, [trade]: null, 地区: null },
    ]);
    expect(scores.get('blank')).toBe(scores.get('null'));
  });

  it('refuses a text that no engine stores as given', () => {
    const [order, trade] = AWKWARD_CARD.features;
    if (order === undefined || trade === undefined) throw new Error('the awkward card has features');
    const bins = trade.bins.map((bin, i) => (i === 0 ? { ...bin, values: ['a\0b'] } : bin));
    expect(() => scorecardSql({ ...AWKWARD_CARD, features: [order, { ...trade, bins }] })).toThrow(BadSqlLiteral);
  });

  it('scores everybody alike by a card without features', async () => {
    const scores = await scoresBySql({ ...AWKWARD_CARD, features: [] }, [{ loan_id: 'x' }]);
    expect(scores).toEqual(new Map([['x', AWKWARD_CARD.base_points]]));
  });
});
