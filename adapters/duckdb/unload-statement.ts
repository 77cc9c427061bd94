/** An `UNLOAD (query) TO 's3://…/' WITH (…)` taken apart. */
export interface Unload {
  readonly query: string;
  /** The folder, `s3://bucket/prefix/`. */
  readonly to: string;
  readonly options: Readonly<Record<string, string>>;
}

const UNLOAD = /^\s*UNLOAD\s*\(([\s\S]*)\)\s*TO\s*'(s3:\/\/(?:[^']|'')+)'\s*WITH\s*\(([^()]*)\)\s*;?\s*$/i;
const OPTION = /^\s*(\w+)\s*=\s*'([^']*)'\s*$/;

/** Takes an UNLOAD statement apart; `undefined` for a text that is not one. Comments may stand before it. */
export function parseUnload(statement: string): Unload | undefined {
  const match = UNLOAD.exec(statement.replace(/^(?:\s*--[^\n]*\n)+/, ''));
  if (!match) return undefined;
  const [, query = '', to = '', options = ''] = match;
  const pairs = options.split(',').map((option) => OPTION.exec(option));
  return {
    query,
    to: to.replaceAll("''", "'"),
    options: Object.fromEntries(pairs.map((pair) => [pair?.[1]?.toLowerCase() ?? '', pair?.[2] ?? ''])),
  };
}
