import { describe, expect, it } from 'vitest';
import { plainCause } from '../../core/workflow/plain-cause.ts';

const ofQuery = (Query: string, StateChangeReason: string): string =>
  JSON.stringify({
    QueryExecution: { QueryExecutionId: 'a1b2', Query, Status: { State: 'FAILED', StateChangeReason } },
  });

describe('why a state failed', () => {
  it('is what its function says', () => {
    expect(plainCause('{"errorType":"StoreFull","errorMessage":"no room","trace":["at x"]}')).toBe('no room');
  });

  it('is the reason of a query and which query it was, not its text', () => {
    const select = '-- Who owes most.\n--\n-- Grain: one row\nSELECT 1';
    expect(plainCause(ofQuery(select, 'Query exhausted resources'))).toBe(
      'Query exhausted resources (query a1b2: Who owes most.)',
    );
    const unload = `UNLOAD (-- What.\nSELECT 's3://x/derived/no/' AS a) TO 's3://bucket/derived/customer_month/run=r/' WITH (format = 'PARQUET')`;
    expect(plainCause(ofQuery(unload, 'Bytes scanned limit was exceeded'))).toBe(
      'Bytes scanned limit was exceeded (query a1b2: table customer_month)',
    );
  });

  it('is one line, whatever lines the engine or a text of the books brings', () => {
    const reason = "Conversion Error: 'x\nDone in 1 s.\u2028Nothing was sent'\r\n\nLINE 2: CAST(";
    expect(plainCause(ofQuery('-- Who owes.', reason))).toBe(
      "Conversion Error: 'x Done in 1 s. Nothing was sent' LINE 2: CAST( (query a1b2: Who owes.)",
    );
  });

  it('shortens what a query says of itself', () => {
    expect(plainCause(ofQuery(`-- ${'x'.repeat(150)}`, 'no')).length).toBeLessThan(140);
  });

  it.each(['plain words', '', '{"half": ', '"text"', 'null', '{"QueryExecution":{"Query":"SELECT 1"}}'])(
    'is itself where it is neither: %j',
    (cause) => {
      expect(plainCause(cause)).toBe(cause);
    },
  );
});
