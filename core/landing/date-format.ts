/** Short forms of strptime, spelled out. */
const SHORT: Readonly<Record<string, string>> = { D: '%m/%d/%y', F: '%Y-%m-%d', T: '%H:%M:%S', R: '%H:%M', e: '%d' };
/** What the engine reads in a date. */
const KNOWN = new Set('aAbBdfHIjmMpSyYzZ%');
const PADLESS = new Set('dHIjmMSy');

/** A strptime format the engine understands, or why it can't be one. */
export type DateFormat = { readonly format: string; readonly zoned: boolean } | { readonly fault: string };

/**
 * Checks a manifest's date format: only specifiers that mean the same everywhere, and enough of them to name a day.
 * `%D %F %R %T %e` are spelled out; numbers need no leading zero.
 */
export function readDateFormat(text: string): DateFormat {
  const seen = new Set<string>();
  let format = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '%') {
      format += text[at];
      continue;
    }
    const padless = text[at + 1] === '-';
    const letter = text[at + (padless ? 2 : 1)] ?? '';
    const spelled = padless ? undefined : SHORT[letter];
    if (spelled === undefined && !(padless ? PADLESS : KNOWN).has(letter)) {
      return { fault: `%${padless ? '-' : ''}${letter} is not a specifier duewatch reads` };
    }
    for (const part of (spelled ?? `%${letter}`).matchAll(/%(.)/g)) seen.add(part[1] ?? '');
    format += spelled ?? `%${letter}`;
    at += padless ? 2 : 1;
  }
  const year = seen.has('y') || seen.has('Y');
  const day = seen.has('j') || (seen.has('d') && (seen.has('m') || seen.has('b') || seen.has('B')));
  if (!year || !day) return { fault: 'it does not name a day: a year, a month and a day are needed' };
  return { format, zoned: seen.has('z') };
}
