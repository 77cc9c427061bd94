const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const QUOTE = 34;

const ORDINARY = 0;
const DELIMITER = 1;
const QUOTED = 2;
const LINE_FEED = 3;
const CARRIAGE_RETURN = 4;
const NUL = 5;

/** What was met in a record; bits of {@link RecordScanner.flags}. */
export const FLAG = {
  /** A cell in quotes. */
  quoted: 1,
  /** Legal but unusual: a quote inside an unquoted cell, spaces around a quoted one. */
  odd: 2,
  nul: 4,
  /** Quotes that do not close, or text after a closing quote. The record is its first physical line. */
  broken: 8,
  /** More than {@link MAX_RECORD_BYTES}. The record is its first physical line. */
  tooLong: 16,
  lf: 32,
  crlf: 64,
  cr: 128,
} as const;

/** A record may not be longer. */
export const MAX_RECORD_BYTES = 2 * 1024 * 1024;

/**
 * Finds the records of CSV bytes, one after the other. The grammar is RFC 4180 with LF, CRLF or CR, and two leniencies that
 * engines share: a quote inside an unquoted cell is itself, and spaces may stand around a quoted cell. A quote that opens a
 * cell and is not closed properly breaks its own physical line only: reading goes on with the next.
 */
export class RecordScanner {
  readonly #classes = new Uint8Array(256);
  readonly #spaced: boolean;
  /** None where spaces delimit: several in a row count as one, which is looked at apart. */
  readonly #delimiter: number;
  /** The largest special byte. */
  readonly #top: number;
  start = 0;
  /** After the record's last byte, before its line end. */
  end = 0;
  /** After its line end. */
  next = 0;
  fields = 0;
  /** Physical lines it takes. */
  lines = 0;
  flags = 0;

  constructor(delimiter: string) {
    this.#spaced = delimiter === ' ';
    this.#classes[delimiter.charCodeAt(0)] = DELIMITER;
    this.#classes[QUOTE] = QUOTED;
    this.#classes[LF] = LINE_FEED;
    this.#classes[CR] = CARRIAGE_RETURN;
    this.#classes[0] = NUL;
    this.#delimiter = this.#spaced ? -1 : delimiter.charCodeAt(0);
    this.#top = Math.max(delimiter.charCodeAt(0), QUOTE);
  }

  /** Reads the record at `from`. False where the bytes end before it does; with `final` they are all there is. */
  scan(bytes: Uint8Array, from: number, limit: number, final: boolean): boolean {
    const classes = this.#classes;
    const top = this.#top;
    const delimiter = this.#delimiter;
    let at = from;
    let fieldFrom = from;
    let fields = 1;
    let flags = 0;
    this.start = from;
    this.lines = 1;
    for (;;) {
      // Most bytes are above every special one, and most of the rest are delimiters: this loop is where the time goes.
      while (at < limit) {
        const byte = bytes[at] ?? 0;
        if (byte > top) at++;
        else if (byte === delimiter) {
          fields++;
          fieldFrom = ++at;
        } else if (classes[byte] === ORDINARY) at++;
        else break;
      }
      if (at >= limit) {
        if (!final) return false;
        return this.#finish(fields, flags, fieldFrom, limit, limit);
      }
      switch (classes[bytes[at] ?? 0]) {
        case DELIMITER:
          if (at > fieldFrom) fields++;
          fieldFrom = ++at;
          break;
        case LINE_FEED:
          return this.#finish(fields, flags | FLAG.lf, fieldFrom, at, at + 1);
        case CARRIAGE_RETURN:
          if (at + 1 >= limit && !final) return false;
          if (at + 1 < limit && bytes[at + 1] === LF)
            return this.#finish(fields, flags | FLAG.crlf, fieldFrom, at, at + 2);
          return this.#finish(fields, flags | FLAG.cr, fieldFrom, at, at + 1);
        case NUL:
          flags |= FLAG.nul;
          at++;
          break;
        default: {
          flags |= FLAG.quoted;
          if (!onlySpaces(bytes, fieldFrom, at)) {
            flags |= FLAG.odd;
            at++;
            break;
          }
          const close = this.#closeQuote(bytes, at + 1, limit, final);
          if (close === MORE) return false;
          if (close === BROKEN) return this.firstLine(bytes, from, limit, final, flags | FLAG.broken);
          let after = close + 1;
          while (after < limit && bytes[after] === SPACE && !this.#spaced) after++;
          if (after >= limit && !final) return false;
          if (after < limit && !endsField(classes[bytes[after] ?? 0])) {
            return this.firstLine(bytes, from, limit, final, flags | FLAG.broken);
          }
          if (after > close + 1 || at > fieldFrom) flags |= FLAG.odd;
          if (this.#nulInQuotes) flags |= FLAG.nul;
          at = after;
        }
      }
    }
  }

  #nulInQuotes = false;

  /** Where the quotes close that opened before `at`. */
  #closeQuote(bytes: Uint8Array, from: number, limit: number, final: boolean): number {
    this.#nulInQuotes = false;
    let at = from;
    for (;;) {
      const byte = at < limit ? bytes[at] : undefined;
      if (byte === undefined) return final ? BROKEN : MORE;
      if (byte === QUOTE) {
        if (at + 1 >= limit) return final ? at : MORE;
        if (bytes[at + 1] !== QUOTE) return at;
        at++;
      } else if (byte === LF) {
        if (bytes[at - 1] !== CR) this.lines++;
      } else if (byte === CR) this.lines++;
      else if (byte === 0) this.#nulInQuotes = true;
      at++;
    }
  }

  /** Takes the physical line at `from` as a record of its own. False where its end is not there yet. */
  firstLine(bytes: Uint8Array, from: number, limit: number, final: boolean, flags: number): boolean {
    let at = from;
    while (at < limit && bytes[at] !== LF && bytes[at] !== CR) at++;
    if (at >= limit && !final) return false;
    const crlf = bytes[at] === CR && bytes[at + 1] === LF && at + 1 < limit;
    if (at + 1 >= limit && bytes[at] === CR && !final) return false;
    this.start = from;
    this.lines = 1;
    this.end = at;
    this.next = at >= limit ? limit : at + (crlf ? 2 : 1);
    this.fields = 0;
    this.flags = flags;
    return true;
  }

  #finish(fields: number, flags: number, fieldFrom: number, end: number, next: number): true {
    this.fields = this.#spaced && fieldFrom === end && fields > 1 ? fields - 1 : fields;
    this.flags = flags;
    this.end = end;
    this.next = next;
    return true;
  }

  /** Whether the record holds nothing but spaces and tabs: no row. */
  isBlank(bytes: Uint8Array): boolean {
    if (this.end === this.start) return true;
    if (this.fields !== 1 || this.flags & (FLAG.broken | FLAG.quoted)) return false;
    for (let at = this.start; at < this.end; at++) if (bytes[at] !== SPACE && bytes[at] !== TAB) return false;
    return true;
  }
}

const MORE = -1;
const BROKEN = -2;

function endsField(kind: number | undefined): boolean {
  return kind === DELIMITER || kind === LINE_FEED || kind === CARRIAGE_RETURN;
}

function onlySpaces(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== SPACE) return false;
  return true;
}
