import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, readDay, unescaped } from '../../../../core/domain/desk/sheet/read-cells.ts';
import { folded } from '../../../../core/domain/desk/sheet/task-sheet.ts';
import { spreadsheetSafe } from '../../../../core/domain/spreadsheet-safe.ts';

describe('a day in a cell', () => {
  it.each([
    ['2025-10-09', '2025-10-09'],
    ['2025/1/9', '2025-01-09'],
    ['2025.12.31', '2025-12-31'],
    ['2025年3月8日', '2025-03-08'],
    [' ２０２５-１０-０９ ', '2025-10-09'],
  ])('"%s" is %s', (text, value) => {
    expect(readDay(text)).toEqual({ value });
  });

  it.each(['9/10/2025', '2025-10', '2025-02-30', '12025-10-09', '2025-10-091', '2025-10-09 14:00', 'on 2025-10-09'])(
    '"%s" is none',
    (text) => {
      expect(readDay(text)).toEqual({ code: 'date' });
    },
  );
});

describe('an amount in a cell', () => {
  it.each([
    ['1200', 2, '1200'],
    ['1200.5', 2, '1200.5'],
    [' １２.50 ', 2, '12.50'],
    ['0.05000', 2, '0.05000'],
    ['1234.500', 2, '1234.500'],
    ['1.200', 3, '1.200'],
  ])('%s, with %i digits after the point, is meant as it stands', (text, digits, value) => {
    expect(readAmount(text, digits)).toEqual({ value });
  });

  it.each([
    ['12.345', 2],
    ['1.0001', 2],
    ['0.5', 0],
    ['1.2345', 3],
  ])('%s has more than the %i digits of the currency', (text, digits) => {
    expect(readAmount(text, digits)).toEqual({ code: 'amount_digits', digits });
  });

  it.each(['1,200', '12,345', '1,234,567', '12,345.67', '1.234.567,89', "1'200", '1 200 300', '1.200', '123.400'])(
    '%s sets thousands apart, or may do so',
    (text) => {
      expect(readAmount(text, 2)).toEqual({ code: 'amount_grouped' });
    },
  );

  it.each(['', 'lots', '-5', '$1,200', '1,200 USD', '1234,567', '12,34', '1e3'])('"%s" is none', (text) => {
    expect(readAmount(text, 2)).toEqual({ code: 'amount' });
  });
});

describe('the apostrophe that an export puts before what looks like a formula', () => {
  it('is taken off again, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `=${text}`),
        ),
        (text) => {
          expect(unescaped(spreadsheetSafe(text))).toBe(text);
        },
      ),
    );
  });

  it.each(["'hello", "'", "''=1", '=1+1', "'-5"])('is no part of %s, which stays', (text) => {
    expect(unescaped(text)).toBe(text);
  });
});

describe('text as it is compared', () => {
  it('knows no case, no width and no number of spaces', () => {
    expect(folded('  Ｃｌｏｓｅ\n\t as ')).toBe('close as');
    expect(folded('closeas')).toBe('closeas');
  });
});
