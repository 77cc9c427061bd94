import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BadSqlLiteral,
  dateLiteral,
  decimalDigits,
  decimalLiteral,
  parseSqlLiteral,
  textLiteral,
} from '../../core/domain/sql-literal.ts';

const HOSTILE = [
  "'",
  "''",
  "'; DROP TABLE customer_month; --",
  "\\'",
  '/* */',
  '?',
  '$1',
  "' OR ''='",
  'a\nb',
  '\r',
  '𝔘😀',
  '',
  "E'\\x41'",
];

describe('textLiteral', () => {
  it('doubles the quote and leaves everything else as it is', () => {
    expect(textLiteral("O'Brien & Söhne")).toBe("'O''Brien & Söhne'");
  });

  it.each(HOSTILE)('makes one literal of %j, which reads back as it was', (text) => {
    expect(parseSqlLiteral(textLiteral(text))).toEqual({ type: 'text', value: text });
  });

  it('makes one literal of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        expect(parseSqlLiteral(textLiteral(text))).toEqual({ type: 'text', value: text });
      }),
    );
  });

  it.each(['\0', 'a\0b', '\ud800', 'x\udc00y'])('refuses %j, which engines do not keep as given', (text) => {
    expect(() => textLiteral(text)).toThrow(BadSqlLiteral);
  });
});

describe('decimalLiteral', () => {
  it.each([
    [75, "DECIMAL '75'"],
    [72.5, "DECIMAL '72.5'"],
    [1e-7, "DECIMAL '0.0000001'"],
    [-0, "DECIMAL '0'"],
    ['15000.00', "DECIMAL '15000'"],
    ['123456789012345678901234567890.123456', "DECIMAL '123456789012345678901234567890.123456'"],
    ['-0.000001', "DECIMAL '-0.000001'"],
  ])('writes %s as %s', (value, literal) => {
    expect(decimalLiteral(value)).toBe(literal);
  });

  it.each(['', 'abc', Number.NaN, Number.POSITIVE_INFINITY, "1' OR '1'='1", '1e40', '1;'])('refuses %j', (value) => {
    expect(() => decimalLiteral(value)).toThrow(BadSqlLiteral);
  });

  it('writes up to 38 digits, and refuses one more', () => {
    expect(decimalLiteral(`-${'1'.repeat(37)}.5`)).toBe(`DECIMAL '-${'1'.repeat(37)}.5'`);
    expect(() => decimalLiteral(`${'1'.repeat(38)}.5`)).toThrow(BadSqlLiteral);
    expect(new BadSqlLiteral('x').name).toBe('BadSqlLiteral');
  });

  it('keeps every digit of a list entry', () => {
    expect([0.1, 1e21, '00012.50'].map(decimalDigits)).toEqual(['0.1', '1000000000000000000000', '12.5']);
  });
});

describe('dateLiteral', () => {
  it('writes a day', () => {
    expect(dateLiteral('2024-02-29')).toBe("DATE '2024-02-29'");
  });

  it.each([
    '2025-02-29',
    '+012025-09-30',
    '2025-09-30T',
    'x2025-09-30',
    '2025',
    '2025-09',
    '2025-9-30',
    '2025-09-31',
    "2025-09-30' OR '1",
    '',
    '2025-13-01',
    '2025-09-30T00:00:00Z',
  ])('refuses %j', (day) => {
    expect(() => dateLiteral(day)).toThrow(BadSqlLiteral);
  });
});

describe('parseSqlLiteral', () => {
  it.each([
    ["'2025-09'", { type: 'text', value: '2025-09' }],
    ['15000', { type: 'integer', value: '15000' }],
    ['-7', { type: 'integer', value: '-7' }],
    ['15000.50', { type: 'decimal', value: '15000.50' }],
    ["DECIMAL '-0.5'", { type: 'decimal', value: '-0.5' }],
    ["DATE '2025-09-30'", { type: 'date', value: '2025-09-30' }],
    ["''", { type: 'text', value: '' }],
    ["'O''Brien'''", { type: 'text', value: "O'Brien'" }],
    ["DECIMAL '12.345'", { type: 'decimal', value: '12.345' }],
    ["DECIMAL '12'", { type: 'decimal', value: '12' }],
    ['-0.50', { type: 'decimal', value: '-0.50' }],
    [`DECIMAL '-${'1'.repeat(37)}.5'`, { type: 'decimal', value: `-${'1'.repeat(37)}.5` }],
    ['1'.repeat(38), { type: 'integer', value: '1'.repeat(38) }],
  ])('reads %s', (literal, value) => {
    expect(parseSqlLiteral(literal)).toEqual(value);
  });

  it.each([
    '',
    ' ',
    'abc',
    'NULL',
    "'open",
    "'a' 'b'",
    "'a' || 'b'",
    "'a'; SELECT 1",
    "'a' -- comment",
    '(SELECT 1)',
    "read_text('/etc/passwd')",
    '1 + 1',
    '1e5',
    '1;',
    "DECIMAL '1e5'",
    "DECIMAL '1' + 1",
    "DECIMAL 'x'",
    "DATE '2025-02-30'",
    "DATE '2025-02-01' + 1",
    "'1''",
    "xDECIMAL '1'",
    "SELECT DECIMAL '1'",
    "x DATE '2025-09-30'",
    "DATE '12025-09-30'",
    "DECIMAL '1' ",
    '1'.repeat(39),
    `DECIMAL '${'1'.repeat(39)}'`,
  ])('refuses %s', (literal) => {
    expect(() => parseSqlLiteral(literal)).toThrow(BadSqlLiteral);
  });
});
