import { DuckDBDateValue, DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import { parseSqlLiteral, type SqlValue } from '../../core/domain/sql-literal.ts';

const DAY_MS = 86_400_000;

/**
 * The values to bind for Athena's execution parameters, each the text of one SQL literal. Throws BadSqlLiteral for a parameter
 * that is anything else, so that nothing of it is ever run as SQL.
 */
export function boundValues(parameters: readonly string[]): DuckDBValue[] {
  return parameters.map((parameter) => boundValue(parseSqlLiteral(parameter)));
}

function boundValue(value: SqlValue): DuckDBValue {
  switch (value.type) {
    case 'text':
      return value.value;
    case 'integer':
      return decimalValue(value.value);
    case 'decimal':
      return decimalValue(value.value);
    case 'date':
      return new DuckDBDateValue(Date.parse(`${value.value}T00:00:00Z`) / DAY_MS);
  }
}

/** Exact: an integer is a decimal without a fraction, as wide as its digits. */
function decimalValue(digits: string): DuckDBDecimalValue {
  const scale = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  const width = Math.max(digits.replace(/[-.]/g, '').length, scale + 1);
  return new DuckDBDecimalValue(BigInt(digits.replace('.', '')), width, scale);
}
