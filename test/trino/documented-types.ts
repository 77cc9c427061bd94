/** A column, or several of one type, with its type. */
const COLUMNS = /^-- {3}(\w+(?:, \w+)*) +(varchar|bigint|integer|boolean|date|decimal\(\d+,\d+\))/;

/** Trino's types of a query's columns, as the comment it begins with lists them. */
export function documentedTypes(sql: string): string[] {
  const header = /^-- Columns\n((?:-- .*\n)*)/m.exec(sql)?.[1] ?? '';
  return header.split('\n').flatMap((line) => {
    const [, names = '', type] = COLUMNS.exec(line) ?? [];
    return type === undefined ? [] : names.split(',').map(() => type);
  });
}
