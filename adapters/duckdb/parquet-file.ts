import { fileLiteral } from './file-literal.ts';

/**
 * The rows of a Parquet file on this machine, as a relation. Nothing is read out of its path: left to itself the engine takes a folder
 * `amount=5` above the file for a column of it, in place of the file's own.
 */
export function parquetFile(path: string): string {
  return `read_parquet(${fileLiteral(path)}, hive_partitioning = false)`;
}

/** The same of a file that others have written: with `file_row_number`, its rows counted from 0, and bytes without a type taken as texts. */
export function foreignParquetFile(path: string): string {
  return `read_parquet(${fileLiteral(path)}, file_row_number = true, binary_as_string = true, hive_partitioning = false)`;
}
