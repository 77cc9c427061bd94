import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedAthenaCsv, readAthenaCsv } from '../../../adapters/duckdb/athena-csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readAthenaCsv', () => {
  it('tells an empty text from a null', () => {
    expect(readAthenaCsv(bytes('"a","b","c"\n"",,"x"\n,,\n'))).toEqual([
      { a: '', b: null, c: 'x' },
      { a: null, b: null, c: null },
    ]);
  });

  it('reads quotes, separators and line ends inside a value', () => {
    expect(readAthenaCsv(bytes('"a","b"\n"say ""hi"", ok","l1\r\nl2"\n"""",""""""\n'))).toEqual([
      { a: 'say "hi", ok', b: 'l1\r\nl2' },
      { a: '"', b: '""' },
    ]);
  });

  it('reads a result without rows, with or without a final line end', () => {
    expect(readAthenaCsv(bytes('"a","b"\n'))).toEqual([]);
    expect(readAthenaCsv(bytes('"a","b"'))).toEqual([]);
    expect(readAthenaCsv(bytes('"a"\n"1"'))).toEqual([{ a: '1' }]);
  });

  it('reads a last row that ends with a null', () => {
    expect(readAthenaCsv(bytes('"a","b"\n"1",'))).toEqual([{ a: '1', b: null }]);
    expect(readAthenaCsv(bytes('"a"\n\n"1"\n'))).toEqual([{ a: null }, { a: '1' }]);
  });

  it.each([
    ['a value without quotes', '"a"\nx\n'],
    ['text after a value', '"a","b"\n"1"x,"2"\n'],
    ['a quote that is never closed', '"a"\n"1\n'],
    ['a row that is too short', '"a","b"\n"1"\n'],
    ['a row that is too long', '"a"\n"1","2"\n'],
    ['a carriage return at the line end', '"a"\r\n"1"\r\n'],
    ['nothing at all', ''],
    ['a column without a name', '"a",\n"1","2"\n'],
  ])('refuses %s', (_, text) => {
    expect(() => readAthenaCsv(bytes(text))).toThrow(MalformedAthenaCsv);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => readAthenaCsv(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(MalformedAthenaCsv);
  });

  it('agrees with a CSV library on any cells', () => {
    const cell = fc.option(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a', 'é', ' ', '😀') }));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), (rows) => {
        const line = (cells: readonly (string | null)[]) =>
          cells.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(',');
        const text = `${[['a', 'b', 'c'], ...rows].map(line).join('\n')}\n`;
        const expected = parse(text, { columns: true, cast: (value, { quoting }) => (quoting ? value : null) });
        expect(readAthenaCsv(bytes(text))).toEqual(expected);
      }),
    );
  });
});
