/** How the command is called from the project's folder. */
const CALL = 'npx duewatch';

/** Where a command works: a store on this machine, or a deployed review. */
interface Place {
  readonly store?: string;
  readonly remote?: boolean;
  readonly stage?: string;
  readonly region?: string;
}

/** A command to paste into the shell as it stands: words quoted where the shell would read them otherwise, with the place it works on. */
export function commandLine(words: readonly string[], { store, remote, stage, region }: Place = {}): string {
  const place =
    remote === true
      ? [
          '--remote',
          ...(stage === undefined ? [] : ['--stage', stage]),
          ...(region === undefined ? [] : ['--region', region]),
        ]
      : store === undefined || store === '.duewatch'
        ? []
        : ['--store', store];
  return [CALL, ...[...words, ...place].map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
