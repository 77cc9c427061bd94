const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The same text with memory of its own. A piece cut from a long text keeps all of that alive for as long as it is kept itself: a few names of
 * a file, and the whole file stays in memory.
 */
export function ownText(text: string): string {
  return decoder.decode(encoder.encode(text));
}
