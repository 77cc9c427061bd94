import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../docs/performance.md', import.meta.url);

/** Writes what a bench has measured over what stood in its section of docs/performance.md. */
export function writeSection(name: 'reviews' | 'desk', text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- produced: ${name} -->`, `<!-- end: ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no section ${name}`);
  writeFileSync(PAGE, `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`);
}
