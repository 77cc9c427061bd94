import { textLiteral } from '../../core/domain/sql-literal.ts';

/**
 * The path of one file that is to be read, as a SQL literal. The engine takes `*`, `?` and `[` for patterns, and reads whatever fits:
 * `a[1].csv` would be `a1.csv`. Each stands for itself in brackets.
 */
export function fileLiteral(path: string): string {
  return textLiteral(path.replace(/[*?[]/g, '[$&]'));
}
