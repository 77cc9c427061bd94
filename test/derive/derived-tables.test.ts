import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DERIVATIONS, DERIVED_TABLES, type LedgerProfile } from '../../core/contracts/derive.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import { LedgerEngine, WARNING_TABLES } from './ledger-engine.ts';

const PROFILES: readonly LedgerProfile[] = ['ledger', 'fivetran-quickbooks'];

describe.each(PROFILES)('the tables derived from empty books of profile %s', (profile) => {
  let engine: LedgerEngine;
  beforeAll(async () => {
    engine = await LedgerEngine.open(profile);
    await engine.derive({ period: '2024-06' });
  });
  afterAll(() => engine.close());

  it.each(Object.entries(DERIVED_TABLES).filter(([table]) => !WARNING_TABLES.test(table)))(
    '%s has the columns of its contract, in order and by type',
    async (table, columns) => {
      const { run, ...types } = await engine.columnTypes(table);
      expect(run).toBe('VARCHAR');
      expect(Object.entries(types)).toEqual(
        Object.entries(columns).map(([name, type]) => [name, SQL_TYPES[type].duckdb]),
      );
    },
  );

  it('are empty, but for the one scope that books without a row have', async () => {
    for (const table of Object.keys(DERIVED_TABLES).filter(
      (name) => name !== 'ledger_scope' && !WARNING_TABLES.test(name),
    )) {
      expect(await engine.rows(`SELECT count(*) AS n FROM ${table}`), table).toEqual([{ n: '0' }]);
    }
    expect(await engine.rows('SELECT scope, currency, converted FROM ledger_scope')).toEqual([
      { scope: '*', currency: 'USD', converted: false },
    ]);
  });

  it('are written once each, after what they read', () => {
    const orders = DERIVATIONS[profile].map(({ order }) => order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(new Set(DERIVATIONS[profile].map(({ output }) => output))).toEqual(new Set(Object.keys(DERIVED_TABLES)));
  });
});
