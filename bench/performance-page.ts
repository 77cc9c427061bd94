import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../docs/performance.md', import.meta.url);

/** Parts of docs/performance.md that a command writes. */
export type Section = 'reviews' | 'desk';

/** Writes what a bench has measured over what stood in its section of docs/performance.md. */
export function writeSection(name: Section, text: string): void {
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), name, text));
}

/** The page with another text in a section; everything else stays as it is. Throws where the page has no such section. */
export function withSection(page: string, name: Section, text: string): string {
  const [begin, end] = [`<!-- produced: ${name} -->`, `<!-- end: ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no section ${name}`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
