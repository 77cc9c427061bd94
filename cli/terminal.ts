/** Where the command writes, and what it may know of the terminal. */
export interface Terminal {
  readonly version: string;
  /** True where a person watches: progress is drawn live. */
  readonly interactive: boolean;
  readonly colour: boolean;
  write(text: string): void;
  writeError(text: string): void;
  line(text?: string): void;
  error(text: string): void;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text from data, safe to print: no escape sequence of it reaches the terminal. */
export function printable(text: string): string {
  return text.replace(CONTROL, '\uFFFD');
}

/** Text from data that stands inside a line: no line of it can look like one of the command's own. */
export function printableLine(text: string): string {
  return printable(text.replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, ' '));
}

/** The process's own terminal. */
export function processTerminal(version: string): Terminal {
  const line = (stream: NodeJS.WriteStream) => (text: string) => {
    stream.write(text);
  };
  // A reader that has seen enough (`| head`) closes the pipe: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const out = line(process.stdout);
  const err = line(process.stderr);
  return {
    version,
    interactive: process.stderr.isTTY === true && process.env.CI === undefined,
    colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    write: out,
    writeError: err,
    line: (text = '') => out(`${text}\n`),
    error: (text) => err(`${printable(text)}\n`),
  };
}
