import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { SqlSession } from '../../adapters/duckdb/sql-session.ts';
import { sourcePatterns } from './source-patterns.ts';

/** What is found does not depend on how busy the machine is: the checker stops by steps, not by the clock. */
const UNHURRIED = { timeout: null, attackTimeout: null, incubationTimeout: null } as const;

/** Patterns whose matching grows faster than their text, and why nobody can give them a long one. */
const ARGUED: readonly { readonly file: string; readonly pattern: string; readonly because: string }[] = [
  { file: 'adapters/duckdb/athena-query-engine.ts', pattern: '\\/*$', because: 'locations of the workflow definition' },
  { file: 'adapters/duckdb/athena-query-engine.ts', pattern: '[;\\s]+$', because: 'texts of queries/, which ship' },
  {
    file: 'adapters/duckdb/unload-statement.ts',
    pattern: String.raw`^\s*UNLOAD\s*\(([\s\S]*)\)\s*TO\s*'(s3:\/\/(?:[^']|'')+)'\s*WITH\s*\(([^()]*)\)\s*;?\s*$`,
    because: 'texts of queries/, which ship; values are parameters and never part of the text',
  },
  { file: 'adapters/duckdb/landing/compare-books.ts', pattern: '0+$', because: 'digits of a DECIMAL, 38 at most' },
  {
    file: 'core/domain/desk/sheet/read-cells.ts',
    pattern: '0+$',
    because: 'what follows the point of an amount, 40 digits at most',
  },
  {
    file: 'core/steps/digest-links.ts',
    pattern: String.raw`\/+$`,
    because: 'the address of the desk, from the settings of the deployment',
  },
  {
    file: 'report/format/round.ts',
    pattern: String.raw`\B(?=(\d{3})+$)`,
    because: 'digits of a decimal number, 38 at most',
  },
  {
    file: 'report/charts/collection-rate.ts',
    pattern: String.raw`\s*(pp|个百分点)$`,
    because: 'a formatted change of a rate',
  },
  {
    file: 'report/charts/draw.ts',
    pattern: String.raw`(bold|[6-9]00)?.*?(\d+(?:\.\d+)?)px`,
    because: 'font settings of the charts',
  },
  {
    file: 'report/charts/outline-text.ts',
    pattern: '<text([^>]*)>([^<]*)<\\/text>',
    because: 'SVG that the chart library wrote: every < of a name is escaped',
  },
  {
    file: 'report/charts/tidy-svg.ts',
    pattern: String.raw`\s*<\/svg>\s*$`,
    because: 'SVG that the chart library wrote; names are cut to a line',
  },
  {
    file: 'report/charts/tidy-svg.ts',
    pattern: '^<rect [^>]*fill="none"[^>]*><\\/rect>\\s*',
    because: 'SVG that the chart library wrote: every < and > of a name is escaped',
  },
  {
    file: 'report/charts/tidy-svg.ts',
    pattern: String.raw`<style[^>]*>[\s\S]*?<\/style>`,
    because: 'SVG that the chart library wrote: every < of a name is escaped',
  },
  {
    file: 'report/workbook/fill-rows.ts',
    pattern: '<dimension [^>]*\\/>',
    because: 'XML of an empty sheet, before rows are filled in',
  },
];

/** Patterns put together at run time, and of what. */
const PUT_TOGETHER = new Map([
  ['adapters/aws/send-tags.ts', 'a constant length'],
  ['report/charts/outline-text.ts', 'names of attributes that the code holds'],
]);

const key = ({ file, pattern }: { file: string; pattern: string }): string => `${file}: ${pattern}`;

describe('Regular expressions of the product', () => {
  const patterns = sourcePatterns();

  it('ReDoS: matching takes time in proportion to the text, or nobody can give it a long text', {
    timeout: 900_000,
  }, () => {
    const written = patterns.filter(({ pattern }) => pattern !== '');
    expect(written.length).toBeGreaterThan(100);
    const doubtful = written.filter(({ pattern, flags }) => checkSync(pattern, flags, UNHURRIED).status !== 'safe');
    expect([...new Set(doubtful.map(key))].sort()).toEqual(ARGUED.map(key).sort());
  });

  it('ReDoS: those put together at run time hold nothing of the data', () => {
    const files = patterns.filter(({ pattern }) => pattern === '').map(({ file }) => file);
    expect(new Set(files)).toEqual(new Set(PUT_TOGETHER.keys()));
  });

  it('ReDoS: patterns that the engine runs over cells are run by a matcher that does not go back', async () => {
    const session = await SqlSession.open({ threads: 1 });
    const ask = (text: string, pattern: string) =>
      session.use(async (connection) => {
        const reader = await connection.runAndReadAll(`SELECT regexp_full_match(${text}, '${pattern}')`);
        return reader.value(0, 0);
      });
    try {
      // A matcher that goes back would try 2^100000 ways.
      expect(await ask("repeat('a', 100000) || '!'", '(a+)+b')).toBe(false);
      await expect(ask("'a'", '(?=a)a')).rejects.toThrow(/invalid/i);
    } finally {
      session.close();
    }
  });
});
