import * as fc from 'fast-check';
import { csv, INVOICE_HEADER } from './export-kit.ts';

/** Columns of the drawn invoices. */
export const HEADER = [...INVOICE_HEADER, 'disputed', 'exchange_rate', 'updated_at', 'status', 'dispute_reason'];

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      'B',
      ' ',
      '"',
      ',',
      ';',
      '\n',
      '\r',
      '\t',
      "'",
      '=',
      '\\',
      'é',
      '漢',
      '😀',
      '\u00a0',
      '#',
      '0',
    ),
    maxLength: 8,
  }),
  fc.constantFrom('NULL', 'null', '""', '"', 'x'.repeat(300), '0012', '\\N'),
);
const amount = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e6 }).map(String),
  fc.integer({ min: 0, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.constantFrom('0', '1e3', '.5', '5.', '+1', ' 7 ', '1234567890123.45', '1000000000000000'),
);
const badAmount = fc.constantFrom('-1', '', 'x', '1_0', '1,5', 'NaN', '1e16', '0x1', '- 5', '1e', '5 5', '\u00a05');
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const oddDate = fc.constantFrom(
  '2024-01-31T23:30:00Z',
  '2024-02-28 3:58:55',
  '2024-2-3',
  '2024/02/03',
  '2024-02-30',
  'epoch',
  '',
  '20240203',
  '2024-02-03 25:00:00',
  ' 2024-02-03',
  '2024-02-0x',
  '0001-01-01',
);
const flag = fc.constantFrom('TRUE', 'false', '1', 'no', '', 'Yes');
const stamp = fc.oneof(
  fc.constant(''),
  fc.constantFrom('2024-05-01', '2024-05-01 3:00:00', '2024-05-02T00:00:00+02:00'),
);
const id = fc.oneof(
  fc.integer({ min: 0, max: 400 }).map((number) => `I${number}`),
  text,
);

/** A text as it lands. */
export const trimmed = (text: string): string | null => text.replace(/^\p{Zs}+|\p{Zs}+$/gu, '') || null;

/** Mostly sound rows; the share of odd cells is the second parameter. */
export const row = (odd: number) =>
  fc.tuple(
    id,
    fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: 1, max: 9 }).map((number) => `C${number}`) },
      { weight: odd, arbitrary: text },
    ),
    fc.oneof({ weight: 20, arbitrary: date }, { weight: odd, arbitrary: oddDate }),
    fc.oneof({ weight: 20, arbitrary: date }, { weight: odd, arbitrary: oddDate }),
    fc.oneof({ weight: 20, arbitrary: amount }, { weight: odd, arbitrary: badAmount }),
    fc.oneof({ weight: 20, arbitrary: flag }, { weight: odd, arbitrary: fc.constant('maybe') }),
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom('', '1', '0.000123456789', '7.1234567890123') },
      { weight: odd, arbitrary: badAmount },
    ),
    stamp,
    fc.oneof(
      { weight: 20, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom('void', 'Deleted', 'open') },
    ),
    text,
  );
/** How a file is written. */
export const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
});
/** The text of a file of invoices, sound or with odd rows. */
export const file = fc
  .record({
    rows: fc.oneof(fc.array(row(0), { maxLength: 12 }), fc.array(row(1), { maxLength: 12 })),
    dialect,
    mark: fc.boolean(),
    end: fc.boolean(),
  })
  .map(({ rows, dialect: how, mark, end }) => {
    const whole = csv([HEADER, ...rows], how);
    return (mark ? '\uFEFF' : '') + (end ? whole : whole.replace(/(\r\n|\n|\r)$/, ''));
  });
