import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Puts a table of an export, a CSV without line ends inside quotes, into so many files, in the folder `<table>/`. */
export async function splitTable(dir: string, table: string, files: number): Promise<void> {
  const whole = join(dir, `${table}.csv`);
  const [header = '', ...rows] = (await readFile(whole, 'utf8')).trimEnd().split('\n');
  await mkdir(join(dir, table));
  for (let file = 0; file < files; file += 1) {
    const start = (part: number) => Math.floor((part * rows.length) / files);
    const text = `${[header, ...rows.slice(start(file), start(file + 1))].join('\n')}\n`;
    await writeFile(join(dir, table, `part-${String(file + 1).padStart(3, '0')}.csv`), text);
  }
  await rm(whole);
}
